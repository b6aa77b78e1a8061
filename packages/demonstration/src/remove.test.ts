import { openDatabase, openPool, type RootDb } from "@kheo/db/ground/connect";
import { removeSetting, writeSetting } from "@kheo/db/ground/settings";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { removeDemonstration } from "./remove.ts";
import { demonstrationDatabase } from "./testing.ts";

const seeded = async () => {
  const { db, url } = await demonstrationDatabase();
  await db.destroy();
  return openDatabase(openPool({ connectionString: url }));
};

/** What somebody does of their own, by the table in which it stands, and the word by which it is told. */
const works: readonly (readonly [string, string, (db: RootDb) => Promise<unknown>])[] = [
  [
    "a recognition revoked",
    "hồ sơ công nhận",
    (db) =>
      sql`update recognition set state = 'revoked', version = version + 1
      where id = (select id from recognition where state = 'published' limit 1)`.execute(db),
  ],
  [
    "a report frozen",
    "báo cáo đã chốt",
    (db) =>
      sql`insert into report_snapshot (unit_id, period_id, cutoff, version, content, hash)
      select unit.id, period.id, '2026-11-26', 1, '{}', '' from unit, period limit 1`.execute(db),
  ],
  ["a unit created", "đơn vị", (db) => sql`insert into unit (id) values (gen_random_uuid())`.execute(db)],
  [
    "a period opened",
    "kỳ",
    (db) =>
      sql`insert into period (title, opens_on, registration_closes_on, ends_on, editions)
      values ('Năm 2027', '2027-01-01', '2027-03-31', '2027-12-31', '[]')`.execute(db),
  ],
  [
    "a figure typed, of which there is no event",
    "bảng điểm",
    (db) =>
      sql`update assessment set figures = '{"monthsActive": 3}', version = version + 1
      where id = (select id from assessment where state <> 'closed' limit 1)`.execute(db),
  ],
  ["a council changed", "hội đồng", (db) => sql`update body set version = version + 1`.execute(db)],
  [
    "an advising body ended",
    "phân công tham mưu",
    (db) => sql`update advisory_assignment set valid_to = '2026-12-31' where valid_to is null`.execute(db),
  ],
  [
    "a number cancelled",
    "văn bản",
    (db) => sql`update document set state = 'cancelled' where state = 'reserved'`.execute(db),
  ],
  [
    "a post ended",
    "chức vụ",
    (db) => sql`update post set valid_to = '2026-12-31' where id = (select id from post limit 1)`.execute(db),
  ],
  ["a password changed", "mật khẩu", (db) => sql`update sign_in_account set password = 'another'`.execute(db)],
  [
    "a table that nobody has thought of",
    "diary",
    (db) => sql`create table diary (line text); insert into diary values ('Việc của tôi')`.execute(db),
  ],
];

test("B-01: whatever is one's own is named, and kept until it is said that it goes too", async () => {
  const db = await seeded();
  for (const [, word, work] of works) {
    await expect(
      db.transaction().execute(async (transaction) => {
        await work(transaction);
        return removeDemonstration(transaction, false);
      }),
    ).rejects.toThrow(word);
  }
  // Looking in, by signing in, leaves nothing of one's own.
  await sql`insert into sign_in_attempt (id, key) values (gen_random_uuid(), 'key')`.execute(db);
  await sql`update person set updated_at = now()`.execute(db);
  await expect(removeDemonstration(db, false)).resolves.toContain("Đã xóa dữ liệu minh họa");
  await db.destroy();
});

test("B-01: what came with an older demonstration is told from what people did by their events", async () => {
  const db = await seeded();
  await removeSetting(db, "demonstrationStanding");
  const seededAt = new Date(Date.now() + 1000).toISOString();
  await writeSetting(db, "demonstration", { seededAt, accounts: [] });
  await sql`insert into event (person_id, capacity, action, thing, thing_id, unit_id, payload_hash, at)
    select person_id, '', 'recognition.revoke', 'recognition', thing_id, unit_id, '', now() + interval '1 minute'
      from event where person_id is not null limit 1`.execute(db);
  await expect(removeDemonstration(db, false)).rejects.toThrow(/hồ sơ công nhận \(gần nhất: thu hồi công nhận/u);
  await expect(removeDemonstration(db, true)).resolves.toContain("Đã xóa dữ liệu minh họa");
  await db.destroy();
});
