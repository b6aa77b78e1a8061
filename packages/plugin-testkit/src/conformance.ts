import type { Criterion, Edition, ScoringPlugin } from "@kheo/core/criteria";
import { type Sheet, scoringInput } from "@kheo/core/criteria/derive";
import { type Evaluation, evaluate } from "@kheo/core/criteria/evaluate";
import { explain } from "@kheo/core/criteria/explain";
import { figuresSchema } from "@kheo/core/criteria/figures";
import type { ScoringInput } from "@kheo/core/criteria/input";
import { preview } from "@kheo/core/criteria/preview";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anySheet, scorableInput } from "./arbitraries.ts";
import { editionProblems } from "./edition-problems.ts";
import { fingerprint } from "./fingerprint.ts";
import { isSetCode } from "./set-code.ts";
import { topicProblems } from "./topic-problems.ts";

/** A case worked by hand: what differs from the flawless sheet, and what comes of it. */
export type GoldenCase = {
  readonly name: string;
  /** Parts that replace those of the flawless sheet, key by key. */
  readonly figures?: Sheet["figures"];
  readonly ticks?: Sheet["ticks"];
  readonly marks?: Sheet["marks"];
  readonly claims?: Sheet["claims"];
  /** The criteria that have not all their points; `null` is left out. */
  readonly points: Readonly<Record<string, number | null>>;
  readonly total: number;
  readonly failedFloors: readonly string[];
};

/** What an edition's test proves about it. */
export type Proof = {
  /** SHA-256 of the canonical edition; a new edition prints its own when the test first fails. */
  readonly fingerprint: string;
  /** A sheet that earns every point. */
  readonly flawless: Sheet;
  readonly golden: readonly GoldenCase[];
};

const withChanges = (flawless: Sheet, { figures, ticks, marks, claims }: GoldenCase): Sheet => ({
  figures: { ...flawless.figures, ...figures },
  ticks: { ...flawless.ticks, ...ticks },
  marks: { ...flawless.marks, ...marks },
  claims: claims ?? flawless.claims,
});

const pointsOf = ({ criteria }: Evaluation) => Object.fromEntries(criteria.map(({ code, points }) => [code, points]));

const lowest = ({ rule }: Criterion): number => (rule.kind === "deduct" ? Math.min(rule.floor, 0) : 0);

/** Criteria on a straight line, and whether more is better. */
const linesOf = ({ criteria }: Edition): readonly { readonly code: string; readonly rises: boolean }[] =>
  criteria.flatMap(({ code, rule }) => {
    if (rule.kind === "linear") return [{ code, rises: rule.atMax > rule.at0 }];
    return rule.kind === "perUnit" || rule.kind === "deduct" ? [{ code, rises: rule.kind === "perUnit" }] : [];
  });

/** One of them, or none where a set has none: it may be judged throughout. */
const aLineOf = (edition: Edition) => {
  const lines = linesOf(edition);
  const length = Math.min(1, lines.length);
  return fc.subarray([...lines], { minLength: length, maxLength: length });
};

const withValue = (input: ScoringInput, code: string, value: number): ScoringInput => ({
  ...input,
  values: { ...input.values, [code]: value },
});

const properties = (edition: Edition) => {
  const inputs = scorableInput(edition);

  test("points stay between none and all, and the total is what they add up to", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { criteria, base, total, bonus, penalty } = evaluate(edition, input);
        for (const [position, { code, points }] of criteria.entries()) {
          const criterion = edition.criteria[position];
          expect(criterion?.code).toBe(code);
          if (!criterion || points === null) continue;
          expect(points).toBeGreaterThanOrEqual(lowest(criterion));
          expect(points).toBeLessThanOrEqual(criterion.maxPoints);
        }
        expect(base).toBeLessThanOrEqual(100);
        expect(Math.abs(total - (base + bonus - penalty))).toBeLessThan(0.0051);
      }),
    );
  });

  test("whatever is left out, something counts and nothing is divided by zero", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { applicableMax, base, total } = evaluate(edition, input);
        expect(applicableMax).toBeGreaterThan(0);
        expect(Number.isFinite(base) && Number.isFinite(total)).toBe(true);
      }),
    );
  });

  test("more of what is better never costs points", () => {
    const value = fc.integer({ min: 0, max: 150_000_000 }).map((millionths) => millionths / 1_000_000);
    fc.assert(
      fc.property(inputs, aLineOf(edition), value, value, (input, lines, one, other) => {
        for (const { code, rises } of lines) {
          const counting = { ...input, notApplicable: input.notApplicable?.filter((claim) => claim !== code) ?? [] };
          const [worse, better] = one < other === rises ? [one, other] : [other, one];
          const at = (v: number) => Number(pointsOf(evaluate(edition, withValue(counting, code, v)))[code]);
          expect(at(better)).toBeGreaterThanOrEqual(at(worse));
        }
      }),
    );
  });

  test("the order of marks has no meaning", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const judged = Object.fromEntries(
          Object.entries(input.judged).map(([code, marks]) => [code, marks.toReversed()]),
        );
        expect(evaluate(edition, { ...input, judged })).toEqual(evaluate(edition, input));
      }),
    );
  });

  test("the same input gives the same evaluation again, also after a journey through JSON", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const evaluation = evaluate(edition, input);
        const stored: unknown = JSON.parse(JSON.stringify(evaluation));
        const inputAgain = JSON.parse(JSON.stringify(input)) as ScoringInput;
        const editionAgain = JSON.parse(JSON.stringify(edition)) as Edition;
        expect(stored).toEqual(evaluation);
        expect(evaluate(editionAgain, inputAgain)).toEqual(evaluation);
      }),
    );
  });

  test("whatever was typed has a preview; once nothing is missing it is the evaluation itself", () => {
    fc.assert(
      fc.property(anySheet(edition), (sheet) => {
        const shown = preview(edition, sheet);
        expect(shown.points).toBeLessThanOrEqual(shown.pointsPossible);
        if (!shown.evaluation) return;
        expect(shown.missing).toEqual([]);
        expect(shown.evaluation).toEqual(evaluate(edition, scoringInput(edition, sheet)));
        expect(shown.points).toBe(shown.evaluation.raw);
        expect(shown.pointsPossible).toBe(shown.evaluation.applicableMax);
      }),
    );
  });

  test("every verdict can be told in words", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { criteria, whole } = explain(edition, evaluate(edition, input), input);
        for (const sentence of [whole, ...criteria.map((reason) => reason.sentence)]) {
          expect(sentence).toMatch(/^[^\s:].*\.$/u);
          expect(sentence).not.toMatch(/undefined|NaN|null|“”/u);
        }
      }),
    );
  });
};

/**
 * The one suite every plugin runs: what a reader may rely on about any edition. `proofs` has one proof for each edition
 * of the plugin.
 */
export const conformance = (plugin: ScoringPlugin, proofs: Readonly<Record<string, Proof>>): void => {
  describe(`plugin ${plugin.code}`, () => {
    test("is named well, lists its newest edition first, and proves each one", () => {
      expect(plugin.code).toSatisfy(isSetCode);
      expect(plugin.title.trim()).toBe(plugin.title.normalize("NFC"));
      expect(plugin.subjectKinds.length).toBeGreaterThan(0);
      const days = plugin.editions.map(({ effectiveFrom }) => effectiveFrom);
      expect(days).toEqual(days.toSorted().toReversed());
      expect(plugin.editions.map(({ edition }) => edition).toSorted()).toEqual(Object.keys(proofs).toSorted());
    });

    test("declares its topics well, and scores each once", () => {
      expect(topicProblems(plugin)).toEqual([]);
    });

    for (const edition of plugin.editions) {
      const proof = proofs[edition.edition];
      if (!proof) continue;
      describe(`edition ${edition.edition}`, () => {
        test("is sound", () => {
          expect(editionProblems(edition)).toEqual([]);
        });

        test.skipIf(edition.draft)("is frozen", async () => {
          expect(await fingerprint(edition)).toBe(proof.fingerprint);
        });

        test("gives a flawless model all points", () => {
          expect(figuresSchema(edition).safeParse(proof.flawless.figures).error).toBeUndefined();
          const evaluation = evaluate(edition, scoringInput(edition, proof.flawless));
          expect(pointsOf(evaluation)).toEqual(
            Object.fromEntries(edition.criteria.map(({ code, maxPoints }) => [code, maxPoints])),
          );
          expect(evaluation).toMatchObject({ total: 100, failedFloors: [], classification: "excellent", passed: true });
        });

        for (const golden of proof.golden) {
          test(`golden: ${golden.name}`, () => {
            const evaluation = evaluate(edition, scoringInput(edition, withChanges(proof.flawless, golden)));
            const maxima = Object.fromEntries(edition.criteria.map(({ code, maxPoints }) => [code, maxPoints]));
            expect(pointsOf(evaluation)).toEqual({ ...maxima, ...golden.points });
            expect(evaluation).toMatchObject({ total: golden.total, failedFloors: golden.failedFloors });
          });
        }

        properties(edition);
      });
    }
  });
};
