import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { selectionOf } from "../bootstrap/selection.ts";
import { pathOf, read } from "./repository.ts";

const toolchain = JSON.stringify(pathOf("tooling/bootstrap/toolchain.mjs"));
const idle = "console.log('runs'); setTimeout(() => undefined, 30_000)";
const program = `import { runInForeground } from ${toolchain};
  runInForeground(process.execPath, ["--eval", ${JSON.stringify(idle)}], process.env);`;

/** As npm and npx start a program: by a shell, which is all that they end when they are told to stop. */
const startedByNpm = async () => {
  const shell = spawn("sh", ["-c", '"$0" --input-type=module --eval "$1"; true', process.execPath, program], {
    env: { ...process.env, npm_lifecycle_event: "npx" },
    detached: true,
  });
  onTestFinished(() => {
    try {
      process.kill(-(shell.pid ?? 0), "SIGKILL");
    } catch {
      // It has ended, as it should.
    }
  });
  await once(shell.stdout, "data");
  return shell;
};

test("B-15: what npx has started ends with it, by whatever signal", async () => {
  await Promise.all(
    (["SIGTERM", "SIGHUP", "SIGKILL"] as const).map(async (signal) => {
      const shell = await startedByNpm();
      shell.kill(signal);
      const ended = once(shell, "close").then(() => "ended");
      const late = new Promise((resolve) => setTimeout(resolve, 5_000, "still running"));
      expect([signal, await Promise.race([ended, late])]).toEqual([signal, "ended"]);
    }),
  );
});

test("D-07: the name of a folder selects its tests, and a word that selects nothing is told", () => {
  const of = {
    root: "/kheo/",
    files: ["plugins/religion/src/index.test.ts", "packages/core/src/religion.test.ts", "apps/web/src/forms.test.ts"],
    projects: ["religion", "core", "web"],
  };
  const select = (...words: readonly string[]) => selectionOf(words, of);
  const [plugin, core, forms] = of.files.map((file) => `/kheo/${file}`);
  expect(select("religion")).toEqual({ parameters: [plugin, core], matchless: [] });
  expect(select("plugins/Religion/", "./apps/web")).toEqual({ parameters: [plugin, forms], matchless: [] });
  expect(select("forms.test.ts:12", "-t", "a form")).toEqual({
    parameters: [`${forms}:12`, "-t=a form"],
    matchless: [],
  });
  expect(select("forms", "relgion").matchless).toEqual(["relgion"]);
  expect(select("--project", "core", "--project=wbe").matchless).toEqual(["--project wbe"]);
  expect(select("--project", "c*", "--project", "!web").matchless).toEqual([]);
});

test("B-17: where downloads are kept outside the folder is said, in either language and in the decision", () => {
  const said = read("README.md");
  for (const place of ["~/.local/share/pnpm", "~/.cache/pnpm", "~/.npm"]) {
    expect(said.split(`\`${place}\``)).toHaveLength(3);
  }
  expect(said).not.toMatch(/nowhere else/u);
  expect(read("docs/adr/0002-node-and-pnpm-by-a-bootstrap.md")).toContain("pnpm and npm keep in the home folder");
});
