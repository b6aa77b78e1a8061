import type { RootDb } from "@kheo/db/ground/connect";
import { readSetting, removeSetting, writeSetting } from "@kheo/db/ground/settings";
import { sql } from "kysely";

/** Everything but the record of migrations, the retention of payloads and the secret that signs cookies. */
const tables = [
  "event_seal",
  "event_payload",
  "event",
  "request",
  "report_snapshot",
  "replication",
  "recheck",
  "recognition",
  "decision",
  "ballot_box",
  "meeting_voter",
  "meeting_recusal",
  "meeting_member",
  "meeting_item",
  "meeting",
  "verdict",
  "score_sheet",
  "assessment",
  "model",
  "period",
  "post",
  "body",
  "sign_in_session",
  "sign_in_account",
  "sign_in_verification",
  "sign_in_second_factor",
  "sign_in_used_code",
  "sign_in_attempt",
  "invitation",
  "person",
  "placement",
  "cluster_member",
  "cluster",
  "unit_profile",
  "unit_change_line",
  "unit_change",
  "unit_version",
  "unit_succession",
  "unit_link",
  "reorganisation",
  "unit",
] as const;

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

/**
 * Empties a demonstration, as the owner of the tables. What somebody typed while trying belongs to units and people that go with it, so it is
 * only removed when that is said; nothing real stands in a database that was seeded.
 */
export const removeDemonstration = async (db: RootDb, withOwnData: boolean): Promise<string> => {
  const demonstration = await readSetting(db, "demonstration");
  if (demonstration === null)
    throw new DemonstrationKept("Cơ sở dữ liệu này không chứa dữ liệu minh họa; không có gì bị xóa.");
  const { rows } = await sql<{ models: number; people: number }>`
    select (select count(*) from model where changed_at > ${demonstration.seededAt}::timestamptz) as models,
           (select count(*) from person where created_at > ${demonstration.seededAt}::timestamptz) as people`.execute(
    db,
  );
  const { models = 0, people = 0 } = rows[0] ?? {};
  if (models + people > 0 && !withOwnData) {
    throw new DemonstrationKept(
      `Từ khi nạp dữ liệu minh họa đã có ${models} mô hình được nhập hoặc sửa và ${people} tài khoản được tạo. ` +
        "Chúng gắn với đơn vị minh họa nên sẽ bị xóa theo. Nếu đồng ý, chạy lại với --with-own-data.",
    );
  }
  await db.transaction().execute(async (transaction) => {
    for (const statement of guards("disable")) await statement.execute(transaction);
    await sql`truncate ${sql.join(tables.map((table) => sql.table(table)))} restart identity`.execute(transaction);
    for (const statement of guards("enable")) await statement.execute(transaction);
    await sql`alter sequence model_number restart`.execute(transaction);
    await removeSetting(transaction, "demonstration");
    await writeSetting(transaction, "cleared", { on: new Date().toISOString() });
  });
  return "Đã xóa dữ liệu minh họa. Cơ sở dữ liệu trống; lần khởi động sau tạo quản trị viên đầu tiên.";
};
