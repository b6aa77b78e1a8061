import type { Db, RootDb } from "@kheo/db/ground/connect";
import { readSetting, removeSetting, writeSetting } from "@kheo/db/ground/settings";
import { sql } from "kysely";
import { ownWork } from "./own-work.ts";

/** What stays: the record of migrations, the retention of payloads, and the settings with the secret of cookies. */
const kept = ["kysely_migration", "kysely_migration_lock", "event_retention", "setting"] as const;

/** Every table that holds something of the demonstration, whatever tables there are. */
const tablesToEmpty = async (db: Db): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> all(${kept}::text[])
       and tableowner = (select tableowner from pg_tables where schemaname = 'public' and tablename = 'event')`.execute(
    db,
  );
  return rows.map(({ name }) => name);
};

/** Why nothing was removed, in a sentence. */
export class DemonstrationKept extends Error {
  override readonly name = "DemonstrationKept";
}

/** What the record of a demonstration is guarded by against being emptied. */
const guarded = ["event", "event_payload", "event_seal"] as const;
const guards = (state: "disable" | "enable") =>
  guarded.map(
    (table) => sql`alter table ${sql.table(table)} ${sql.raw(state)} trigger ${sql.ref(`${table}_is_not_emptied`)}`,
  );

const emptyTables = async (db: Db): Promise<void> => {
  const tables = await tablesToEmpty(db);
  for (const statement of guards("disable")) await statement.execute(db);
  await sql`truncate ${sql.join(tables.map((table) => sql.table(table)))} restart identity`.execute(db);
  for (const statement of guards("enable")) await statement.execute(db);
  for (const key of ["seeding", "demonstration", "demonstrationStanding"] as const) await removeSetting(db, key);
};

/** Empties what a seeding has left that was broken off, as the owner of the tables: nobody has worked in it. */
export const removeHalf = (db: RootDb): Promise<void> => db.transaction().execute(emptyTables);

/** @throws DemonstrationKept when something stands in it that somebody did of their own. */
const requireNothingOwn = async (db: RootDb): Promise<void> => {
  const demonstration = await readSetting(db, "demonstration");
  if (demonstration === null) return;
  const own = await ownWork(db, demonstration, await readSetting(db, "demonstrationStanding"));
  if (own.contents.length === 0) return;
  const acts = own.acts.length === 0 ? "" : ` (gần nhất: ${own.acts.join("; ")})`;
  throw new DemonstrationKept(
    `Từ khi nạp dữ liệu minh họa đã có nội dung được nhập hoặc sửa ở: ${own.contents.join(", ")}${acts}. ` +
      "Nội dung ấy gắn với đơn vị minh họa nên sẽ bị xóa theo. Nếu đồng ý, chạy lại với --with-own-data.",
  );
};

/**
 * Empties a demonstration, whole or half, as the owner of the tables. What somebody did while trying belongs to units
 * and people that go with it, so it is only removed when that is said; nothing real stands in a database that was
 * seeded.
 */
export const removeDemonstration = async (db: RootDb, withOwnData: boolean): Promise<string> => {
  const isSeeded = (await readSetting(db, "demonstration")) ?? (await readSetting(db, "seeding"));
  if (isSeeded === null)
    throw new DemonstrationKept("Cơ sở dữ liệu này không chứa dữ liệu minh họa; không có gì bị xóa.");
  if (!withOwnData) await requireNothingOwn(db);
  await db.transaction().execute(async (transaction) => {
    await emptyTables(transaction);
    await writeSetting(transaction, "cleared", { on: new Date().toISOString() });
  });
  return "Đã xóa dữ liệu minh họa. Cơ sở dữ liệu trống; lần khởi động sau tạo quản trị viên đầu tiên.";
};
