import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { pathOf } from "./repository.ts";

type Report = {
  readonly advisories?: Readonly<Record<string, { severity: string; module_name: string; title: string; url: string }>>;
};

/** What the registry says of the packages that run in production; `null` when it does not answer. */
const audit = async (): Promise<Report | null> => {
  const run = promisify(execFile)("pnpm", ["audit", "--prod", "--json"], { cwd: pathOf("."), timeout: 50_000 });
  // It ends with a failure when it finds something, too.
  const { stdout } = await run.catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? "" }));
  try {
    const report = JSON.parse(stdout) as Report;
    return report.advisories ? report : null;
  } catch {
    return null;
  }
};

test("no package that runs in production has a known fault of high or critical weight", async ({ skip }) => {
  const report = await audit();
  if (!report) return skip("NOT CHECKED: the registry's audit endpoint did not answer.");
  const grave = Object.values(report.advisories ?? {})
    .filter(({ severity }) => severity === "high" || severity === "critical")
    .map((found) => `${found.severity}: ${found.module_name}, ${found.title} ${found.url}`);
  expect(grave).toEqual([]);
});
