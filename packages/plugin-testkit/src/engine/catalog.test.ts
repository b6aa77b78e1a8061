import { expect, test } from "vitest";
import { pluginCatalog } from "@kheo/core/criteria/catalog";
import { type ScoringPlugin, type Topic, defineScoringPlugin } from "@kheo/core/criteria/edition";
import { sampleEdition } from "./sample-edition.ts";
import { topicLabel } from "@kheo/core/criteria/topics";

const draft = { ...sampleEdition, edition: "2027.1", draft: true as const };
const plugin = (code: string, changes: Partial<ScoringPlugin> = {}): ScoringPlugin =>
  defineScoringPlugin({
    code,
    title: code,
    subjectKinds: ["collective"],
    topics: [],
    scores: "any",
    editions: [draft, sampleEdition],
    ...changes,
  });

const topic = (code: string, position: number, label = code): Topic => ({ code, label, position });
const bridges = topic("bridges", 10, "Cầu");
const general = plugin("GENERAL", { topics: [topic("schools", 20), bridges] });
const roads = plugin("ROADS", {
  topics: [topic("roads", 20), bridges],
  scores: ["roads", "bridges"],
  editions: [sampleEdition],
});
const persons = plugin("PERSONS", { subjectKinds: ["individual", "household"] });
const ideas = plugin("IDEAS", { topics: [topic("ideas", 1)], scores: ["ideas"], editions: [draft] });
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

test("offers the topics of published sets, each once, by position and code", () => {
  expect(catalog.topics).toEqual([bridges, topic("roads", 20), topic("schools", 20)]);
  expect(pluginCatalog([ideas, persons, roads, general]).topics).toEqual(catalog.topics);
  expect(topicLabel(catalog.topics, "bridges")).toBe("Cầu");
  expect(topicLabel(catalog.topics, "canals")).toBe("canals");
});

test("a topic that nobody declares, or that two declare differently, is a mistake that shows at once", () => {
  const nameless = plugin("CANALS", { subjectKinds: ["individual"], scores: ["canals"] });
  expect(() => pluginCatalog([general, nameless])).toThrow("CANALS scores the topic canals, which no plugin declares");
  for (const other of [topic("bridges", 10, "Cầu đường"), topic("bridges", 11, "Cầu")]) {
    const differing = plugin("OTHER", { subjectKinds: ["individual"], topics: [other] });
    expect(() => pluginCatalog([roads, differing])).toThrow("The topic bridges is declared twice, differently");
  }
});

test("two claims of one thing are a mistake that shows at once", () => {
  expect(() => pluginCatalog([roads, plugin("ROADS", { topics: [topic("ways", 1)], scores: ["ways"] })])).toThrow(
    RangeError,
  );
  expect(() => pluginCatalog([general, plugin("OTHER")])).toThrow(RangeError);
  expect(() => pluginCatalog([roads, plugin("WAYS", { scores: ["bridges"] })])).toThrow(RangeError);
  expect(() => pluginCatalog([plugin("TWICE", { editions: [sampleEdition, sampleEdition] })])).toThrow(RangeError);
});

test("offers what is published for units apart from what scores models, however many there are", () => {
  const { targets: _, ...figures } = sampleEdition.figures;
  const ofUnits = (code: string, changes: Partial<ScoringPlugin> = {}) =>
    plugin(code, { subjectKinds: ["unit"], scores: [], editions: [{ ...sampleEdition, figures }], ...changes });
  const yearly = ofUnits("YEARLY");
  const drafted = ofUnits("DRAFTED", { editions: [{ ...sampleEdition, figures, draft: true }] });
  const both = pluginCatalog([general, yearly, drafted, ofUnits("FRIENDLY")]);
  expect(both.setsForUnits.map(({ code }) => code)).toEqual(["YEARLY", "FRIENDLY"]);
  expect([both.table, both.topics]).toEqual([pluginCatalog([general]).table, pluginCatalog([general]).topics]);
  expect(catalog.setsForUnits).toEqual([]);
  for (const wrong of [{ scores: "any" }, { scores: ["bridges"] }, { editions: [sampleEdition] }] as const)
    expect(() => pluginCatalog([general, ofUnits("WRONG", wrong)])).toThrow(/^WRONG is for units/u);
});
