/**
 * What `npm start`, `npm test` and the other root scripts run: brings a fresh clone to the point where the command can
 * work, and starts it. Runs on Node >= 18 and imports no package.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, modestMemory, prepareToolchain, readIfThere, root, runInForeground, runQuietly } from "./toolchain.mjs";

const [command = "", ...rest] = process.argv.slice(2);

/** @type {Record<string, (() => string[]) | undefined>} What to hand to the new Node; some need to prepare first. */
const commands = {
  start: () => {
    buildWeb();
    return [...modestMemory, join(root, "apps/server/src/kheo.ts"), "start"];
  },
  test: () => {
    environment["CHROMIUM_PATH"] = findChromium();
    return [join(root, "tooling/bootstrap/test.ts")];
  },
  // What takes long and need not be seen at each change: every pair of steps at the same moment, twenty
  // times, and every form in every hostile moment.
  proof: () => {
    environment["KHEO_ROUNDS"] = "20";
    environment["KHEO_FORMS"] = "all";
    environment["KHEO_PAPERS"] = "all";
    environment["CHROMIUM_PATH"] = findChromium();
    return [
      join(root, "tooling/bootstrap/test.ts"),
      "--project",
      "api",
      "--project",
      "end-to-end",
      "--project",
      "demonstration",
      "races",
      "forms",
      "papers",
    ];
  },
  kheo: () => [...modestMemory, join(root, "apps/server/src/kheo.ts")],
  // `npm run bench -- lists` measures the lists alone, `-- papers` the papers, `-- uploads` saves beside photos, `-- door` what is shown when, and the memory.
  bench: () => {
    buildWeb();
    environment["CHROMIUM_PATH"] = findChromium();
    return [join(root, `tooling/bench/${rest.shift() ?? "main"}.ts`)];
  },
  chaos: () => [join(root, "tooling/end-to-end/chaos.ts")],
};

// The only command that changes which packages there are; every other installs what is written down.
if (command === "packages") {
  const { environment } = prepareToolchain();
  runQuietly("Đang cài các gói …", "pnpm", ["install", "--no-frozen-lockfile", ...rest], {
    cwd: root,
    env: { ...environment, CI: "true" },
  });
  writeFileSync(join(root, "node_modules", ".kheo-stamp"), hashOfManifests());
  process.exit();
}

const prepare =
  commands[command] ?? fail(`Cách dùng: node tooling/bootstrap/run.mjs ${Object.keys(commands).join("|")}`);
const { node, environment } = prepareToolchain();
installPackages();
runInForeground(node, [...prepare(), ...rest], environment);

function installPackages() {
  const stampFile = join(root, "node_modules", ".kheo-stamp");
  const stamp = hashOfManifests();
  if (readIfThere(stampFile) === stamp) return;
  runQuietly("Đang cài các gói …", "pnpm", ["install", "--frozen-lockfile"], {
    cwd: root,
    // pnpm asks before it replaces a folder, and waits, unless it is told that nobody is there.
    env: { ...environment, CI: "true" },
  });
  writeFileSync(stampFile, stamp);
}

function hashOfManifests() {
  const packages = ["apps", "packages", "plugins", "tooling"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", ...packages]) {
    hash.update(`${file}\n${readIfThere(join(root, file)) ?? ""}\n`);
  }
  return hash.digest("hex");
}

function buildWeb() {
  runQuietly(
    "Đang dựng giao diện web …",
    "turbo",
    ["run", "build", "--filter=@kheo/web", "--output-logs=errors-only"],
    {
      cwd: root,
      env: environment,
    },
  );
}

function findChromium() {
  const places = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];
  const known = [process.env["CHROMIUM_PATH"], ...places];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;

  const onDebian = /^ID=debian$/m.test(readIfThere("/etc/os-release") ?? "");
  if (!onDebian || process.getuid?.() !== 0) {
    fail("Đề nghị cài trình duyệt Chromium (hoặc đặt CHROMIUM_PATH trỏ tới trình duyệt đã có) rồi chạy lại.");
  }
  const options = { cwd: root, env: { ...environment, DEBIAN_FRONTEND: "noninteractive" } };
  runQuietly("Đang đọc danh mục gói của hệ thống …", "apt-get", ["update"], options);
  runQuietly(
    "Đang cài Chromium để kiểm thử …",
    "apt-get",
    ["install", "--yes", "--no-install-recommends", "chromium"],
    options,
  );
  return "/usr/bin/chromium";
}
