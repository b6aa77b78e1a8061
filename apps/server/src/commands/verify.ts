import { verifyContents } from "@kheo/api/rules/verification";
import { catalog } from "@kheo/catalog";
import { dayOf, formatDay } from "@kheo/core/ground/days";
import { parseHead } from "@kheo/core/rules/events";
import { countVerdicts } from "@kheo/db/movement/verdicts";
import { verifyEvents } from "@kheo/db/rules/chain";
import type { RootDb } from "@kheo/db/ground/connect";
import { hashOfReport, snapshotsOfCode } from "@kheo/db/reports/reports";
import { listMisplaced } from "@kheo/db/territory/units";
import type { Configuration } from "../configuration.ts";
import { openFiles, verifyFiles } from "../files.ts";
import { Stop } from "../stop.ts";
import { say, withDatabase } from "./with-database.ts";

const time = new Intl.DateTimeFormat("vi-VN", {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: "Asia/Ho_Chi_Minh",
});

/** As much of a frozen report’s code as a list prints, or more. */
const codePattern = /^[0-9a-f]{12,64}$/u;

const codeIn = (typed: string | boolean | undefined): string | null => {
  if (typed === undefined) return null;
  const code = String(typed).replaceAll(/\s/gu, "").toLowerCase();
  if (!codePattern.test(code))
    throw new Stop("--code: cần ít nhất 12 chữ số đầu của mã kiểm tra in trên báo cáo đã chốt, ví dụ 9f3a12bc77de.");
  return code;
};

/** Which frozen report a code stands on, and whether what is kept of it is what was frozen. */
const checkCode = async (db: RootDb, code: string): Promise<{ readonly found: string; readonly right: boolean }> => {
  const [snapshot] = await snapshotsOfCode(db, code);
  if (!snapshot) return { found: `Mã kiểm tra ${code}: không có báo cáo đã chốt nào mang mã này.`, right: false };
  const { version, unitName, period, cutoff, hash, content } = snapshot;
  const right = hashOfReport(content) === hash;
  const whose = `báo cáo đã chốt, bản ${version} của ${unitName}, ${period}, số liệu đến ${formatDay(cutoff)}`;
  return { found: `Mã kiểm tra ${code}: ${whose}; nội dung ${right ? "đúng" : "không còn đúng"} với mã.`, right };
};

export const verify = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const typed = values["head"];
  const head = typeof typed === "string" ? parseHead(typed) : null;
  if (typed !== undefined && head === null) {
    throw new Stop("--head: cần dấu kiểm như in trên báo cáo, ví dụ 208-9f3a-12bc-77de-0a41.");
  }
  const code = codeIn(values["code"]);
  return withDatabase(configuration, async (db) => {
    const checked = code === null ? null : await checkCode(db, code);
    if (checked?.right) say(checked.found);
    const contents = await verifyContents(db, catalog);
    const events = await verifyEvents(db, { today: dayOf(new Date()), head });
    const misplaced = (await listMisplaced(db)).map(
      ({ id, name }) => `Đơn vị ${name ?? id}: nơi trực thuộc khác với lịch sử của đơn vị.`,
    );
    const files = await openFiles(configuration);
    const stored = files && (await verifyFiles(db, files));
    const differences = [
      ...(checked && !checked.right ? [checked.found] : []),
      ...contents,
      ...events.differences,
      ...misplaced,
      ...(stored?.differences ?? []),
    ];
    for (const difference of differences) say(difference);
    if (events.firstBroken !== null) say(`Mắt xích hỏng đầu tiên: ${events.firstBroken}.`);
    const since = events.unsealedSince && ` (từ ${time.format(events.unsealedSince)})`;
    say(
      `${await countVerdicts(db)} kết quả chấm điểm, ${events.sealed} sự kiện đã nối, ${events.unsealed} sự kiện chưa nối${since ?? ""}, ${events.expired} nội dung đã hết thời hạn lưu.`,
    );
    if (stored) say(stored.counted);
    if (head && events.differences.length === 0) say(`Dấu kiểm ${head.position} nằm trên chuỗi.`);
    say(`${differences.length} chỗ khác (${differences.length} differ).`);
    return differences.length === 0 ? 0 : 1;
  });
};
