import { roleText } from "@kheo/core/rules/policy";
import { readToday } from "@kheo/db/ground/settings";
import { confirmPost, waitingPostsOf } from "@kheo/db/offices/posts";
import { sealEvents } from "@kheo/db/rules/chain";
import { insertEvent } from "@kheo/db/rules/events";
import { recordsOf } from "@kheo/db/rules/records";
import type { Configuration } from "../configuration.ts";
import { Stop } from "../stop.ts";
import { operator, say, usernameIn, withDatabase } from "./with-database.ts";

/** The operator as the second person, where a place begins with one. */
export const confirm = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> =>
  withDatabase(configuration, async (db) => {
    const username = usernameIn(values["user"], "giữ chức vụ");
    const waiting = await waitingPostsOf(db, username);
    if (waiting.length === 0) throw new Stop(`--user: “${username}” không có chức vụ nào chờ xác nhận.`);
    const today = await readToday(db);
    await db.transaction().execute(async (transaction) => {
      for (const post of waiting) {
        const { id, unitId } = post;
        await confirmPost(transaction, post, today);
        await insertEvent(transaction, {
          personId: null,
          capacity: operator,
          action: "post.confirm",
          thing: "post",
          thingId: id,
          unitId,
          payload: { records: await recordsOf(transaction, new Map([["post", new Set([id])]])) },
        });
      }
    });
    await sealEvents(db);
    for (const { role, unitName } of waiting) say(`Đã xác nhận: ${roleText[role]}, ${unitName}.`);
    return 0;
  });
