import { appRouter } from "@kheo/api/index";
import type { Stated } from "@kheo/core/rules/states";
import { steps } from "@kheo/core/rules/steps";
import { things } from "@kheo/core/rules/things";
import { expect, test } from "vitest";
import { exists, filesBelow, foldersIn } from "./repository.ts";

const places = {
  core: (wing: string, noun: string) => `packages/core/src/${wing}/${noun}.ts`,
  db: (wing: string, noun: string) => `packages/db/src/${wing}/${noun}.ts`,
  api: (wing: string, noun: string) => `packages/api/src/${wing}/${noun}.ts`,
  web: (wing: string, noun: string) => `apps/web/src/features/${wing}/${noun}`,
};
type Place = keyof typeof places;
const everyPlace = Object.keys(places) as Place[];
const features = foldersIn("apps/web/src/features").filter((folder) => folder !== "home");

/** Nouns that stand in some places only, and where. */
const exceptions: Readonly<Record<string, readonly Place[]>> = {
  // What waits for a person, asked for through the session.
  todo: ["core", "db"],
  session: ["api", "web"],
  // Recognitions that were published, as everyone reads them.
  gallery: ["api", "web"],
};

/** One noun, one word: the same name in every place. */
const grid = [...Object.values(things).map(({ calls }) => calls), "todo", "gallery"].map(
  (noun) => [noun, exceptions[noun] ?? everyPlace] as const,
);

test.each(grid)("%s stands where it belongs, all of it in one wing, and nowhere else", (noun, expected) => {
  const wings = features.filter((wing) => everyPlace.some((place) => exists(places[place](wing, noun))));
  expect(wings).toHaveLength(1);
  expect(everyPlace.filter((place) => exists(places[place](wings[0] ?? "", noun)))).toEqual(expected);
});

test("there is no page and no router of a noun that is not in the grid", () => {
  const known = (place: Place) => grid.flatMap(([noun, where]) => (where.includes(place) ? [noun] : []));
  const pages = features.flatMap((wing) => foldersIn(`apps/web/src/features/${wing}`));
  expect(pages.filter((folder) => !known("web").some((noun) => noun === folder))).toEqual([]);
  const routers = Object.keys(appRouter).filter((name) => !["_def", "createCaller"].includes(name));
  expect(new Set(routers)).toEqual(new Set(known("api")));
});

test("every step of everything is a call of its own name", () => {
  const missing = (Object.keys(steps) as Stated[]).flatMap((thing) =>
    Object.keys(steps[thing])
      .map((step) => `${things[thing].calls}.${step}`)
      // oxlint-disable-next-line no-underscore-dangle -- tRPC keeps what a router is made of under this name
      .filter((path) => !(path in appRouter._def.procedures)),
  );
  expect(missing).toEqual([]);
});

test("no file is called after nothing", () => {
  const nameless = /\/(?:utils?|helpers?|common|misc|shared)(?:\.[^/]*)?$/u;
  const files = ["apps", "packages", "plugins", "tooling"].flatMap((place) => filesBelow(place));
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((path) => nameless.test(path))).toEqual([]);
});
