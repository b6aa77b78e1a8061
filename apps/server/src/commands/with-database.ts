import { errorMessage, isDomainError } from "@kheo/core/rules/errors";
import type { RootDb } from "@kheo/db/ground/connect";
import type { Configuration } from "../configuration.ts";
import { open, type OpenDatabase } from "../database.ts";
import { Stop } from "../stop.ts";

/** Says a line to whoever runs the command. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** As whom events say that the operator acted. */
export const operator = "Người vận hành hệ thống";

/** The username that `--user` names. @throws Stop when there is none. */
export const usernameIn = (given: string | boolean | undefined, who: string): string => {
  const username = typeof given === "string" ? given.trim().toLowerCase() : "";
  if (username === "") throw new Stop(`Thiếu --user: tên đăng nhập của người ${who}.`);
  return username;
};

/** Opens the database, brought up to date, for one task and closes it after. */
export const withDatabase = async (
  configuration: Configuration,
  task: (db: RootDb, database: OpenDatabase) => Promise<number>,
): Promise<number> => {
  const database = await open(configuration);
  try {
    return await task(database.db, database);
  } catch (error) {
    if (isDomainError(error)) throw new Stop(errorMessage(error.code, error.details));
    throw error;
  } finally {
    await database.close();
  }
};
