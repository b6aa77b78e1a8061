import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Criterion } from "@kheo/core/criteria";
import { deriveIndicators, scoringInput } from "@kheo/core/criteria/derive";
import { evaluate } from "@kheo/core/criteria/evaluate";
import { scoreLine } from "@kheo/core/criteria/line";
import { describe, expect, test } from "vitest";
import { catalog } from "../src/index.ts";
import { pluginLoaders } from "../src/lazy.ts";
import { workedExamples } from "../src/worked-examples.ts";

const json = (name: string): unknown => JSON.parse(readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8"));

type Example = { readonly input: { readonly criteriaSet: string }; readonly expected: unknown };
type PublishedSet = { readonly code: string; readonly subject: string; readonly criteria: readonly object[] };

const examples = Object.entries(json("scoring-examples.json") as Record<string, Example>);
const publishedSets = json("criteria-sets.json") as readonly PublishedSet[];
const codes = catalog.plugins.map(({ code }) => code);

describe("scoring examples", () => {
  const ours = examples.filter(([, { input }]) => codes.includes(input.criteriaSet));
  const others = examples.filter(([, { input }]) => !codes.includes(input.criteriaSet));

  test("there are some for each set, and some for sets that are not here", () => {
    expect(new Set(ours.map(([, { input }]) => input.criteriaSet))).toEqual(new Set(codes));
    expect([ours.length, others.length]).toEqual([16, 8]);
  });

  test.each(ours)("%s", (id, { input, expected }) => {
    expect(scoreLine(JSON.stringify({ id, input }), catalog.edition)).toEqual({
      output: { id, result: expected },
      failed: false,
    });
  });

  test.each(others)("%s names a set that is not here", (id, { input }) => {
    expect(scoreLine(JSON.stringify({ id, input }), catalog.edition)).toMatchObject({
      output: { id, error: { code: "score.unknownSet", fields: ["criteriaSet"] } },
      failed: true,
    });
  });
});

describe("the sets are the published ones, word for word", () => {
  const modes: Readonly<Partial<Record<Criterion["rule"]["kind"], string>>> = {
    judged: "judged",
    checklist: "checklist",
  };

  /** What the publication says of a criterion: all but the readings and the conditions of claims. */
  const asPublished = ({ rule, claimableBelow: _claimableBelow, ...criterion }: Criterion) => {
    const { reading: _reading, ...published } = { reading: null, ...rule };
    return { ...criterion, mode: modes[rule.kind] ?? "computed", rule: published };
  };

  test.each(codes)("%s", (code) => {
    const plugin = catalog.plugin(code)!;
    const edition = catalog.edition(code)!;
    const { subject, ...published } = publishedSets.find((set) => set.code === code)!;
    expect({
      code,
      title: plugin.title,
      passThreshold: edition.passThreshold,
      groups: edition.groups,
      floors: edition.floors,
      basis: edition.basis,
      classLabels: edition.classLabels,
      ties: edition.ties,
      criteria: edition.criteria.map(asPublished),
    }).toEqual(published);
    expect(`model/${plugin.subjectKinds[0]}`).toBe(subject);
  });
});

describe("worked examples from raw figures", () => {
  test.each(workedExamples)("$set: $total", ({ set, sheet, bonus, total }) => {
    const edition = catalog.edition(set)!;
    const { missing, problems, refusedClaims } = deriveIndicators(edition, sheet.figures, sheet.claims);
    expect({ missing, problems, refusedClaims }).toEqual({ missing: [], problems: [], refusedClaims: [] });
    const evaluation = evaluate(edition, scoringInput(edition, sheet, { bonus }));
    const published = examples.map(([, example]) => example).find(({ input }) => input.criteriaSet === set);
    expect(evaluation).toEqual(published?.expected);
    expect(evaluation.total).toBe(total);
  });
});

describe("the catalog", () => {
  test("serves every topic of every kind of subject", () => {
    for (const kind of ["collective", "individual", "household"] as const)
      for (const { code } of catalog.topics) expect(catalog.setFor(kind, code), `${kind} ${code}`).toBeDefined();
  });

  test.each([
    ["collective", "siteClearance", "DVK-GPMB"],
    ["collective", "newCountryside", "DVK-NTM"],
    ["collective", "religiousAffairs", "DVK-TG"],
    ["collective", "education", "DVK-CHUNG"],
    ["collective", "complaintsAndDenunciations", "DVK-CHUNG"],
    ["individual", "siteClearance", "DVK-CN"],
    ["household", "newCountryside", "DVK-CN"],
  ] as const)("%s, %s: %s", (kind, topic, code) => {
    expect(catalog.setFor(kind, topic)?.code).toBe(code);
  });

  test("is what a browser can load, plugin by plugin", async () => {
    expect(Object.keys(pluginLoaders).toSorted()).toEqual(codes.toSorted());
    for (const [code, load] of Object.entries(pluginLoaders)) expect(await load()).toBe(catalog.plugin(code));
  });
});
