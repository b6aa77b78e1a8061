import { expect, test } from "vitest";
import { filesBelow, read } from "./repository.ts";

/** The only file that says in SQL when a row is in force; migrations stay as they were when they ran. */
const home = "packages/db/src/ground/in-force.ts";

test("what is in force on a day is said once, and every query asks for it there", () => {
  const elsewhere = ["apps", "packages"]
    .flatMap(filesBelow)
    .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|\/migrations\//u.test(path) && path !== home)
    .filter((path) => /valid_from and coalesce|valid_to, 'infinity'\) >=|"(?:\w+\.)?validTo", ">="/u.test(read(path)));
  expect(elsewhere).toEqual([]);
});
