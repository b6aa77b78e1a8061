import { writeFile } from "node:fs/promises";
import { catalog } from "@kheo/catalog";
import { makeReport } from "@kheo/api/reports/reports";
import { verifyContents } from "@kheo/api/rules/verification";
import { dayOf } from "@kheo/core/ground/days";
import { isDomainError, errorMessage } from "@kheo/core/rules/errors";
import { parseHead } from "@kheo/core/rules/events";
import { roleText } from "@kheo/core/rules/policy";
import { composed } from "@kheo/core/ground/text";
import type { RootDb } from "@kheo/db/ground/connect";
import { insertEvent, removeExpiredPayloads } from "@kheo/db/rules/events";
import { sealEvents, verifyEvents } from "@kheo/db/rules/chain";
import { removeExpiredContacts } from "@kheo/db/rules/personal";
import { listPeriods } from "@kheo/db/movement/periods";
import { recordsOf } from "@kheo/db/rules/records";
import { confirmPost, waitingPostsOf } from "@kheo/db/offices/posts";
import { countVerdicts } from "@kheo/db/movement/verdicts";
import { hasUnits, listMisplaced, listUnits } from "@kheo/db/territory/units";
import { reportPapers } from "@kheo/papers/report";
import { z } from "zod";
import type { Configuration } from "../configuration.ts";
import { open, type OpenDatabase } from "../database.ts";
import { DemonstrationKept, removeDemonstration } from "@kheo/demonstration/remove";
import { seedDemonstration } from "@kheo/demonstration/seed";
import { hashPassword } from "../sign-in/sign-in.ts";
import { Stop } from "../stop.ts";

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Opens the database, brought up to date, for one task and closes it after. */
const withDatabase = async (
  configuration: Configuration,
  task: (db: RootDb, database: OpenDatabase) => Promise<number>,
): Promise<number> => {
  const database = await open(configuration);
  try {
    return await task(database.db, database);
  } catch (error) {
    if (isDomainError(error)) throw new Stop(errorMessage(error.code, error.details));
    throw error;
  } finally {
    await database.close();
  }
};

export const migrateDatabase = (configuration: Configuration): Promise<number> =>
  withDatabase(configuration, async (_, { applied }) => {
    say(applied.length === 0 ? "Cấu trúc đã mới nhất." : `Đã áp dụng: ${applied.join(", ")}.`);
    return 0;
  });

export const seed = (
  configuration: Configuration,
  { remove, withOwnData }: { remove: boolean; withOwnData: boolean },
): Promise<number> =>
  withDatabase(configuration, async (db, { asOwner }) => {
    if (remove) {
      try {
        say(await asOwner((owner) => removeDemonstration(owner, withOwnData)));
      } catch (error) {
        throw error instanceof DemonstrationKept ? new Stop(error.message) : error;
      }
      return 0;
    }
    if (await hasUnits(db)) throw new Stop("Cơ sở dữ liệu đã có dữ liệu nên không nạp dữ liệu minh họa.");
    await seedDemonstration(db, dayOf(new Date()), hashPassword);
    say("Đã nạp dữ liệu minh họa.");
    return 0;
  });

const named = <Item extends { readonly id: string }>(
  what: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  wanted: unknown,
): Item => {
  const text = typeof wanted === "string" ? composed(wanted).trim().toLowerCase() : "";
  if (text === "") throw new Stop(`Thiếu --${what}.`);
  const found = items.filter((item) => item.id === text || nameOf(item).toLowerCase() === text);
  const [only, ...others] = found;
  if (!only) throw new Stop(`--${what}: không tìm thấy “${text}”.`);
  if (others.length > 0) {
    throw new Stop(
      `--${what}: có ${found.length} kết quả tên “${text}”; hãy dùng mã: ${found.map(({ id }) => id).join(", ")}.`,
    );
  }
  return only;
};

export const report = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const out = typeof values["out"] === "string" ? values["out"] : "";
  const paper = Object.values(reportPapers).find(({ extension }) => out.endsWith(extension));
  if (!paper) throw new Stop("--out: cần tên tệp có đuôi .docx hoặc .xlsx.");
  const cutoff = z.iso.date().safeParse(values["cutoff"] ?? dayOf(new Date()));
  if (!cutoff.success) throw new Stop("--cutoff: cần một ngày có thật, ví dụ 2026-11-30.");
  const structureOn = z.iso.date().safeParse(values["structure-on"] ?? cutoff.data);
  if (!structureOn.success) throw new Stop("--structure-on: cần một ngày có thật, ví dụ 2026-11-30.");
  return withDatabase(configuration, async (db) => {
    const units = await listUnits(db, { day: structureOn.data });
    const unit = named("unit", units, ({ name }) => name, values["unit"]);
    const period = named("period", await listPeriods(db), ({ title }) => title, values["period"]);
    const content = await makeReport(db, catalog, {
      unitId: unit.id,
      periodId: period.id,
      cutoff: cutoff.data,
      ...(values["structure-on"] !== undefined && { structureOn: structureOn.data }),
    });
    try {
      await writeFile(out, await paper.write(content));
    } catch {
      throw new Stop(`--out: không ghi được tệp ${out}. Hãy kiểm tra thư mục và quyền ghi.`);
    }
    say(`Đã ghi ${out}.`);
    return 0;
  });
};

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

/** The operator as the second person, where a place begins with one. */
export const confirm = (
  configuration: Configuration,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> =>
  withDatabase(configuration, async (db) => {
    const username = typeof values["user"] === "string" ? values["user"].trim().toLowerCase() : "";
    if (username === "") throw new Stop("Thiếu --user: tên đăng nhập của người giữ chức vụ.");
    const waiting = await waitingPostsOf(db, username);
    if (waiting.length === 0) throw new Stop(`--user: “${username}” không có chức vụ nào chờ xác nhận.`);
    await db.transaction().execute(async (transaction) => {
      for (const post of waiting) {
        const { id, unitId } = post;
        await confirmPost(transaction, post, dayOf(new Date()));
        await insertEvent(transaction, {
          personId: null,
          capacity: "Người vận hành hệ thống",
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

export const retain = (configuration: Configuration): Promise<number> =>
  withDatabase(configuration, async (db) => {
    const removed = await removeExpiredPayloads(db);
    for (const [action, count] of removed) say(`${action}: đã gỡ ${count} nội dung hết thời hạn lưu.`);
    if (removed.size === 0) say("Không có nội dung sự kiện nào hết thời hạn lưu.");
    const forms = await removeExpiredContacts(db);
    say(
      forms === 0
        ? "Không có phiếu đăng ký nào hết thời hạn lưu người liên hệ."
        : `Đã gỡ người liên hệ, năm sinh của ${forms} phiếu đăng ký hết thời hạn lưu.`,
    );
    await sealEvents(db);
    return 0;
  });
