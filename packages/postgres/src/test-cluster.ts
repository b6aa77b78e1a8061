/** The vitest `globalSetup` of the repository: one PostgreSQL for a whole test run. Tests reach it by `testing.ts`.
 * `KHEO_TEST_POSTGRES` names the folder of another PostgreSQL’s programs, to test on that one.
 */
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "./embedded.ts";

const enoughBytes = 12 * 2 ** 30;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(await roomiestMemory(), "kheo-test-"));
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

/** What is thrown away after the run need not reach a disk, where there is memory enough for every database of it. */
async function roomiestMemory(): Promise<string> {
  const memory = "/dev/shm";
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > enoughBytes ? memory : tmpdir();
}
