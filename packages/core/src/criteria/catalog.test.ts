import { expect, test } from "vitest";
import { pluginCatalog } from "./catalog.ts";
import { type ScoringPlugin, defineScoringPlugin } from "./edition.ts";
import { sampleEdition } from "./sample-edition.ts";

const draft = { ...sampleEdition, edition: "2027.1", draft: true as const };
const plugin = (code: string, changes: Partial<ScoringPlugin> = {}): ScoringPlugin =>
  defineScoringPlugin({
    code,
    title: code,
    subjectKinds: ["collective"],
    topics: "any",
    editions: [draft, sampleEdition],
    ...changes,
  });

const general = plugin("GENERAL");
const roads = plugin("ROADS", { topics: ["roads", "bridges"], editions: [sampleEdition] });
const persons = plugin("PERSONS", { subjectKinds: ["individual", "household"] });
const ideas = plugin("IDEAS", { topics: ["ideas"], editions: [draft] });
const catalog = pluginCatalog([general, roads, persons, ideas]);

test("finds editions by id, and the newest published one by code", () => {
  expect(catalog.edition("GENERAL@2026.1")).toBe(sampleEdition);
  expect(catalog.edition("GENERAL@2027.1")).toBe(draft);
  expect(catalog.edition("GENERAL")).toBe(sampleEdition);
  expect(catalog.newest("GENERAL")).toBe("GENERAL@2026.1");
  expect([catalog.newest("IDEAS"), catalog.edition("IDEAS"), catalog.newest("NONE")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(catalog.plugin("ROADS")).toBe(roads);
});

test("chooses a topic's own set, else the set for any topic of that kind of subject", () => {
  expect(catalog.setFor("collective", "roads")).toBe(roads);
  expect(catalog.setFor("collective", "schools")).toBe(general);
  // It has drafts only.
  expect(catalog.setFor("collective", "ideas")).toBe(general);
  expect(catalog.setFor("individual", "roads")).toBe(persons);
  expect(catalog.setFor("household", "schools")).toBe(persons);
  expect(pluginCatalog([roads]).setFor("collective", "schools")).toBeUndefined();
});

test("prints the choice as a table", () => {
  expect(catalog.table).toEqual([
    { subjectKind: "collective", topic: "any", set: "GENERAL" },
    { subjectKind: "collective", topic: "roads", set: "ROADS" },
    { subjectKind: "collective", topic: "bridges", set: "ROADS" },
    { subjectKind: "individual", topic: "any", set: "PERSONS" },
    { subjectKind: "household", topic: "any", set: "PERSONS" },
  ]);
});

test("two claims of one thing are a mistake that shows at once", () => {
  expect(() => pluginCatalog([roads, plugin("ROADS", { topics: ["ways"] })])).toThrow(RangeError);
  expect(() => pluginCatalog([general, plugin("OTHER")])).toThrow(RangeError);
  expect(() => pluginCatalog([roads, plugin("WAYS", { topics: ["bridges"] })])).toThrow(RangeError);
  expect(() => pluginCatalog([plugin("TWICE", { editions: [sampleEdition, sampleEdition] })])).toThrow(RangeError);
});
