import { join } from "node:path";
import { applicationRole, prepareApplicationRole } from "@kheo/db/ground/application-role";
import { openDatabase, openPool, type RootDb } from "@kheo/db/ground/connect";
import { migrate } from "@kheo/db/migrations";
import { startEmbeddedPostgres } from "@kheo/postgres/embedded";
import { sql } from "kysely";
import { DatabaseError } from "pg";
import type { Configuration } from "./configuration.ts";
import { databaseReason, folderReason } from "./reasons.ts";
import { requireFit, requireSameDatabase } from "./requirements.ts";
import { Stop } from "./stop.ts";

type Login = Parameters<typeof openPool>[0];

export type OpenDatabase = {
  /** With the rights of the application, which alters no event. */
  readonly db: RootDb;
  /** The same for answering people, who wait: what takes too long is cut off, and what is left over is for others. */
  readonly answering: RootDb;
  /** How another thread opens it for answering people. */
  readonly answeringLogin: Login;
  /** Whether those rights could be set apart; else the program has all the rights of the owner. */
  readonly confined: boolean;
  /** Names of the migrations that opening it has applied. */
  readonly applied: readonly string[];
  /** Does one task with the rights of the owner of the tables. */
  readonly asOwner: <T>(task: (db: RootDb) => Promise<T>) => Promise<T>;
  /** Does one task with the rights of the application that is done anew when the server breaks down. */
  readonly inHaste: <T>(task: (db: RootDb) => Promise<T>) => Promise<T>;
  /** True for the database that lives in the data folder: only this one is ever seeded by itself. */
  readonly embedded: boolean;
  /** Resolves when an embedded server has ended without being asked to. */
  readonly lost: Promise<void>;
  readonly close: () => Promise<void>;
};

const reason = (error: unknown): string => {
  // Of a name with several addresses each has failed.
  const [first = error] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  return first instanceof Error ? first.message : String(first);
};

/** The login as the application role, or null where the server refuses it that. */
const openConfined = async (login: Login): Promise<RootDb | null> => {
  const db = openDatabase(openPool({ ...login, role: applicationRole }));
  try {
    const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db);
    if (rows[0]?.role === applicationRole) return db;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
  await db.destroy();
  return null;
};

/** Milliseconds after which nobody waits for an answer any more. */
const patience = 15_000;

const on = async <T>(login: Login, task: (db: RootDb) => Promise<T>): Promise<T> => {
  const db = openDatabase(openPool(login));
  try {
    return await task(db);
  } finally {
    await db.destroy();
  }
};

/** Brings the schema up to date as the owner, then opens it with the rights of the application. */
const openAs = async (owner: Login, login: Login): Promise<Omit<OpenDatabase, "embedded" | "lost">> => {
  const asOwner: OpenDatabase["asOwner"] = (task) => on(owner, task);
  const plain = openDatabase(openPool(login));
  try {
    const { rows } = await sql<{ name: string }>`select session_user as name`.execute(plain);
    const applied = await asOwner(async (db) => {
      const names = await migrate(db);
      await prepareApplicationRole(db, rows[0]?.name ?? "");
      return names;
    });
    const confined = await openConfined(login);
    if (confined) await plain.destroy();
    const db = confined ?? plain;
    const role = confined ? applicationRole : undefined;
    const answeringLogin = { ...login, patience, role };
    const inHaste: OpenDatabase["inHaste"] = (task) => on({ ...login, role, hasty: true }, task);
    const answering = openDatabase(openPool(answeringLogin));
    const close = async () => {
      await Promise.all([db.destroy(), answering.destroy()]);
    };
    return { db, answering, answeringLogin, confined: confined !== null, applied, asOwner, inHaste, close };
  } catch (error) {
    await plain.destroy();
    throw error;
  }
};

const mustConnect = async (variable: string, login: Login): Promise<void> => {
  const db = openDatabase(openPool(login));
  try {
    await sql`select 1`.execute(db);
    await requireFit(db, variable);
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(
      `Không kết nối được cơ sở dữ liệu ở ${variable} (${reason(error)}). Hãy kiểm tra địa chỉ, tài khoản và máy chủ PostgreSQL.`,
    );
  } finally {
    await db.destroy();
  }
};

const openExternal = async (url: string, ownerUrl: string | undefined): Promise<OpenDatabase> => {
  const login = (connectionString: string) => ({ connectionString, connectionTimeoutMillis: 5_000 });
  await mustConnect("DATABASE_URL", login(url));
  if (ownerUrl !== undefined) {
    await mustConnect("DATABASE_OWNER_URL", login(ownerUrl));
    await requireSameDatabase(login(url), login(ownerUrl));
  }
  const opened = await openAs(login(ownerUrl ?? url), login(url)).catch((error: unknown) => {
    throw databaseReason(error);
  });
  if (ownerUrl !== undefined && !opened.confined) {
    await opened.close();
    throw new Stop(
      `DATABASE_OWNER_URL: tài khoản chủ sở hữu cần quyền CREATEROLE, hoặc quản trị PostgreSQL cần tạo sẵn vai trò ${applicationRole} và cấp cho tài khoản ở DATABASE_URL.`,
    );
  }
  return { ...opened, embedded: false, lost: new Promise(() => undefined) };
};

const openEmbedded = async (dataFolder: string): Promise<OpenDatabase> => {
  const server = await startEmbeddedPostgres({ folder: join(dataFolder, "postgres") }).catch((error: unknown) => {
    throw folderReason(error, dataFolder);
  });
  try {
    const opened = await openAs({ ...server.connection }, { ...server.connection });
    return {
      ...opened,
      embedded: true,
      lost: server.ended,
      close: async () => {
        await opened.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

/** The database of this installation, up to date: the one at `DATABASE_URL`, else the one in the data folder. */
export const open = ({ databaseUrl, databaseOwnerUrl, dataFolder }: Configuration): Promise<OpenDatabase> =>
  databaseUrl === undefined ? openEmbedded(dataFolder) : openExternal(databaseUrl, databaseOwnerUrl);
