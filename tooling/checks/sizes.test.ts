import { expect, test } from "vitest";
import { filesBelow, read } from "./repository.ts";

/** So many lines a file that somebody writes by hand may have; what grows beyond has a seam somewhere. */
const most = 300;

/** Files that are longer still, with their lines: no number here may grow, and no file may join. */
const longer: Readonly<Record<string, number>> = {
  "apps/web/src/styles.css": 553,
  "packages/db/src/ground/schema.ts": 326,
  "packages/postgres/src/embedded.ts": 322,
  "tooling/bench/main.ts": 646,
  "tooling/end-to-end/kills.ts": 354,
};

/** Tests tell stories, migrations are never touched again, what is generated is nobody's hand, and an edition is as long as its document. */
const isExempt = (path: string): boolean =>
  /\.test\.tsx?$|\/testing[\w-]*\.ts$|\/migrations\/|\/generated-tables\.ts$|^plugins\/[\w-]+\/src\/\d{4}\.ts$/u.test(
    path,
  );

test("no file is longer than three hundred lines but those that are named, which only shrink", () => {
  const lengths = ["apps", "packages", "plugins", "tooling"]
    .flatMap((place) => filesBelow(place))
    .filter((path) => /\.(?:tsx?|mjs|css)$/u.test(path) && !isExempt(path))
    .map((path) => [path, read(path).split("\n").length - 1] as const)
    .filter(([, lines]) => lines > most);
  expect(Object.fromEntries(lengths)).toEqual(longer);
});
