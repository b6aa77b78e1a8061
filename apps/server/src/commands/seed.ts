import { formatDay } from "@kheo/core/ground/days";
import { readSetting, readToday } from "@kheo/db/ground/settings";
import { hasUnits } from "@kheo/db/territory/units";
import { DemonstrationKept, removeDemonstration, removeHalf } from "@kheo/demonstration/remove";
import { seedDemonstration } from "@kheo/demonstration/seed";
import type { Configuration } from "../configuration.ts";
import { openFiles, removeUnnamedFiles } from "../files.ts";
import { hashPassword } from "../sign-in/sign-in.ts";
import { Stop } from "../stop.ts";
import { say, withDatabase } from "./with-database.ts";

export const seed = (
  configuration: Configuration,
  { remove, withOwnData }: { remove: boolean; withOwnData: boolean },
): Promise<number> =>
  withDatabase(configuration, async (db, { asOwner, inHaste }) => {
    if (remove) {
      try {
        say(await asOwner((owner) => removeDemonstration(owner, withOwnData)));
        const files = await openFiles(configuration);
        if (files) await removeUnnamedFiles(db, files);
      } catch (error) {
        throw error instanceof DemonstrationKept ? new Stop(error.message) : error;
      }
      return 0;
    }
    if ((await readSetting(db, "seeding")) !== null) await asOwner(removeHalf);
    if (await hasUnits(db)) throw new Stop("Cơ sở dữ liệu đã có dữ liệu nên không nạp dữ liệu minh họa.");
    await inHaste((hasty) => seedDemonstration(hasty, hashPassword));
    say(
      `Đã nạp dữ liệu minh họa, ngày ${formatDay(await readToday(db))}. Nếu máy chủ đang chạy, hãy khởi động lại để máy chủ dùng ngày ấy.`,
    );
    return 0;
  });
