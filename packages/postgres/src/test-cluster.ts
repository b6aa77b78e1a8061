/** The vitest `globalSetup` of the repository: one PostgreSQL for a whole test run. Tests reach it by `testing.ts`.
 * `KHEO_TEST_POSTGRES` names the folder of another PostgreSQL’s programs, to test on that one.
 */
import { mkdtemp, readdir, readFile, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "./embedded.ts";

const enoughBytes = 12 * 2 ** 30;
const prefix = "kheo-test-";

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = await roomiestMemory();
  await sweep(place);
  const folder = await mkdtemp(join(place, prefix));
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

/** Removes what a run that was killed has left: memory would not be given back before the machine starts anew. */
async function sweep(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(prefix)) continue;
    const [pid] = (await readFile(join(place, name, "data", "postmaster.pid"), "utf8").catch(() => "")).split("\n");
    if (pid && !isRunning(Number(pid))) await rm(join(place, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is there all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
