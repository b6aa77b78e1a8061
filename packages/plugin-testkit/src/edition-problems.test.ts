import { sampleEdition } from "./engine/sample-edition.ts";
import type { Adjustment, Criterion, Edition } from "@kheo/core/criteria";
import { expect, test } from "vitest";
import { editionProblems } from "./edition-problems.ts";
import { fingerprint } from "./fingerprint.ts";

const withCriterion = (code: string, changes: Partial<Criterion>): Edition => ({
  ...sampleEdition,
  criteria: sampleEdition.criteria.map((criterion) =>
    criterion.code === code ? { ...criterion, ...changes } : criterion,
  ),
});

const withRule = (code: string, changes: object): Edition => {
  const { rule } = sampleEdition.criteria.find((criterion) => criterion.code === code)!;
  return withCriterion(code, { rule: { ...rule, ...changes } });
};

const withTerms = (changes: Partial<Edition>): Edition => ({ ...sampleEdition, ...changes });
const late: Adjustment = { code: "late", kind: "penalty", label: "Báo cáo chậm", pointsEach: 1, most: 5 };

const withFigure = (key: string): Edition => ({
  ...sampleEdition,
  figures: { ...sampleEdition.figures, [key]: { kind: "count", label: "Số liệu", unit: "hộ" } },
});

const { surveyGuard: _guard, ...unguarded } = sampleEdition;

test("a sound edition has no problems", () => {
  expect(editionProblems(sampleEdition)).toEqual([]);
});

test.each<[string, Edition]>([
  ["the edition must be a year and a sequence: 2026.1", { ...sampleEdition, edition: "2026" }],
  ["effectiveFrom must be a day: 2026-01-01", { ...sampleEdition, effectiveFrom: "01/01/2026" }],
  ["points add up to 101, not to 100", withCriterion("A1", { maxPoints: 11 })],
  ["the pass threshold must be within the scale", { ...sampleEdition, passThreshold: 120 }],
  ["criterion A2 appears twice", withCriterion("A1", { code: "A2" })],
  ["group C appears twice", { ...sampleEdition, groups: [...sampleEdition.groups, { code: "C", title: "x" }] }],
  ["group D is empty", { ...sampleEdition, groups: [...sampleEdition.groups, { code: "D", title: "x" }] }],
  ["A1 group D does not exist", withCriterion("A1", { group: "D" })],
  ["A1 must begin with its group B", withCriterion("A1", { group: "B" })],
  ["A3 can never be claimed as not applicable", withCriterion("A3", { notApplicable: "full" })],
  ["C4 is a survey without a guard", unguarded],
  [
    "A5 asks for other options than it scores",
    withRule("A5", { options: [{ value: "good", points: 8, label: "tốt" }] }),
  ],
  ["A1 reads the figure sgned, which does not exist", withRule("A1", { reading: { part: "sgned", of: "households" } })],
  ["A1 cannot read rating, a figure of kind choice", withRule("A1", { reading: { part: "rating", of: "households" } })],
  ["C1 cannot read cash, a figure of kind amount", withRule("C1", { reading: { meanShareOf: "cash" } })],
  ["B1 cannot read arrears, a figure of kind amount", withRule("B1", { reading: { yes: ["arrears"], zero: [] } })],
  ["A1 a line needs two different ends", withRule("A1", { at0: 100 })],
  ["A3 gives at most 3 of 4 points", withRule("A3", { bands: [{ min: 6, points: 3 }, { points: 0 }] })],
  ["A3 gives at most 5 of 4 points", withRule("A3", { bands: [{ min: 6, points: 5 }, { points: 0 }] })],
  [
    "A3 the last band must be open",
    withRule("A3", {
      bands: [
        { min: 6, points: 4 },
        { min: 0, points: 0 },
      ],
    }),
  ],
  [
    "A3 bands must not overlap: each takes the values the ones before have left",
    withRule("A3", { bands: [{ min: 6, points: 3 }, { min: 12, points: 4 }, { points: 0 }] }),
  ],
  [
    "A3 bands must all have an upper limit, or all a lower one",
    withRule("A3", { bands: [{ min: 6, points: 4 }, { max: 3, points: 1 }, { points: 0 }] }),
  ],
  ["A5 option good twice", withRule("A5", { options: [1, 2].map(() => ({ value: "good", points: 8, label: "tốt" })) })],
  ["B3 a unit must earn something", withRule("B3", { pointsEach: 0 })],
  ["B4 a case must cost something", withRule("B4", { floor: 3 })],
  ["B5 gives at most 3 of 4 points", withRule("B5", { items: [{ label: "kế hoạch", points: 3 }] })],
  ["B6 the maximum must be a multiple of the step", withRule("B6", { step: 0.3 })],
  ["figure Households is not camelCase", withFigure("Households")],
  ["figure extra stands in no section", withFigure("extra")],
  ["figure extra is read by nothing", withFigure("extra")],
  ["figure extra does not exist", { ...sampleEdition, atMost: [["extra", "households"]] }],
  [
    "figure cash stands in two sections",
    { ...sampleEdition, sections: [...sampleEdition.sections, { title: "x", figures: ["cash"] }] },
  ],
  ["a floor names Z1, which does not exist", { ...sampleEdition, floors: [{ criterion: "Z1", greaterThan: 0 }] }],
  ["the floor of B must be a share above 0 and up to 1", { ...sampleEdition, floors: [{ group: "B", minShare: 50 }] }],
  [
    "the limits of the classes must not rise from one to the next",
    withTerms({ classLimits: { excellent: 80, good: 90 } }),
  ],
  [
    "the limits of the classes must not rise from one to the next",
    withTerms({ classLimits: { excellent: 80, good: 65 } }),
  ],
  ["marks cannot become one by best", withTerms({ consolidation: "best" as never })],
  ["adjustment late appears twice", withTerms({ adjustments: [late, late] })],
  ["adjustment too-late is not camelCase", withTerms({ adjustments: [{ ...late, code: "too-late" }] })],
  ["adjustment late must be of points above 0", withTerms({ adjustments: [{ ...late, pointsEach: 0 }] })],
  [
    "adjustment late has points of more than six decimals",
    withTerms({ adjustments: [{ ...late, pointsEach: 1.2345678 }] }),
  ],
  ["adjustment late must be possible once or more", withTerms({ adjustments: [{ ...late, most: 0 }] })],
  ["adjustment late must be possible once or more", withTerms({ adjustments: [{ ...late, most: 1.5 }] })],
  [
    "the cap of the penalty must be 0 or more, with six decimals at the most",
    withTerms({ adjustmentCaps: { bonus: 5, penalty: -1 } }),
  ],
  ["ties name the group Z", { ...sampleEdition, ties: { resultGroup: "Z", satisfaction: "C4" } }],
  ["ties name the criterion Z1", { ...sampleEdition, ties: { resultGroup: "C", satisfaction: "Z1" } }],
  ["edition.basis must be filled, without spaces at its ends", { ...sampleEdition, basis: "" }],
  ["edition.criteria.0.title must be filled, without spaces at its ends", withCriterion("A1", { title: "Hộ " })],
  ["edition.basis must be NFC", { ...sampleEdition, basis: "Bộ mẫu".normalize("NFD") }],
])("%s", (problem, edition) => {
  expect(editionProblems(edition)).toContain(problem);
});

test("judged criteria need no words for what is measured, all others do", () => {
  const { indicator: _indicator, ...unmeasured } = sampleEdition.criteria[0]!;
  const criteria = sampleEdition.criteria.map((criterion) => (criterion.code === "A1" ? unmeasured : criterion));
  expect(editionProblems({ ...sampleEdition, criteria })).toEqual(["A1 says in no words what is measured"]);
});

test("a fingerprint does not depend on the order of keys, and on everything else", async () => {
  const known = await fingerprint(sampleEdition);
  expect(known).toMatch(/^[0-9a-f]{64}$/);
  expect(await fingerprint(Object.fromEntries(Object.entries(sampleEdition).toReversed()) as unknown as Edition)).toBe(
    known,
  );
  expect(await fingerprint(withRule("A1", { at0: 71 }))).not.toBe(known);
  expect(await fingerprint(withCriterion("A1", { title: "Hộ đồng thuận " }))).not.toBe(known);
});
