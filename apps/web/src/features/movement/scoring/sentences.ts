import type { Edition, FigureValues } from "@kheo/core/criteria";
import { inputOf, type Sheet } from "@kheo/core/criteria/derive";
import type { Evaluation } from "@kheo/core/criteria/evaluate";
import { explain } from "@kheo/core/criteria/explain";
import type { Preview } from "@kheo/core/criteria/preview";

/** The parts of an evaluation that the sentence of a single criterion does not read. */
const unfinished = {
  raw: 0,
  applicableMax: 0,
  base: 0,
  bonus: 0,
  penalty: 0,
  total: 0,
  failedFloors: [],
  classification: "notCompleted",
  passed: false,
} as const satisfies Partial<Evaluation>;

/** Why each criterion has the points it has so far, by code; a criterion that still misses something has no sentence. */
export const sentencesSoFar = (
  edition: Edition,
  sheet: Sheet,
  preview: Preview,
  figures: FigureValues,
): Readonly<Record<string, string>> => {
  const criteria = preview.criteria.map(({ code, points }) => ({ code, points }));
  const { criteria: reasons } = explain(
    edition,
    { ...unfinished, criteria },
    inputOf(preview.derivation, sheet),
    figures,
  );
  return Object.fromEntries(
    reasons
      .filter((_, position) => preview.criteria[position]?.state !== "missing")
      .map(({ code, sentence }) => [code, sentence]),
  );
};
