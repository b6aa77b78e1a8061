import { appRouter } from "@kheo/api/index";
import { steps, type Thing } from "@kheo/core/rules/steps";
import { expect, test } from "vitest";
import { exists, filesBelow, foldersIn } from "./repository.ts";

/** One noun, one word: the same name in every place, in the same wing. */
const nouns = {
  territory: ["units", "reorganisations", "clusters"],
  offices: ["people", "posts", "bodies"],
  movement: ["periods", "models", "scoring", "meetings", "recognition", "replication"],
  reports: ["reports"],
  rules: ["events"],
};

const places = {
  core: (wing: string, noun: string) => `packages/core/src/${wing}/${noun}.ts`,
  db: (wing: string, noun: string) => `packages/db/src/${wing}/${noun}.ts`,
  api: (wing: string, noun: string) => `packages/api/src/${wing}/${noun}.ts`,
  web: (wing: string, noun: string) => `apps/web/src/features/${wing}/${noun}`,
};
type Place = keyof typeof places;
const everyPlace = Object.keys(places) as Place[];

/** Nouns that stand in some places only, and where. */
const exceptions: Readonly<Record<string, { readonly wing: string; readonly where: readonly Place[] }>> = {
  // What waits for a person, asked for through the session.
  todo: { wing: "rules", where: ["core", "db"] },
  session: { wing: "offices", where: ["api", "web"] },
};

/** Every noun with its wing and the places that have it. */
const grid = [
  ...Object.entries(nouns).flatMap(([wing, those]) => those.map((noun) => [noun, wing, everyPlace] as const)),
  ...Object.entries(exceptions).map(([noun, { wing, where }]) => [noun, wing, where] as const),
];

test.each(grid)("%s stands where it belongs, in %s, and nowhere else", (noun, wing, expected) => {
  expect(everyPlace.filter((place) => exists(places[place](wing, noun)))).toEqual(expected);
});

test("there is no page and no router of a noun that is not in the grid", () => {
  const known = (place: Place) => grid.flatMap(([noun, , where]) => (where.includes(place) ? [noun] : []));
  // The first page puts together what is of every wing.
  expect(new Set(foldersIn("apps/web/src/features"))).toEqual(new Set(["home", ...Object.keys(nouns)]));
  const pages = Object.keys(nouns).flatMap((wing) => foldersIn(`apps/web/src/features/${wing}`));
  expect(pages.filter((folder) => !known("web").includes(folder))).toEqual([]);
  const routers = Object.keys(appRouter).filter((name) => !["_def", "createCaller"].includes(name));
  expect(new Set(routers)).toEqual(new Set(known("api")));
});

test("every step of everything is a call of its own name", () => {
  const routers: Readonly<Record<Thing, keyof typeof appRouter>> = {
    model: "models",
    assessment: "scoring",
    recognition: "recognition",
    replication: "replication",
  };
  const missing = (Object.keys(steps) as Thing[]).flatMap((thing) =>
    Object.keys(steps[thing])
      .map((step) => `${routers[thing]}.${step}`)
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
