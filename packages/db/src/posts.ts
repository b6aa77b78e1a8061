import type { BodySeat } from "@kheo/core/bodies";
import type { Day } from "@kheo/core/days";
import { DomainError } from "@kheo/core/errors";
import type { Role } from "@kheo/core/policy";
import type { Db } from "./connect.ts";

export const insertPost = async (
  db: Db,
  post: {
    personId: string;
    role: Role;
    unitId: string;
    bodyId: string | null;
    seat: BodySeat | null;
    validFrom: Day;
    validTo?: Day | null;
  },
): Promise<string> => (await db.insertInto("post").values(post).returning("id").executeTakeFirstOrThrow()).id;

/** A post ends on a day; it is never deleted, so what was done in it stays explained. */
export const endPost = async (db: Db, postId: string, validTo: Day): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable("post")
    .set({ validTo })
    .where("id", "=", postId)
    .where("validTo", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("post.notFound");
};

/** @throws `post.notFound`. */
export const getPost = async (db: Db, postId: string) => {
  const post = await db
    .selectFrom("post")
    .select(["id", "personId", "unitId", "validFrom"])
    .where("id", "=", postId)
    .executeTakeFirst();
  if (!post) throw new DomainError("post.notFound");
  return post;
};
