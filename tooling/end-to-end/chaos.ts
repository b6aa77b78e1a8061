/** `npm run chaos`: kills each part fifty times and prints what was found. Ends with 1 when anything was lost or late. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kill, openKills, victims } from "./kills.ts";

const times = 50;
const latest = 10;

const folder = await mkdtemp(join(tmpdir(), "kheo-chaos-"));
const kills = await openKills(folder);
const done: Kill[] = [];
try {
  for (let time = 1; time <= times; time += 1) {
    for (const victim of victims) {
      const kill = await kills.kill(victim);
      done.push(kill);
      for (const difference of kill.differences) process.stderr.write(`${victim} ${time}: ${difference}\n`);
    }
    process.stderr.write(`Lượt ${time}/${times}\n`);
  }
} finally {
  await kills.close();
  await rm(folder, { recursive: true, force: true });
}

const seconds = (value: number): string => value.toFixed(2);
const rows = victims.map((victim) => {
  const own = done.filter((kill) => kill.victim === victim);
  const sorted = own.map((kill) => kill.seconds).toSorted((a, b) => a - b);
  const sum = (count: (kill: Kill) => number) => String(own.reduce((total, kill) => total + count(kill), 0));
  return [
    victim,
    String(own.length),
    sum((kill) => kill.acknowledged),
    sum((kill) => kill.unanswered),
    sum((kill) => Number(kill.serverEnded)),
    sum((kill) => kill.differences.length),
    seconds(sorted[Math.floor(sorted.length / 2)] ?? 0),
    seconds(sorted.at(-1) ?? 0),
  ];
});
const heading = [
  "Bị kill -9",
  "Lần",
  "Ghi đã xác nhận",
  "Ghi dở",
  "Máy chủ dừng",
  "Chỗ khác",
  "Trung vị (giây)",
  "Lâu nhất (giây)",
];
const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => row[column]?.length ?? 0)));
for (const row of [heading, ...rows]) {
  const cells = row.map((cell, column) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  process.stdout.write(`${cells.join("  ")}\n`);
}
process.exitCode = done.some((kill) => kill.differences.length > 0 || kill.seconds >= latest) ? 1 : 0;
