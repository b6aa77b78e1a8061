import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase, openPool, type RootDb } from "@kheo/db/connect";
import { DataFolderInUse, startEmbeddedPostgres } from "@kheo/postgres/embedded";
import { sql } from "kysely";
import type { Configuration } from "./configuration.ts";
import { Stop } from "./stop.ts";

export type OpenDatabase = {
  readonly db: RootDb;
  /** True for the database that lives in the data folder: only this one is ever seeded by itself. */
  readonly embedded: boolean;
  /** Resolves when an embedded server has ended without being asked to. */
  readonly lost: Promise<void>;
  readonly close: () => Promise<void>;
};

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const openExternal = async (url: string): Promise<OpenDatabase> => {
  const db = openDatabase(openPool({ connectionString: url, connectionTimeoutMillis: 5_000 }));
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw new Stop(
      `Không kết nối được cơ sở dữ liệu ở DATABASE_URL (${reason(error)}). Hãy kiểm tra địa chỉ, tài khoản và máy chủ PostgreSQL.`,
    );
  }
  return { db, embedded: false, lost: new Promise(() => undefined), close: () => db.destroy() };
};

const openEmbedded = async (dataFolder: string): Promise<OpenDatabase> => {
  await mkdir(dataFolder, { recursive: true });
  const server = await startEmbeddedPostgres({ folder: join(dataFolder, "postgres") }).catch((error: unknown) => {
    if (error instanceof DataFolderInUse) {
      throw new Stop(
        `Thư mục dữ liệu ${dataFolder} đang được một bản Khéo khác sử dụng. Hãy dừng bản đó, hoặc đặt KHEO_DATA trỏ tới thư mục khác.`,
      );
    }
    throw error;
  });
  const db = openDatabase(openPool({ ...server.connection }));
  return {
    db,
    embedded: true,
    lost: server.ended,
    close: async () => {
      await db.destroy();
      await server.stop();
    },
  };
};

/** The database of this installation: the one at `DATABASE_URL`, else the one in the data folder. */
export const open = ({ databaseUrl, dataFolder }: Configuration): Promise<OpenDatabase> =>
  databaseUrl === undefined ? openEmbedded(dataFolder) : openExternal(databaseUrl);
