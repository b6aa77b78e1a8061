import type { Configuration } from "../configuration.ts";
import { say, withDatabase } from "./with-database.ts";

export const migrateDatabase = (configuration: Configuration): Promise<number> =>
  withDatabase(configuration, async (_, { applied }) => {
    say(applied.length === 0 ? "Cấu trúc đã mới nhất." : `Đã áp dụng: ${applied.join(", ")}.`);
    return 0;
  });
