import { createHash, randomBytes } from "node:crypto";
import type { createServer } from "node:http";
import { formatDay } from "@kheo/core/ground/days";
import { applicationRole } from "@kheo/db/ground/application-role";
import { removeExpiredPayloads } from "@kheo/db/rules/events";
import { sealEvents } from "@kheo/db/rules/chain";
import { removeExpiredContacts } from "@kheo/db/rules/contacts";
import { forgetRequests } from "@kheo/db/rules/requests";
import { forgetSignIns } from "@kheo/db/offices/sessions";
import { readDaysBehind, readSetting, readToday, writeSetting } from "@kheo/db/ground/settings";
import { hasUnits } from "@kheo/db/territory/units";
import { serve } from "@hono/node-server";
import { pino } from "pino";
import { application } from "./http/application.ts";
import type { Answering } from "./http/calls.ts";
import type { Configuration } from "./configuration.ts";
import { costlyThread } from "./http/costly.ts";
import { open, type OpenDatabase } from "./database.ts";
import { openFiles, removeUnnamedFiles } from "./files.ts";
import { removeHalf } from "@kheo/demonstration/remove";
import { seedDemonstration } from "@kheo/demonstration/seed";
import { demonstrationPassword } from "@kheo/demonstration/people";
import { listening, requireFreePort } from "./http/listening.ts";
import { serverOneAtATime } from "./http/one-at-a-time.ts";
import { loggedError } from "./logged-error.ts";
import { postman } from "./mail.ts";
import { hashPassword, installationSecret, signIn } from "./sign-in/sign-in.ts";
import { Interruption, Stop } from "./stop.ts";

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const webFolder = new URL("../../web/dist", import.meta.url).pathname;

const day = 24 * 3_600_000;

/** Runs a task again and again, each time so long after the last has ended, until it is stopped; `first` after that long. */
const repeatedly = (
  task: () => Promise<unknown>,
  pause: number,
  failed: (error: unknown) => void,
  first: number = pause,
) => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const next = (wait: number) => {
    timer = setTimeout(() => {
      running = task()
        .catch(failed)
        .finally(() => {
          if (!stopped) next(pause);
        });
    }, wait);
  };
  next(first);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
};

const introduce = async (
  { db, confined }: OpenDatabase,
  { address, hasFiles }: { readonly address: string; readonly hasFiles: boolean },
): Promise<void> => {
  say(`\nKhéo đang chạy tại ${address}`);
  if (!confined) {
    say(
      `Tài khoản PostgreSQL thiếu quyền CREATEROLE hoặc vai trò ${applicationRole} nên Khéo chạy bằng quyền chủ sở hữu, chưa tách quyền sửa nhật ký.`,
    );
  }
  const demonstration = await readSetting(db, "demonstration");
  if (demonstration) {
    say(
      `\nDữ liệu minh họa, ngày ${formatDay(await readToday(db))}. Tài khoản dùng thử (mật khẩu: ${demonstrationPassword}):`,
    );
    const width = Math.max(...demonstration.accounts.map(({ username }) => username.length));
    for (const { username, post } of demonstration.accounts) say(`  ${username.padEnd(width)}  ${post}`);
  }
  if (!hasFiles) {
    say(
      "Chưa đặt nơi lưu tệp nên người dùng chưa đính kèm được minh chứng. Hãy đặt KHEO_FILES (một thư mục) hoặc KHEO_S3_ENDPOINT.",
    );
  }
  if (!(await hasUnits(db))) {
    const token = randomBytes(24).toString("base64url");
    await writeSetting(db, "firstAdministrator", { tokenHash: createHash("sha256").update(token).digest("hex") });
    say(`\nCơ sở dữ liệu chưa có người dùng. Mở đường dẫn sau (dùng một lần) để tạo quản trị viên đầu tiên:`);
    say(`  ${address}/bat-dau#${token}`);
  }
  say("\nNhấn Ctrl+C để dừng.");
};

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/u;

/** Whether other machines reach what is served. */
const isReachable = ({ host, address }: Configuration): boolean =>
  !loopback.test(host) || (address !== undefined && !loopback.test(new URL(address).hostname));

const asked = (): Promise<"stop"> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      // A second signal while stopping is the same request once more.
      process.on(signal, () => {
        resolve("stop");
      });
    }
  });

/**
 * Seeds an embedded database that is new, or in which a seeding was broken off. What has been begun elsewhere, with
 * accounts whose password everybody knows, is not served. @throws Stop then.
 */
const fillFirst = async ({ db, embedded, asOwner, inHaste }: OpenDatabase): Promise<void> => {
  const isHalf = (await readSetting(db, "seeding")) !== null;
  if (isHalf && !embedded) {
    throw new Stop(
      "Việc nạp dữ liệu minh họa đang chạy hoặc đã bị dừng giữa chừng. Hãy đợi lệnh ấy xong, hoặc chạy lại npx kheo seed, hoặc xóa bằng npx kheo seed --remove.",
    );
  }
  if (isHalf) await asOwner(removeHalf);
  if (!embedded || (await hasUnits(db)) || (await readSetting(db, "cleared")) !== null) return;
  say("Đang nạp dữ liệu minh họa …");
  await inHaste((hasty) => seedDemonstration(hasty, hashPassword));
};

/** Serves the application until it is asked to stop; `serving` hears on which port, once it answers. */
export const start = async (configuration: Configuration, serving: (port: number) => void): Promise<void> => {
  const stopping = asked();
  const { address, external, mail } = configuration;
  const log = pino({ level: configuration.logLevel, serializers: { err: loggedError } }, pino.destination(2));
  await requireFreePort(configuration);
  const database = await open(configuration);
  try {
    const { db, answering, answeringLogin } = database;
    if ((await Promise.race([stopping, fillFirst(database)])) === "stop") return;
    if (
      isReachable(configuration) &&
      !configuration.isDemonstrationPublic &&
      (await readSetting(db, "demonstration"))
    ) {
      throw new Stop(
        "Dữ liệu minh họa có tài khoản quản trị với mật khẩu ai cũng biết nên chỉ phục vụ trên chính máy này. Hãy bỏ HOST và KHEO_ADDRESS, hoặc xóa dữ liệu minh họa (npx kheo seed --remove), hoặc đặt KHEO_DEMONSTRATION=public nếu muốn cho người khác dùng thử.",
      );
    }
    const secret = await installationSecret(db);
    const words: Answering = {
      secret,
      address,
      installation: {
        address: address ?? null,
        externalName: external?.name ?? null,
        sendsMail: mail !== undefined,
      },
      needsTwo: configuration.needsTwo,
      daysBehind: await readDaysBehind(db),
    };
    const costly = costlyThread({ ...words, login: answeringLogin, logLevel: configuration.logLevel }, log);
    const files = await openFiles(configuration);
    const app = application({
      files,
      ...words,
      db: answering,
      log,
      webFolder,
      proxies: configuration.proxies,
      signIn: signIn(answering, { secret, address, external }),
      costly,
    });
    const server = serve({
      fetch: app.fetch,
      port: configuration.port,
      hostname: configuration.host,
      createServer: serverOneAtATime as typeof createServer,
      // Long enough for a list of units from a village, and for nothing that only holds a line.
      serverOptions: { headersTimeout: 15_000, requestTimeout: 180_000 },
    });
    const port = await listening(server, configuration);
    const failed = (error: unknown) => {
      log.error({ err: error }, "background task failed");
    };
    await sealEvents(db);
    // No transaction stays open while so many others commit.
    const endSealing = repeatedly(() => sealEvents(db, 20_000), 1_000, failed);
    const endForgetting = repeatedly(() => Promise.all([forgetRequests(db), forgetSignIns(db)]), 3_600_000, failed);
    const removeExpired = () => Promise.all([removeExpiredPayloads(db), removeExpiredContacts(db)]);
    await removeExpired().catch(failed);
    const endRemoving = repeatedly(removeExpired, day, failed);
    // A large store is looked through beside everything else.
    const endRemovingFiles = files && repeatedly(() => removeUnnamedFiles(db, files), day, failed, 60_000);
    const endPost =
      mail && address !== undefined
        ? repeatedly(postman({ db, log, secret, address }, mail), 2_000, failed)
        : undefined;
    serving(port);
    await introduce(database, { address: address ?? `http://localhost:${port}`, hasFiles: files !== null });

    const lost = await Promise.race([stopping.then(() => false), database.lost.then(() => true)]);
    if (!lost) say("Đang dừng …");
    server.close();
    if ("closeIdleConnections" in server) server.closeIdleConnections();
    await costly.end();
    await Promise.all([endSealing(), endForgetting(), endRemoving(), endRemovingFiles?.(), endPost?.()]);
    if (lost) throw new Interruption("Cơ sở dữ liệu nhúng đã dừng ngoài dự kiến.");
    await sealEvents(db);
  } finally {
    await database.close();
  }
};
