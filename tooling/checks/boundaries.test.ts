import { describe, expect, test } from "vitest";
import { boundaries, crossings } from "./boundaries.ts";
import { upward, wings } from "./wings.ts";
import { foldersIn, importsOf, type Package, packageIn } from "./repository.ts";

const packages = ["apps", "packages", "plugins"].flatMap((place) =>
  foldersIn(place).map((folder) => packageIn(`${place}/${folder}`)),
);

test.each(packages.map((one) => [one.name, one] as const))("%s stays within its boundary", (_, one) => {
  expect(one.files.length).toBeGreaterThan(0);
  expect(crossings(one)).toEqual([]);
});

test("every package but the server has a boundary, and every boundary a package", () => {
  const free = packages.filter((one) => !boundaries.some(({ package: name }) => covers(name, one.name)));
  expect(free.map(({ name }) => name)).toEqual(["@kheo/server"]);
  expect(boundaries.filter(({ package: name }) => !packages.some((one) => covers(name, one.name)))).toEqual([]);
});

const covers = (pattern: string, name: string): boolean =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

const made = (name: string, path: string, source: string, dependencies: readonly string[] = []): Package => ({
  folder: "",
  name,
  dependencies,
  files: [{ path, imports: importsOf(source) }],
});

describe("the wings of a package", () => {
  test.each(Object.keys(wings))("%s: no arrow runs up, and everything is in a wing or above all", (name) => {
    const one = packages.find((found) => found.name === name)!;
    expect(upward(one)).toEqual([]);
    const rooms = new Set(one.files.flatMap(({ path }) => /^src\/([^/]+)\//u.exec(path)?.[1] ?? []));
    rooms.delete("migrations");
    expect([...rooms].filter((room) => !wings[name]?.includes(room))).toEqual([]);
  });

  test.each([
    ["to a wing above", made("@kheo/core", "src/ground/text.ts", 'import { x } from "../rules/errors.ts";')],
    ["as a type", made("@kheo/db", "src/rules/reach.ts", 'import type { X } from "../movement/models.ts";')],
    ["to what is above all", made("@kheo/api", "src/rules/procedures.ts", 'import { x } from "../index.ts";')],
    ["from the kit", made("@kheo/web", "src/kit/page.tsx", 'import { x } from "../features/home/told.tsx";')],
  ])("an arrow that runs up is seen: %s", (_, wrong) => {
    expect(upward(wrong)).toHaveLength(1);
  });

  test.each([
    ["down", made("@kheo/core", "src/movement/models.ts", 'import { x } from "../ground/text.ts";')],
    ["beside", made("@kheo/core", "src/movement/models.ts", 'import { x } from "./periods.ts";')],
    ["from a test", made("@kheo/core", "src/rules/policy.test.ts", 'import { x } from "../movement/models.ts";')],
    ["from above all", made("@kheo/api", "src/index.ts", 'import { x } from "./reports/reports.ts";')],
  ])("and one that does not is not: %s", (_, right) => {
    expect(upward(right)).toEqual([]);
  });
});

describe("a boundary that is stepped over is seen", () => {
  test.each([
    ["the core on Node", made("@kheo/core", "src/days.ts", 'import { readFileSync } from "node:fs";')],
    [
      "the core on the database",
      made("@kheo/core", "src/days.ts", 'import type { Db } from "@kheo/db/ground/connect";'),
    ],
    [
      "a plugin past the contract",
      made("@kheo/plugin-religion", "src/index.ts", 'import { fold } from "@kheo/core/ground/text";'),
    ],
    ["a plugin on another", made("@kheo/plugin-religion", "src/index.ts", 'export * from "@kheo/plugin-general";')],
    ["the database on the api", made("@kheo/db", "src/models.ts", 'import { appRouter } from "@kheo/api/index";')],
    ["the api on the catalog", made("@kheo/api", "src/models.ts", 'import { catalog } from "@kheo/catalog";')],
    ["the api on the query builder", made("@kheo/api", "src/models.test.ts", 'import { sql } from "kysely";')],
    [
      "the browser on the running api",
      made("@kheo/web", "src/main.tsx", 'import { appRouter } from "@kheo/api/index";'),
    ],
    ["the browser, later", made("@kheo/web", "src/main.tsx", 'const api = await import("@kheo/db/movement/models");')],
    ["for its effect", made("@kheo/web", "src/main.tsx", 'import "node:fs";')],
    ["over several lines", made("@kheo/core", "src/days.ts", 'import {\n  sql,\n  type Kysely,\n} from "kysely";')],
    [
      "around the package",
      made("@kheo/core", "src/criteria/derive.ts", 'import { x } from "../../../db/src/models.ts";'),
    ],
    ["in package.json", made("@kheo/papers", "src/report.ts", "", ["@kheo/db"])],
  ])("%s", (_, wrong) => {
    expect(crossings(wrong)).toHaveLength(1);
  });

  test.each([
    [
      "a plugin on the contract",
      made("@kheo/plugin-religion", "src/index.ts", 'import { x } from "@kheo/core/criteria";'),
    ],
    ["a test on its tools", made("@kheo/api", "src/models.test.ts", 'import { catalog } from "@kheo/catalog";')],
    [
      "the browser on the api's types",
      made("@kheo/web", "src/lib/api.ts", 'import type { AppRouter } from "@kheo/api/index";'),
    ],
    ["within the package", made("@kheo/core", "src/criteria/derive.ts", 'import { x } from "../ground/exact.ts";')],
    ["a dependency by its part", made("@kheo/plugin-general", "src/index.ts", "", ["@kheo/core"])],
  ])("and one that is not is not: %s", (_, right) => {
    expect(crossings(right)).toEqual([]);
  });
});
