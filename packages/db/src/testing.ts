import { createHash } from "node:crypto";
import type { Connection } from "@kheo/postgres/embedded";
import { createTestDatabase, prepareTemplate } from "@kheo/postgres/testing";
import { applicationRole, prepareApplicationRole } from "./ground/application-role.ts";
import { openDatabase, openPool, type Pool, PreparingClient, type RootDb } from "./ground/connect.ts";
import { migrate } from "./migrations.ts";

const template = "kheo_template";

const names = new Map<string, string>();
const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash("sha256").update(text).digest("base64");
  names.set(text, name);
  return name;
};

/** Tests ask the same few queries thousands of times: each connection has each planned once, not every time anew. */
class RepeatingClient extends PreparingClient {
  // oxlint-disable-next-line typescript/no-explicit-any -- the many signatures of the method that it stands for
  override query(...parameters: any[]): any {
    const [text, values, ...answered] = parameters;
    const isRepeated = typeof text === "string" && Array.isArray(values) && values.length > 0;
    return isRepeated && !text.startsWith("/* prepared:")
      ? super.query({ name: nameOf(text), text, values }, ...answered)
      : super.query(...parameters);
  }
}

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
  await prepareTemplate(template, migrated);
  return copyOf(template);
};

/** A database of the caller's own with what `fill` puts into a migrated one: once in a test run for each name. */
export const filledDatabase = async (name: string, fill: (db: RootDb) => Promise<void>): Promise<TestDatabase> => {
  await prepareTemplate(name, async (connection) => {
    await migrated(connection);
    const db = openDatabase(openPool({ ...connection, role: applicationRole }));
    try {
      await fill(db);
    } finally {
      await db.destroy();
    }
  });
  return copyOf(name);
};

const migrated = async (connection: Connection): Promise<void> => {
  const db = openDatabase(openPool({ ...connection }));
  await migrate(db);
  await prepareApplicationRole(db, connection.user);
  await db.destroy();
};

/**
 * A database of the caller's own with the content of another, to which nobody may be connected. Who asks one thing after
 * another needs few connections, each of which plans its queries anew.
 */
export const copyOf = async (source: string, connections = 10): Promise<TestDatabase> => {
  const connection = await createTestDatabase(source);
  const pool = openPool({ ...connection, role: applicationRole, max: connections, Client: RepeatingClient });
  const { user, host, port, database: name } = connection;
  const url = `postgresql://${user}@${encodeURIComponent(host)}:${port}/${name}`;
  return { db: openDatabase(pool), pool, url, name };
};
