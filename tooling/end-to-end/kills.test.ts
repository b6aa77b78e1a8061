import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openKills, victims } from "./kills.ts";

const folder = await mkdtemp(join(tmpdir(), "kheo-kills-"));
const kills = await openKills(folder);
afterAll(async () => {
  await kills.close();
  await rm(folder, { recursive: true, force: true });
});

/** `npm run chaos` kills each fifty times. */
const times = { server: 1, supervisor: 1, postmaster: 2, backend: 2 } as const;

test.each(victims)("what was acknowledged before the %s was killed is there once, each time", async (victim) => {
  let acknowledged = 0;
  for (let time = 1; time <= times[victim]; time += 1) {
    const kill = await kills.kill(victim);
    expect(kill.differences).toEqual([]);
    expect(kill.seconds).toBeLessThan(10);
    expect(kill.serverEnded).toBe(victim !== "backend");
    acknowledged += kill.acknowledged;
  }
  expect(acknowledged).toBeGreaterThan(10 * times[victim]);
});
