import { defineEdition, defineScoringPlugin } from "@kheo/core/criteria";
import type { Criterion, Edition } from "@kheo/core/criteria";
import type { Sheet } from "@kheo/core/criteria/derive";
import { describe, expect, test } from "vitest";
import { conformance } from "./conformance.ts";
import { sampleEdition } from "./engine/sample-edition.ts";
import { fingerprint } from "./fingerprint.ts";
import { isSetCode } from "./set-code.ts";

const { surveyGuard: _, ...common } = sampleEdition;

const editionOf = (criteria: readonly Criterion[], figures: Edition["figures"] = {}): Edition =>
  defineEdition({
    ...common,
    figures,
    sections: Object.keys(figures).length === 0 ? [] : [{ title: "Số liệu", figures: Object.keys(figures) }],
    atMost: [],
    groups: [{ code: "A", title: "Kết quả" }],
    criteria,
    floors: [],
    ties: { resultGroup: "A", satisfaction: "A1" },
  });

const judged = (code: string, maxPoints: number): Criterion => ({
  code,
  group: "A",
  title: `Tiêu chí ${code}`,
  maxPoints,
  rule: { kind: "judged", step: 0.5, anchors: ["0 chưa rõ", `${maxPoints} rõ rệt`] },
});

const halves = [50, 50].map((points, index) => ({ label: `Việc ${index + 1}`, points }));

/** Sets of one kind of rule only, with a sheet that earns every point. */
const sets: readonly (readonly [string, string, Edition, Partial<Sheet>])[] = [
  [
    "judged criteria only",
    "DVK-HD10",
    editionOf([judged("A1", 60), judged("A2", 40)]),
    { marks: { A1: [60], A2: [40] } },
  ],
  [
    "one checklist only",
    "DVK-2026",
    editionOf([
      {
        ...judged("A1", 100),
        indicator: { title: "Việc đã làm", unit: "việc" },
        rule: { kind: "checklist", items: halves },
      },
    ]),
    { ticks: { A1: [true, true] } },
  ],
  [
    "one question of yes and no only",
    "HD10",
    editionOf(
      [
        {
          ...judged("A1", 100),
          indicator: { title: "Đã công khai", unit: "có, không" },
          rule: { kind: "threshold", value: true, reading: { yes: ["published"], zero: [] } },
        },
      ],
      { published: { kind: "yesNo", label: "Đã công khai" } },
    ),
    { figures: { published: true } },
  ],
];

for (const [what, code, edition, sheet] of sets) {
  const plugin = defineScoringPlugin({
    code,
    title: `Bộ chỉ có ${what}`,
    subjectKinds: ["unit"],
    topics: [],
    scores: [],
    editions: [edition],
  });
  const flawless = { figures: {}, ticks: {}, marks: {}, claims: [], ...sheet };
  const print = await fingerprint(edition);
  describe(`D-05: a set of ${what} passes, and D-06: its code has digits`, () => {
    conformance(plugin, { [edition.edition]: { fingerprint: print, flawless, golden: [] } });
  });
}

test("D-06: a set's code is of capitals, digits and dashes", () => {
  for (const code of ["DVK-HD10", "DVK-GPMB", "A", "DVK-2026-2"]) expect([code, isSetCode(code)]).toEqual([code, true]);
  for (const code of ["dvk", "DVK_10", "-DVK", "DVK-", "10-DVK", "DVK--10", "ĐVK", "DVK 10", "DVK@1", ""])
    expect([code, isSetCode(code)]).toEqual([code, false]);
});
