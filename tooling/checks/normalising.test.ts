import { expect, test } from "vitest";
import { filesBelow, read } from "./repository.ts";

/** The only file that normalises; its functions take time proportional to the length of the text. */
const home = "packages/core/src/ground/text.ts";

test("S-01: nothing that runs normalises a text but by the functions that do so in time proportional to its length", () => {
  const elsewhere = ["apps", "packages", "plugins"]
    .flatMap(filesBelow)
    .filter((path) => /\.tsx?$/u.test(path) && !/\.test\.tsx?$|^packages\/plugin-testkit\//u.test(path))
    .filter((path) => path !== home && /\.normalize\(/u.test(read(path)));
  expect(elsewhere).toEqual([]);
});
