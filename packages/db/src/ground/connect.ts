import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { Database } from "./schema.ts";

/** A database or a transaction on it: every query takes one, so every query can be part of a transaction. */
export type Db = Kysely<Database> | Transaction<Database>;
/** A database on which transactions are begun. */
export type RootDb = Kysely<Database>;
export type Pool = pg.Pool;

// Days stay text, counts are numbers, exact decimals stay text: nothing passes through a float or a time zone.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => text);

const preparedAs = /^\/\* prepared: ([\w ]+) \*\//u;

/**
 * Sends a query that nearly every request needs: its text never varies, so each connection has it planned once, under
 * this name, and nothing is built anew. The columns are named as the rows shall name them.
 */
export const sendPrepared = async <Row>(
  db: Db,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> =>
  (await db.executeQuery<Row>(CompiledQuery.raw(`/* prepared: ${name} */ ${text}`, [...values]))).rows;

// Kysely hands a query over as text and values and has no place for a name.
export class PreparingClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-explicit-any -- the many signatures of the method that it stands for
  override query(...parameters: any[]): any {
    const [text, values] = parameters;
    const name = typeof text === "string" ? preparedAs.exec(text)?.[1] : undefined;
    // @ts-expect-error -- whatever was handed in is handed on
    return name === undefined ? super.query(...parameters) : super.query({ name, text, values });
  }
}

type PoolOptions = pg.PoolConfig & {
  /** As which every connection acts, instead of as the login. */
  readonly role?: string | undefined;
  /** Milliseconds after which the server cuts off a statement, and a transaction in which nothing is asked of it. */
  readonly patience?: number;
  /** Whether a statement has to do with one process of the server, however much it reads. */
  readonly alone?: boolean;
  /** Whether commits do not wait for the disk: for what is made anew when the server breaks down. */
  readonly hasty?: boolean;
};

/** A pool whose `current_date` is Viet Nam's, on which a client may lose its server without ending the process. */
export const openPool = ({ role, patience, alone = false, hasty = false, ...config }: PoolOptions): Pool => {
  const settings = {
    timezone: "Asia/Ho_Chi_Minh",
    role,
    statement_timeout: patience,
    idle_in_transaction_session_timeout: patience,
    // What is asked for again and again lies in memory: a row by an index costs hardly more than one of a whole table.
    random_page_cost: 1.1,
    max_parallel_workers_per_gather: alone ? 0 : undefined,
    synchronous_commit: hasty ? "off" : undefined,
  };
  const options = Object.entries(settings)
    .flatMap(([name, value]) => (value === undefined ? [] : [`-c ${name}=${value}`]))
    .join(" ");
  const pool = new pg.Pool({ max: 10, types, options, Client: PreparingClient, ...config });
  pool.on("error", () => undefined);
  // The pool listens to idle clients only; a client in use that loses its server fails its query and says so again.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
};

/** Table and column names are camelCase here and snake_case in the database; keys inside JSON stay as they are. */
export const openDatabase = (pool: Pool): RootDb =>
  new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
