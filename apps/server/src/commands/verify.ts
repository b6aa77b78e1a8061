import { verifyContents } from "@kheo/api/rules/verification";
import { catalog } from "@kheo/catalog";
import { dayOf } from "@kheo/core/ground/days";
import { parseHead } from "@kheo/core/rules/events";
import { countVerdicts } from "@kheo/db/movement/verdicts";
import { verifyEvents } from "@kheo/db/rules/chain";
import { listMisplaced } from "@kheo/db/territory/units";
import type { Configuration } from "../configuration.ts";
import { Stop } from "../stop.ts";
import { say, withDatabase } from "./with-database.ts";

const time = new Intl.DateTimeFormat("vi-VN", {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: "Asia/Ho_Chi_Minh",
});

export const verify = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const typed = values["head"];
  const head = typeof typed === "string" ? parseHead(typed) : null;
  if (typed !== undefined && head === null) {
    throw new Stop("--head: cần dấu kiểm như in trên báo cáo, ví dụ 208-9f3a-12bc-77de-0a41.");
  }
  return withDatabase(configuration, async (db) => {
    const contents = await verifyContents(db, catalog);
    const events = await verifyEvents(db, { today: dayOf(new Date()), head });
    const misplaced = (await listMisplaced(db)).map(
      ({ id, name }) => `Đơn vị ${name ?? id}: nơi trực thuộc khác với lịch sử của đơn vị.`,
    );
    const differences = [...contents, ...events.differences, ...misplaced];
    for (const difference of differences) say(difference);
    if (events.firstBroken !== null) say(`Mắt xích hỏng đầu tiên: ${events.firstBroken}.`);
    const since = events.unsealedSince && ` (từ ${time.format(events.unsealedSince)})`;
    say(
      `${await countVerdicts(db)} kết quả chấm điểm, ${events.sealed} sự kiện đã nối, ${events.unsealed} sự kiện chưa nối${since ?? ""}, ${events.expired} nội dung đã hết thời hạn lưu.`,
    );
    if (head && events.differences.length === 0) say(`Dấu kiểm ${head.position} nằm trên chuỗi.`);
    say(`${differences.length} chỗ khác (${differences.length} differ).`);
    return differences.length === 0 ? 0 : 1;
  });
};
