import { randomInt } from "node:crypto";
import { openDatabase, openPool, type RootDb } from "@kheo/db/ground/connect";
import { sql } from "kysely";
import { Stop } from "./stop.ts";

type Login = Parameters<typeof openPool>[0];

type Facts = { readonly encoding: string; readonly version: number; readonly icu: boolean };

/** What a database has to be for Khéo, and what to do where it is not. */
const requirements: readonly (readonly [(facts: Facts) => boolean, (facts: Facts) => string])[] = [
  [
    ({ version }) => version >= 150_000,
    ({ version }) => `máy chủ là PostgreSQL ${Math.floor(version / 10_000)}, Khéo cần PostgreSQL 15 trở lên`,
  ],
  [
    ({ encoding }) => encoding === "UTF8",
    ({ encoding }) =>
      `cơ sở dữ liệu dùng bảng mã ${encoding} nên không ghi được chữ Việt. Hãy tạo cơ sở dữ liệu khác bằng lệnh createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 kheo`,
  ],
  [({ icu }) => icu, () => "máy chủ PostgreSQL không có ICU nên không xếp được theo bảng chữ cái tiếng Việt"],
];

/** @throws Stop when the database is not of the kind that Khéo needs. */
export const requireFit = async (db: RootDb, variable: string): Promise<void> => {
  const { rows } = await sql<Facts>`
    select current_setting('server_encoding') as encoding, current_setting('server_version_num')::int as version,
           exists (select from pg_collation where collprovider = 'i') or current_setting('server_encoding') <> 'UTF8' as icu`.execute(
    db,
  );
  const [facts] = rows;
  if (!facts) return;
  for (const [holds, sentence] of requirements) {
    if (!holds(facts)) throw new Stop(`${variable}: ${sentence(facts)}.`);
  }
};

/** Locks are a database's own: what one login holds the other cannot have. @throws Stop when the two are apart. */
export const requireSameDatabase = async (login: Login, owner: Login): Promise<void> => {
  const [one, other] = [openDatabase(openPool(login)), openDatabase(openPool(owner))];
  const key = randomInt(2 ** 47);
  try {
    await one.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(transaction);
      const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${key}::bigint) as free`.execute(
        other,
      );
      if (rows[0]?.free)
        throw new Stop(
          "DATABASE_OWNER_URL: địa chỉ này dẫn tới cơ sở dữ liệu khác với DATABASE_URL. Hãy đặt hai địa chỉ của cùng một cơ sở dữ liệu, chỉ khác tài khoản.",
        );
    });
  } finally {
    await Promise.all([one.destroy(), other.destroy()]);
  }
};
