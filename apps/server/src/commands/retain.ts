import { sealEvents } from "@kheo/db/rules/chain";
import { removeExpiredPayloads } from "@kheo/db/rules/events";
import { removeExpiredContacts } from "@kheo/db/rules/contacts";
import type { Configuration } from "../configuration.ts";
import { openFiles, removeUnnamedFiles } from "../files.ts";
import { say, withDatabase } from "./with-database.ts";

export const retain = (configuration: Configuration): Promise<number> =>
  withDatabase(configuration, async (db) => {
    const removed = await removeExpiredPayloads(db);
    for (const [action, count] of removed) say(`${action}: đã gỡ ${count} nội dung hết thời hạn lưu.`);
    if (removed.size === 0) say("Không có nội dung sự kiện nào hết thời hạn lưu.");
    const forms = await removeExpiredContacts(db);
    say(
      forms === 0
        ? "Không có phiếu đăng ký nào hết thời hạn lưu người liên hệ."
        : `Đã gỡ người liên hệ, năm sinh của ${forms} phiếu đăng ký hết thời hạn lưu.`,
    );
    const files = await openFiles(configuration);
    if (files) say(`Đã gỡ ${await removeUnnamedFiles(db, files)} nội dung tệp không còn nơi nào dùng.`);
    await sealEvents(db);
    return 0;
  });
