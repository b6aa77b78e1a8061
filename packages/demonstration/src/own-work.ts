import { type Action, policy } from "@kheo/core/rules/policy";
import { isThing, type Thing, things } from "@kheo/core/rules/things";
import type { RootDb } from "@kheo/db/ground/connect";
import type { Database } from "@kheo/db/ground/schema";
import type { Settings } from "@kheo/db/ground/settings";
import { listEvents } from "@kheo/db/rules/events";
import { sql } from "kysely";

/**
 * What is in the tables that are not called as a thing is; `null` where nothing in one is anybody's own work. A table
 * that is in neither place is told by its name.
 */
const contents: Readonly<Record<Exclude<keyof Database, Thing>, string | null>> = {
  ballotBox: "phiếu bầu",
  clusterMember: "cụm, khối thi đua",
  decision: "quyết định",
  documentPaper: "nội dung văn bản",
  evidenceUse: "nơi dùng minh chứng",
  invitation: "thư mời",
  meetingItem: "nội dung phiên họp",
  meetingMember: "thành phần phiên họp",
  meetingRecusal: "người không biểu quyết",
  meetingVoter: "người đã bỏ phiếu",
  periodExtension: "gia hạn đăng ký",
  placement: "nơi xếp hồ sơ",
  recheck: "lần kiểm tra lại",
  reportSnapshot: "báo cáo đã chốt",
  scoreSheet: "phiếu chấm",
  storedFile: "tệp minh chứng",
  signInAccount: "mật khẩu, đăng nhập ngoài",
  signInSecondFactor: "xác thực hai bước",
  unitChange: "biến động đơn vị",
  unitChangeLine: "biến động đơn vị",
  unitLink: "nơi trực thuộc",
  unitProfile: "đặc điểm đơn vị",
  unitSuccession: "đơn vị kế thừa",
  unitVersion: "đơn vị",
  upload: "tệp đang tải lên",
  verdict: "kết quả chấm điểm",
  // Written by whoever looks in, by the clock, or beside a row of another table.
  documentSeries: null,
  eventPayload: null,
  eventRetention: null,
  eventSeal: null,
  modelSeries: null,
  request: null,
  setting: null,
  signInAttempt: null,
  signInSession: null,
  signInUsedCode: null,
  signInVerification: null,
  stateChange: null,
};

/** What changes without anybody's work: by the clock, by signing in, or by a new edition of the program. */
const restless = ["form", "folded", "updated_at"] as const;

type Standing = Settings["demonstrationStanding"];

const camelCase = (name: string): string => name.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());

/** What a table holds, in a word; `null` where that is nobody's work. */
const contentOf = (table: string): string | null => {
  const name = camelCase(table);
  if (name === "event" || name.startsWith("kysely")) return null;
  if (isThing(name)) return things[name].name.toLowerCase();
  return Object.hasOwn(contents, name) ? contents[name as keyof typeof contents] : table;
};

const standingOf = async (db: RootDb, table: string, columns: readonly string[]) => {
  const row = sql`jsonb_build_array(${sql.join(columns.map((column) => sql`to_jsonb(${sql.ref(column)})`))})::text`;
  const { rows } = await sql<{ rows: number; sum: string }>`
    select count(*)::int as rows, coalesce(sum(hashtextextended(${row}, 0)::numeric), 0)::text as sum
      from ${sql.table(table)}`.execute(db);
  return { columns, rows: rows[0]?.rows ?? 0, sum: rows[0]?.sum ?? "0" };
};

const columnsOfTables = async (db: RootDb) => {
  const { rows } = await sql<{ name: string; columns: readonly string[] }>`
    select table_name as name, array_agg(column_name::text order by column_name) as columns
      from information_schema.columns join pg_tables on schemaname = table_schema and tablename = table_name
     where table_schema = 'public' and column_name <> all(${restless}::text[])
     group by table_name`.execute(db);
  return rows.filter(({ name }) => contentOf(name) !== null);
};

/** How every table stands in which somebody's own work can be, whatever tables there are. */
export const readStanding = async (db: RootDb): Promise<Standing> => {
  const tables: Record<string, Standing[string]> = {};
  for (const { name, columns } of await columnsOfTables(db)) tables[name] = await standingOf(db, name, columns);
  return tables;
};

/** The tables that no longer stand so. What has since been taken out of the database by a new edition is left out. */
const changedSince = async (db: RootDb, standing: Standing): Promise<readonly string[]> => {
  const changed: string[] = [];
  for (const { name, columns } of await columnsOfTables(db)) {
    const before = standing[name];
    const now = before?.columns.every((column) => columns.includes(column))
      ? await standingOf(db, name, before.columns)
      : null;
    const isChanged = now ? now.rows !== before?.rows || now.sum !== before.sum : !before && (await hasRows(db, name));
    if (isChanged) changed.push(name);
  }
  return changed;
};

const hasRows = async (db: RootDb, table: string): Promise<boolean> => (await standingOf(db, table, ["ctid"])).rows > 0;

/** Of a demonstration that was made before it was noted how it stands. */
const writtenSince = async (db: RootDb, since: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select distinct thing as name from event
     where at > ${since}::timestamptz and person_id is not null and thing is not null and action <> 'session.prove'
    union select 'model' from model where changed_at > ${since}::timestamptz
    union select 'assessment' from assessment where changed_at > ${since}::timestamptz
    union select 'person' from person where created_at > ${since}::timestamptz`.execute(db);
  return rows.map(({ name }) => name);
};

const told = 5;

/** The newest acts of people since then, each in a word. */
const actsSince = async (db: RootDb, since: string): Promise<readonly string[]> => {
  const events = await listEvents(db, { limit: 500 });
  return events
    .filter(({ at, personId, action }) => personId !== null && at > new Date(since) && !action.startsWith("session."))
    .slice(0, told)
    .map(({ action, title }) => [textOf(action), ...(title === null ? [] : [`“${title}”`])].join(" "));
};

const textOf = (action: string): string => (Object.hasOwn(policy, action) ? policy[action as Action].text : action);

/** What stands in a demonstration that did not come with it, in words; empty where there is nothing. */
export const ownWork = async (
  db: RootDb,
  { seededAt }: Settings["demonstration"],
  standing: Standing | null,
): Promise<{ readonly contents: readonly string[]; readonly acts: readonly string[] }> => {
  const tables = standing ? await changedSince(db, standing) : await writtenSince(db, seededAt);
  const words = tables.flatMap((table) => contentOf(table) ?? []);
  return {
    contents: [...new Set(words)].toSorted((a, b) => a.localeCompare(b, "vi")),
    acts: await actsSince(db, seededAt),
  };
};
