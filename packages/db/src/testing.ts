import { createTestDatabase, prepareTemplate } from "@kheo/postgres/testing";
import { applicationRole, prepareApplicationRole } from "./application-role.ts";
import { openDatabase, openPool, type Pool, type RootDb } from "./connect.ts";
import { migrate } from "./migrations.ts";

const template = "kheo_template";

/**
 * An empty, migrated database of the caller's own, on the real PostgreSQL of the test run. It is used as the
 * application is: who wants to tamper with it opens a connection by the address, which is the owner's.
 */
export const testDatabase = async (): Promise<{ db: RootDb; pool: Pool; url: string }> => {
  await prepareTemplate(template, async (connection) => {
    const db = openDatabase(openPool({ ...connection }));
    await migrate(db);
    await prepareApplicationRole(db, connection.user);
    await db.destroy();
  });
  const connection = await createTestDatabase(template);
  const pool = openPool({ ...connection, role: applicationRole });
  const url = `postgresql://${connection.user}@${encodeURIComponent(connection.host)}:${connection.port}/${connection.database}`;
  return { db: openDatabase(pool), pool, url };
};
