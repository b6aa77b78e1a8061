import { appRouter } from "@kheo/api/index";
import { expect, test } from "vitest";
import { exists, filesBelow, foldersIn } from "./repository.ts";

/** One noun, one word: the same name in every place. */
const nouns = [
  "units",
  "reorganisations",
  "clusters",
  "people",
  "posts",
  "bodies",
  "periods",
  "models",
  "scoring",
  "meetings",
  "recognition",
  "replication",
  "reports",
  "events",
];

const places = {
  core: (noun: string) => `packages/core/src/${noun}.ts`,
  db: (noun: string) => `packages/db/src/${noun}.ts`,
  api: (noun: string) => `packages/api/src/${noun}.ts`,
  web: (noun: string) => `apps/web/src/features/${noun}`,
};
type Place = keyof typeof places;
const everyPlace = Object.keys(places) as Place[];

/** Nouns that stand in some places only, and where. */
const exceptions: Readonly<Record<string, readonly Place[]>> = {
  // What waits for a person, asked for through the session.
  todo: ["core", "db"],
  session: ["api", "web"],
  home: ["web"],
};

test.each([...nouns.map((noun) => [noun, everyPlace] as const), ...Object.entries(exceptions)])(
  "%s stands where it belongs, and nowhere else",
  (noun, expected) => {
    expect(everyPlace.filter((place) => exists(places[place](noun)))).toEqual(expected);
  },
);

test("there is no page and no router of a noun that is not in the grid", () => {
  const known = (place: Place) => [
    ...nouns,
    ...Object.entries(exceptions).flatMap(([noun, where]) => (where.includes(place) ? [noun] : [])),
  ];
  expect(foldersIn("apps/web/src/features").filter((folder) => !known("web").includes(folder))).toEqual([]);
  const routers = Object.keys(appRouter).filter((name) => !["_def", "createCaller"].includes(name));
  expect(new Set(routers)).toEqual(new Set(known("api")));
});

test("no file is called after nothing", () => {
  const nameless = /\/(?:utils?|helpers?|common|misc|shared)(?:\.[^/]*)?$/u;
  const files = ["apps", "packages", "plugins", "tooling"].flatMap((place) => filesBelow(place));
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((path) => nameless.test(path))).toEqual([]);
});
