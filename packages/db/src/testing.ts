import { createTestDatabase, prepareTemplate } from "@kheo/postgres/testing";
import { applicationRole, prepareApplicationRole } from "./ground/application-role.ts";
import { openDatabase, openPool, type Pool, type RootDb } from "./ground/connect.ts";
import { migrate } from "./migrations.ts";

const template = "kheo_template";

export type TestDatabase = {
  readonly db: RootDb;
  readonly pool: Pool;
  readonly url: string;
  /** What the database is called in its cluster. */
  readonly name: string;
};

/**
 * An empty, migrated database of the caller's own, on the real PostgreSQL of the test run. It is used as the
 * application is: who wants to tamper with it opens a connection by the address, which is the owner's.
 */
export const testDatabase = async (): Promise<TestDatabase> => {
  await prepareTemplate(template, async (connection) => {
    const db = openDatabase(openPool({ ...connection }));
    await migrate(db);
    await prepareApplicationRole(db, connection.user);
    await db.destroy();
  });
  return copyOf(template);
};

/** A database of the caller's own with the content of another, to which nobody may be connected. */
export const copyOf = async (source: string): Promise<TestDatabase> => {
  const connection = await createTestDatabase(source);
  const pool = openPool({ ...connection, role: applicationRole });
  const { user, host, port, database: name } = connection;
  const url = `postgresql://${user}@${encodeURIComponent(host)}:${port}/${name}`;
  return { db: openDatabase(pool), pool, url, name };
};
