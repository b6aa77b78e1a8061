import { catalog } from "@kheo/catalog";
import { evaluate, type Evaluation } from "@kheo/core/criteria/evaluate";
import type { ScoringInput } from "@kheo/core/criteria/input";
import { canonical } from "@kheo/core/ground/canonical";

/** Whole hundredths of `maximum × share / of`, half up, where the value is in ten-thousandths of a percent. */
const linear = (value: number, at0: number, atMax: number, maximum: number): number => {
  const [from, to] = [at0 * 1_000_000, atMax * 1_000_000];
  const share = (value - from) / (to - from) <= 0 ? 0 : value - from;
  const whole = to - from;
  const [part, of] = whole < 0 ? [-share, -whole] : [share, whole];
  if (part >= of) return maximum * 100;
  return Math.floor((2 * maximum * 100 * part + of) / (2 * of));
};

const millionths = (value: unknown): number => Math.round(Number(value) * 1_000_000);

/** The set DVK-GPMB written out by hand, as one would who never meant to have a second set. */
const byHand = ({
  values,
  checklists,
  judged,
  bonus = 0,
  penalty = 0,
  notApplicable = [],
}: ScoringInput): Evaluation => {
  const value = (code: string) => millionths(values[code]);
  const ticked = (code: string) => (checklists[code] ?? []).filter(Boolean).length * 100;
  const marks = judged["B5"] ?? [];
  const markSum = marks.reduce((sum, mark) => sum + Math.round(mark * 100), 0);
  const enforced = value("B4");
  const replicated = value("E3");
  const points: readonly (readonly [string, number, number, "exclude" | "full" | "zero" | "none"])[] = [
    ["A1", ticked("A1"), 4, "none"],
    ["A2", linear(value("A2"), 80, 100, 5), 5, "exclude"],
    ["A3", linear(value("A3"), 50, 100, 4), 4, "exclude"],
    ["A4", linear(value("A4"), 60, 100, 5), 5, "exclude"],
    ["B1", linear(value("B1"), 70, 100, 10), 10, "exclude"],
    ["B2", linear(value("B2"), 60, 100, 15), 15, "exclude"],
    ["B3", linear(value("B3"), 0, 50, 3), 3, "exclude"],
    ["B4", enforced <= 0 ? 1000 : enforced <= 1_000_000 ? 700 : enforced <= 3_000_000 ? 400 : 0, 10, "exclude"],
    ["B5", Math.floor((2 * markSum + marks.length) / (2 * marks.length)), 5, "none"],
    ["C1", linear(value("C1"), 70, 100, 8), 8, "full"],
    ["C2", linear(value("C2"), 5, 0, 5), 5, "none"],
    ["C3", linear(value("C3"), 80, 100, 7), 7, "exclude"],
    ["D1", linear(value("D1"), 0, 100, 5), 5, "exclude"],
    ["D2", linear(value("D2"), 50, 100, 3), 3, "exclude"],
    ["E1", linear(value("E1"), 65, 90, 4), 4, "zero"],
    ["E2", ticked("E2"), 3, "none"],
    ["E3", Math.min(400, Math.floor((replicated * 2 + 5_000) / 10_000)), 4, "none"],
  ];
  let [raw, applicableMax, handedOver] = [0, 0, 0];
  const criteria = points.map(([code, earned, maximum, policy]) => {
    const claimed = notApplicable.includes(code);
    if (claimed && policy === "exclude") return { code, points: null };
    const counted = claimed ? (policy === "full" ? maximum * 100 : 0) : earned;
    raw += counted;
    applicableMax += maximum;
    if (code === "B2") handedOver = counted;
    return { code, points: counted / 100 };
  });
  const base = Math.floor((2 * 100 * raw + applicableMax) / (2 * applicableMax));
  const [more, less] = [Math.min(bonus, 5), Math.min(penalty, 5)];
  const total = base + Math.round(more * 100) - Math.round(less * 100);
  const failedFloors = !notApplicable.includes("B2") && handedOver < 750 ? ["B2"] : [];
  const failed = failedFloors.length > 0;
  const classification =
    failed || total < 7000 ? "notCompleted" : total >= 9000 ? "excellent" : total >= 8000 ? "good" : "completed";
  return {
    criteria,
    raw: raw / 100,
    applicableMax,
    base: base / 100,
    bonus: more,
    penalty: less,
    total: total / 100,
    failedFloors,
    classification,
    passed: !failed && total >= 7000,
  };
};

/** The same inputs every time. */
const inputs = (count: number): ScoringInput[] => {
  let seed = 7;
  const draw = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  return Array.from({ length: count }, () => {
    const percent = () => draw(10_001) / 100;
    const excluded = draw(3) === 0;
    return {
      values: {
        ...Object.fromEntries(
          ["A2", "A3", "A4", "B1", "B2", "B3", "C1", "C3", "D2", "E1"].map((code) => [code, percent()]),
        ),
        ...(excluded ? {} : { D1: percent() }),
        B4: draw(500) / 100,
        C2: draw(700) / 100,
        E3: draw(4),
      },
      checklists: {
        A1: Array.from({ length: 4 }, () => draw(2) === 1),
        E2: Array.from({ length: 3 }, () => draw(2) === 1),
      },
      judged: { B5: Array.from({ length: 7 }, () => draw(11) / 2) },
      notApplicable: excluded ? ["D1"] : [],
      bonus: draw(3),
      penalty: draw(2),
    };
  });
};

const perSecond = (work: (input: ScoringInput) => Evaluation, given: readonly ScoringInput[]): number => {
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < 1_000) {
    for (const input of given) work(input);
    done += given.length;
  }
  return (done * 1_000) / (performance.now() - started);
};

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** Evaluations a second against the hand-written loop; both must give the same results to the last digit first. */
export const measureEvaluation = () => {
  const edition = catalog.edition("DVK-GPMB@2026.1");
  if (!edition) throw new Error("The catalog has no DVK-GPMB@2026.1");
  const given = inputs(2_000);
  for (const input of given) {
    const [ours, hand] = [canonical(evaluate(edition, input)), canonical(byHand(input))];
    if (ours !== hand) throw new Error(`The hand-written loop differs:\n${ours}\n${hand}\n${canonical(input)}`);
  }
  const rounds = Array.from({ length: 3 }, () => ({
    ours: perSecond((input) => evaluate(edition, input), given),
    hand: perSecond(byHand, given),
  }));
  const [ours, hand] = [median(rounds.map((round) => round.ours)), median(rounds.map((round) => round.hand))];
  return { inputs: given.length, ours: Math.round(ours), byHand: Math.round(hand), ratio: ours / hand, goal: 0.3 };
};
