import { createTestDatabase, prepareTemplate } from "@kheo/postgres/testing";
import type { Kysely } from "kysely";
import { openDatabase, openPool, type Pool } from "./connect.ts";
import { migrate } from "./migrations.ts";
import type { Database } from "./schema.ts";

const template = "kheo_template";

/** An empty, migrated database of the caller's own, on the real PostgreSQL of the test run. */
export const testDatabase = async (): Promise<{ db: Kysely<Database>; pool: Pool; url: string }> => {
  await prepareTemplate(template, async (connection) => {
    const db = openDatabase(openPool({ ...connection }));
    await migrate(db);
    await db.destroy();
  });
  const connection = await createTestDatabase(template);
  const pool = openPool({ ...connection });
  const url = `postgresql://${connection.user}@${encodeURIComponent(connection.host)}:${connection.port}/${connection.database}`;
  return { db: openDatabase(pool), pool, url };
};
