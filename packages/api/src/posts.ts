import { DomainError } from "@kheo/core/errors";
import { defaultBodyRules } from "@kheo/core/bodies";
import { day, formatDay } from "@kheo/core/days";
import { postInput } from "@kheo/core/posts";
import { bodyOfUnit, insertBody } from "@kheo/db/bodies";
import type { Db } from "@kheo/db/connect";
import { actorOf } from "@kheo/db/people";
import { endPost, insertPost } from "@kheo/db/posts";
import { z } from "zod";
import { add, router } from "./procedures.ts";
import { post, unit } from "./subjects.ts";

/** A seat on a council needs the unit's council; the first seat founds it. */
const seatOf = async (db: Db, unitId: string, { role, seat }: z.output<typeof postInput>) => {
  if (role !== "councilMember") return { bodyId: null, seat: null };
  if (seat === null) throw new DomainError("post.bodyRequired");
  const body = await bodyOfUnit(db, unitId);
  const bodyId = body?.id ?? (await insertBody(db, { unitId, name: "Hội đồng thẩm định", rules: defaultBodyRules }));
  return { bodyId, seat };
};

/** Gives a person a post at a unit. */
export const giveAPost = async (
  db: Db,
  personId: string,
  unitId: string,
  given: z.output<typeof postInput>,
): Promise<string> => {
  const { role, validFrom } = given;
  return insertPost(db, { personId, unitId, role, validFrom, ...(await seatOf(db, unitId, given)) });
};

export const postsRouter = router({
  appoint: add({
    action: "post.appoint",
    on: unit,
    input: postInput.extend({ personId: z.string().max(100) }),
    made: { thing: "post", id: ({ postId }) => postId },
    run: async ({ db, place, today }, { personId, ...given }) => {
      await actorOf(db, personId, today);
      return { postId: await giveAPost(db, personId, place.id, given) };
    },
  }),

  end: add({
    action: "post.end",
    on: post,
    input: z.object({ validTo: day("Thôi giữ chức vụ từ ngày") }),
    run: async ({ db, subject }, { validTo }) => {
      if (validTo < subject.validFrom) {
        throw new DomainError("post.endsBeforeStart", { from: formatDay(subject.validFrom) });
      }
      await endPost(db, subject.id, validTo);
      return { id: subject.id };
    },
  }),
});
