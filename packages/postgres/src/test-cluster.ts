/** The vitest `globalSetup` of the repository: one PostgreSQL for a whole test run. Tests reach it by `testing.ts`.
 * `KHEO_TEST_POSTGRES` names the folder of another PostgreSQL’s programs, to test on that one.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "./embedded.ts";

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "kheo-test-"));
  const programs = process.env["KHEO_TEST_POSTGRES"];
  const cluster = await startEmbeddedPostgres({
    folder: join(folder, "data"),
    durable: false,
    ...(programs !== undefined && programs !== "" && { programs }),
  });
  project.provide("testCluster", cluster.connection);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
