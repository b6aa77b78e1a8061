/**
 * What `npm test` checks, on the right Node: the static steps, each counted as one check, then the tests. With
 * arguments, only the tests they select: `npm test -- --project db`, `npm test -- scoring`.
 */
import { spawn } from "node:child_process";
import { existsSync, globSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { selectionOf } from "./selection.ts";

type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };
type Step = { readonly title: string; readonly command: readonly [string, ...string[]] };

const root = fileURLToPath(new URL("../..", import.meta.url));
const places = ["apps", "packages", "plugins", "tooling"];
const words = process.argv.slice(2);
const { parameters: selection, matchless } = selectionOf(words, {
  root,
  files: globSync(
    places.map((place) => `${place}/**/*.test.ts`),
    { cwd: root, exclude: (name) => name.endsWith("node_modules") },
  ),
  projects: places.flatMap((place) => readdirSync(join(root, place))),
});
if (matchless.length > 0) {
  console.error(`Không có kiểm thử nào ứng với: ${matchless.join(", ")}.`);
  process.exit(1);
}

const buildWeb: Step = {
  title: "Dựng giao diện web",
  command: ["turbo", "run", "build", "--filter=@kheo/web", "--output-logs=errors-only"],
};

/**
 * The longest first, so that two at a time end together. The linter reads each file with its types and tells
 * what the compiler would, but for what another folder's project includes: the JavaScript programs.
 */
const everyStep: readonly Step[] = [
  { title: "Kiểu dữ liệu và quy tắc mã nguồn", command: ["oxlint", "--type-aware", "--type-check", "--deny-warnings"] },
  buildWeb,
  { title: "Kiểu dữ liệu của tệp JavaScript", command: ["tsc", "--project", "tooling/bootstrap"] },
  { title: "Mã không còn dùng", command: ["knip"] },
  { title: "Định dạng", command: ["oxfmt", "--check", "."] },
];

// The end-to-end tests open the built pages; no other test needs a step before it.
const selectsEndToEnd =
  words.some((word) => word.includes("end-to-end")) ||
  (!words.some((word) => word.startsWith("--project")) && selection.some((word) => word.includes("/end-to-end/")));
const steps = selection.length === 0 ? everyStep : selectsEndToEnd ? [buildWeb] : [];

// The oldest PostgreSQL that the schema is written for, where Debian 12 has put it.
const oldestPostgres = "/usr/lib/postgresql/15/bin";
const onOldestPostgres =
  selection.length === 0 && process.env["KHEO_TEST_POSTGRES"] === undefined && existsSync(`${oldestPostgres}/postgres`)
    ? [() => runTests("Kiểm thử cơ sở dữ liệu trên PostgreSQL 15", ["--project", "db"], oldestPostgres)]
    : [];

const tallies = [
  ...(await runSteps(steps)),
  // The oldest PostgreSQL has work to do while the tests beside it wait.
  ...(await Promise.all([runTests("Kiểm thử", selection), ...onOldestPostgres.map((run) => run())])),
];
const sum = (count: keyof Tally) => tallies.reduce((total, tally) => total + tally[count], 0);
const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

async function runSteps(waiting: readonly Step[]): Promise<readonly Tally[]> {
  const queue = waiting.values();
  const tallies: Tally[] = [];
  const lane = async () => {
    for (const step of queue) tallies.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  return tallies;
}

async function runStep({ title, command }: Step): Promise<Tally> {
  const start = performance.now();
  const { status, output } = await run(command, "pipe");
  const passed = status === 0;
  console.log(`${passed ? "✓" : "✗"} ${title} (${secondsSince(start)} giây)`);
  if (!passed) console.log(output);
  return { passed: Number(passed), failed: Number(!passed), skipped: 0 };
}

async function runTests(title: string, filters: readonly string[], postgres?: string): Promise<Tally> {
  const start = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "kheo-report-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // What runs beside the others speaks when it has ended.
  const told = postgres === undefined ? "inherit" : "pipe";
  const { status, output } = await run(["vitest", "run", ...reporters, ...filters], told, postgres);
  const written = await readFile(report, "utf8").catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
  const tally = tallyOf(written, status);
  if (output !== "") console.log(output);
  console.log(`${tally.failed === 0 ? "✓" : "✗"} ${title} (${secondsSince(start)} giây)`);
  return tally;
}

/** The part of vitest's report that is read here. */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
};

function tallyOf(written: string | undefined, status: number): Tally {
  if (written === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const report: Report = JSON.parse(written);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  const nothingRan = report.numPassedTests + failed === 0;
  // An error outside any test (unhandled, in the global setup) shows only in the exit status.
  const failedOutside = failed === 0 && (status !== 0 || nothingRan);
  return {
    passed: report.numPassedTests,
    failed: failed + Number(failedOutside),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function run([program, ...parameters]: Step["command"], output: "pipe" | "inherit", postgres?: string) {
  return new Promise<{ status: number; output: string }>((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      stdio: ["ignore", output, output],
      env: { ...process.env, ...(postgres !== undefined && { KHEO_TEST_POSTGRES: postgres }) },
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", (error) => resolve({ status: 1, output: error.message }));
    child.once("close", (status) => resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toLocaleString("vi", { maximumFractionDigits: 1 });
}
