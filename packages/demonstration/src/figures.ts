import type { Edition } from "@kheo/core/criteria/edition";
import type { Sheet } from "@kheo/core/criteria/derive";
import type { Target } from "@kheo/core/movement/models";

/** What a model came to: from 0, hardly begun, to 1, all that was registered. */
export type Quality = number;

type Goal = Pick<Target, "name" | "goal">;

/** The raw figures of the general set that a unit would report: more done where the model is better. */
export const generalFigures = (targets: readonly Goal[], households: number, quality: Quality): Sheet["figures"] => ({
  milestonesTotal: 10,
  milestonesOnTime: Math.round(5 + 4.6 * quality),
  reportsDue: 4,
  reportsOnTime: quality > 0.4 ? 4 : 3,
  hhTarget: households,
  hhReached: Math.round(households * (0.64 + 0.34 * quality)),
  hhParticipating: Math.round(households * (0.52 + 0.4 * quality)),
  targets: targets.map(({ name, goal }) => ({
    name,
    planned: goal,
    done: Math.round(goal * (0.58 + 0.42 * quality)),
  })),
  resourcePlan: households * 300_000,
  cash: Math.round(households * (120 + 110 * quality)) * 1000,
  inKindValue: households * 45_000,
  labourDays: Math.round(households * (0.2 + 0.3 * quality)),
  labourDayRate: 300_000,
  surveyValid: 120,
  verySatisfied: Math.round(24 + 44 * quality),
  satisfied: Math.round(54 - 10 * quality),
  complaintsUpheld: quality < 0.2 ? 1 : 0,
  monthsActive: Math.round(8 + 10 * quality),
  replicationAccepted: quality > 0.6 ? 2 : 1,
});

/** What a unit ticks of the checklists of an edition: at the weakest not the last line. */
export const ticksFor = (edition: Edition, quality: Quality): Sheet["ticks"] =>
  Object.fromEntries(
    edition.criteria.flatMap(({ code, rule }) =>
      rule.kind === "checklist"
        ? [[code, rule.items.map((_, index) => quality > 0.35 || index < rule.items.length - 1)]]
        : [],
    ),
  );

/** What one member gives on the judged criteria of an edition; members differ by a step or two. */
export const marksFor = (edition: Edition, quality: Quality, member: number): Readonly<Record<string, number>> =>
  Object.fromEntries(
    edition.criteria.flatMap(({ code, maxPoints, rule }, index) => {
      if (rule.kind !== "judged") return [];
      const steps = Math.round((maxPoints * (0.58 + 0.36 * quality)) / rule.step) + (((member + index) % 3) - 1);
      return [[code, Math.min(maxPoints, Math.max(0, steps * rule.step))]];
    }),
  );
