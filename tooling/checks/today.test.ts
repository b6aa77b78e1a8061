import { expect, test } from "vitest";
import { filesBelow, read } from "./repository.ts";

/** Who may ask the clock: what holds real terms of events, the pool, and the one place that says the day of work. */
const allowed = [
  "apps/server/src/commands/verify.ts",
  "packages/db/src/ground/connect.ts",
  "packages/db/src/ground/settings.ts",
];

test("every other place is handed the day on which work is done, or asks the database for it", () => {
  const asking = ["apps", "packages"]
    .flatMap(filesBelow)
    .filter((path) => /\.tsx?$/u.test(path) && !/\.test\.tsx?$|\/testing[^/]*$|\/migrations\//u.test(path))
    .filter((path) => /current_date|now\(\)[^`]*::date|dayOf\(new Date\(\)\)|toISOString\(\)\.slice/u.test(read(path)))
    .filter((path) => path !== "packages/core/src/ground/days.ts");
  expect(asking).toEqual(allowed);
});
