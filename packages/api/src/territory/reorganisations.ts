import { randomUUID } from "node:crypto";
import { type Day, formatDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { carryOut } from "@kheo/core/territory/carry-out";
import {
  type PlanOutcome,
  type Reorganisation,
  type ReorganisationState,
  reorganisationInput,
  reorganisationStateText,
  undoInput,
} from "@kheo/core/territory/reorganisations";
import { reorganisationList } from "@kheo/core/territory/reorganisation-list";
import { can } from "@kheo/core/rules/rights";
import { isAtWork } from "@kheo/db/offices/bodies";
import type { Db } from "@kheo/db/ground/connect";
import {
  bodiesOf,
  consequencesOf,
  insertReorganisation,
  listDivided,
  reorganisationTable,
  placeDivided,
  treeBefore,
  updateReorganisation,
} from "@kheo/db/territory/reorganisations";
import {
  builtUpon,
  carryOutReorganisation,
  changeInTurn,
  isAdministered,
  undoReorganisation,
  writtenBy,
} from "@kheo/db/territory/carry-out";
import { listUnits } from "@kheo/db/territory/units";
import { countFound } from "@kheo/db/rules/lists";
import { z } from "zod";
import { inStates, listing } from "../rules/listing.ts";
import { add, change, nothing, read, router } from "../rules/procedures.ts";
import { subjectOf, unit } from "../rules/subjects.ts";

const reorganisation = subjectOf("reorganisation");

/** What a plan comes to, on the tree as it is known now. */
const outcomeOf = async (db: Db, plan: Pick<Reorganisation, "unitId" | "effectiveOn" | "changes">) => {
  const tree = await treeBefore(db, plan);
  return { tree, outcome: carryOut(plan.changes, tree) };
};

const namesOf = (before: readonly { readonly id: string; readonly name: string }[], { created }: PlanOutcome) =>
  new Map([...before, ...created].map(({ id, name }) => [id, name]));

const requirePlanned = ({ state }: Reorganisation): void => {
  if (state !== "planned") throw new DomainError("reorganisation.notPlanned");
};

/** What may be done where a reorganisation stands; by whom, the policy says. */
const stepsIn = {
  planned: ["edit", "discard", "carryOut"],
  applied: ["place", "undo"],
  undone: [],
  discarded: [],
} as const satisfies Readonly<Record<ReorganisationState, readonly string[]>>;

/** A body is dissolved with its unit only when it has nothing before it. */
const requireIdleBodies = async (db: Db, ended: readonly { readonly id: string }[]): Promise<void> => {
  const bodies = await bodiesOf(
    db,
    ended.map(({ id }) => id),
  );
  for (const { id, name } of bodies) {
    if (await isAtWork(db, id)) throw new DomainError("reorganisation.bodyAtWork", { name });
  }
};

const requireItsDay = (effectiveOn: Day, today: Day): void => {
  if (effectiveOn > today) throw new DomainError("reorganisation.tooEarly", { day: formatDay(effectiveOn) });
};

const pages = listing({
  action: "reorganisation.view",
  list: reorganisationList,
  filter: z.object({ states: inStates(reorganisationStateText) }),
  ...reorganisationTable,
  more: async (scene) => ({
    planned: await countFound(scene.db, reorganisationTable.find(scene, { states: ["planned"] })),
  }),
});

export const reorganisationsRouter = router({
  list: pages,

  /** A plan with what it would come to; one that was carried out, with what it came to. */
  get: read("reorganisation.view", reorganisation, nothing, async ({ db, actor, place, subject }) => {
    const steps = stepsIn[subject.state].filter((step) => can(actor, `reorganisation.${step}`, place));
    if (subject.state !== "planned") {
      const units = await listUnits(db, { day: subject.effectiveOn });
      const eve = (await treeBefore(db, subject)).units;
      return {
        reorganisation: subject,
        steps,
        names: Object.fromEntries([...eve, ...units].map(({ id, name }) => [id, name])),
        outcome: null,
        consequences: [],
      };
    }
    const { tree, outcome } = await outcomeOf(db, subject);
    const names = namesOf(tree.units, outcome);
    return {
      reorganisation: subject,
      steps,
      names: Object.fromEntries(names),
      outcome,
      // Drafts and people are counted for whoever decides on the units, and for nobody else who may read the plan.
      consequences: can(actor, "reorganisation.carryOut", place)
        ? await consequencesOf(db, subject, outcome, names)
        : [],
    };
  }),

  plan: add({
    action: "reorganisation.plan",
    on: unit,
    input: reorganisationInput,
    made: ({ id }) => [{ thing: "reorganisation", id: id }],
    run: async ({ db, place }, given) => {
      const id = randomUUID();
      await insertReorganisation(db, { ...given, id, unitId: place.id });
      return { id };
    },
  }),

  edit: change({
    action: "reorganisation.edit",
    on: reorganisation,
    input: reorganisationInput,
    run: async ({ db, subject }, given) => {
      requirePlanned(subject);
      return { id: subject.id, version: await updateReorganisation(db, subject, given) };
    },
  }),

  discard: change({
    action: "reorganisation.discard",
    on: reorganisation,
    input: z.object({}),
    run: async ({ db, subject }) => {
      requirePlanned(subject);
      return { id: subject.id, version: await updateReorganisation(db, subject, { state: "discarded" }) };
    },
  }),

  carryOut: change({
    action: "reorganisation.carryOut",
    on: reorganisation,
    input: z.object({}),
    run: async ({ db, subject, today, wrote, needsTwo }) => {
      requirePlanned(subject);
      requireItsDay(subject.effectiveOn, today);
      await changeInTurn(db);
      const { tree, outcome } = await outcomeOf(db, subject);
      const [first] = outcome.problems;
      if (first) {
        throw new DomainError("reorganisation.hasProblems", {
          count: outcome.problems.length,
          first: first.message,
        });
      }
      await requireIdleBodies(db, outcome.ended);
      await carryOutReorganisation(db, subject, outcome, needsTwo);
      for (const { kind, ids } of await writtenBy(db, subject.id)) wrote(kind, ...ids);
      if (!(await isAdministered(db, subject.unitId, today))) {
        const name = tree.units.find(({ id }) => id === subject.unitId)?.name ?? "";
        throw new DomainError("reorganisation.nobodyLeft", { name });
      }
      return {
        id: subject.id,
        version: await updateReorganisation(db, subject, { state: "applied" }),
        created: outcome.created.length,
        ended: outcome.ended.length,
        renewed: outcome.renewed.length,
      };
    },
  }),

  /** What the units that it divided left, and to which heir each belongs. */
  divided: read("reorganisation.place", reorganisation, nothing, ({ db, subject }) =>
    listDivided(db, subject.id, subject.effectiveOn),
  ),

  /** Gives each thing to the heir named beside it; one that cannot be given keeps all of them back. */
  place: change({
    action: "reorganisation.place",
    on: reorganisation,
    input: z.strictObject({ heirs: z.record(z.uuid(), z.uuid()) }),
    run: async ({ db, subject, wrote }, { heirs }) => {
      if (subject.state !== "applied") throw new DomainError("reorganisation.notApplied");
      const left = new Map((await listDivided(db, subject.id, subject.effectiveOn)).map((one) => [one.id, one]));
      const placed = Object.entries(heirs).map(([id, heirId]) => {
        const thing = left.get(id);
        if (!thing?.heirs.some((heir) => heir.id === heirId)) throw new DomainError("reorganisation.notAnHeir");
        return { ...thing, heirId };
      });
      await placeDivided(db, subject, placed);
      for (const { thing, id } of placed) wrote(thing, id);
      return { id: subject.id, version: await updateReorganisation(db, subject, {}) };
    },
  }),

  undo: change({
    action: "reorganisation.undo",
    on: reorganisation,
    input: undoInput,
    run: async ({ db, subject, wrote }) => {
      if (subject.state !== "applied") throw new DomainError("reorganisation.notApplied");
      await changeInTurn(db);
      const what = await builtUpon(db, subject.id);
      if (what.length > 0) throw new DomainError("reorganisation.builtUpon", { what });
      for (const { kind, ids } of await writtenBy(db, subject.id)) wrote(kind, ...ids);
      await undoReorganisation(db, subject.id);
      return { id: subject.id, version: await updateReorganisation(db, subject, { state: "undone" }) };
    },
  }),
});
