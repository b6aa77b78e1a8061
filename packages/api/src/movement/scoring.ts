import type { Day } from "@kheo/core/ground/days";
import { fieldChanges } from "@kheo/core/ground/changes";
import { DomainError } from "@kheo/core/rules/errors";
import { scoringList } from "@kheo/core/movement/lists";
import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import { formFor } from "@kheo/core/movement/models";
import { daysLate, type Period, requireOpen } from "@kheo/core/movement/periods";
import { actionText } from "@kheo/core/rules/policy";
import { type Actor, can, grantsOf, ownUnits } from "@kheo/core/rules/rights";
import {
  advanceAssessment,
  decidingStates,
  decisionsInput,
  judgedCodes,
  markingStates,
  marksInput,
  problemsOfMarks,
  registeredFigures,
  declarationInput,
  declaringStates,
  sheetsAreOpen,
  undecided,
} from "@kheo/core/movement/scoring";
import { stepsFor } from "@kheo/core/rules/workflow";
import { stateText } from "@kheo/core/rules/states";
import { standsBeforeCouncil } from "@kheo/db/movement/meetings";
import { getModel } from "@kheo/db/movement/models";
import { nearestBody } from "@kheo/db/offices/bodies";
import { getPeriod } from "@kheo/db/movement/periods";
import {
  type AssessmentChange,
  type AssessmentOfSubject,
  giveSheetsBack,
  insertUnitAssessment,
  namesOfAssessment,
  saveSheet,
  seatOf,
  sheetOf,
  updateAssessment,
} from "@kheo/db/movement/scoring";
import { findScorings, listScorings, scoringSorts } from "@kheo/db/movement/scoring-list";
import { insertVerdict, lastVerdict } from "@kheo/db/movement/verdicts";
import { z } from "zod";
import { nextOfAssessment } from "./next.ts";
import { requireInForce } from "@kheo/db/territory/units";
import { editionForUnits, editionOf, setTitles } from "./editions.ts";
import { withChanges } from "../rules/field-changes.ts";
import { inStates, listing } from "../rules/listing.ts";
import { add, type ListScene, nothing, read, router } from "../rules/procedures.ts";
import { waitsForOne } from "../rules/next.ts";
import type { Scene } from "../rules/scene.ts";
import { stepsOf } from "../rules/steps.ts";
import { assessment, unit } from "../rules/subjects.ts";
import { requireRunning, requireState, requireComplete, requireScorable, verdictOf } from "./closing.ts";
import { scoringPapers } from "./scoring-papers.ts";
import { councilOfScoring, countingSheets } from "./council.ts";

type Facts = { readonly undecided?: readonly string[]; readonly handedIn?: number };

const { step, others } = stepsOf("assessment", assessment, {
  advance: async ({ db, subject }, name, reason, look: () => Promise<Facts | undefined>) => {
    requireRunning(subject, actionText(`scoring.${name}`));
    const period = await getPeriod(db, subject.periodId);
    return advanceAssessment(subject.state, name, { period, reason, ...(await look()) });
  },
  write: ({ db, subject, actor }, moved, changed: AssessmentChange) =>
    updateAssessment(db, subject, { ...moved, ...changed }, actor.personId),
});

const undecidedOf = ({ catalog, subject }: Scene<AssessmentOfSubject>): Facts => ({
  undecided: undecided(editionOf(catalog, subject.editionId), subject),
});

/** A unit is registered by nobody, and so never late. */
const latenessOf = ({ modelId, unitId, submittedOn }: AssessmentOfSubject, period: Period, today: Day): number =>
  modelId === null ? 0 : daysLate(period, unitId, submittedOn ?? today);
const registeredOf = (catalog: PluginCatalog, { editionId, form }: AssessmentOfSubject, lateness: number) =>
  registeredFigures(editionOf(catalog, editionId), form ?? { targets: [] }, lateness);

const particular = {
  submit: step("submit", {
    look: ({ catalog, subject }) => {
      requireState(subject, declaringStates, actionText("scoring.submit"));
      requireComplete(editionOf(catalog, subject.editionId), subject);
      return {};
    },
    also: () => ({ decisions: {} }),
  }),
  // What was marked was marked for these figures: every member gets their sheet back.
  return: step("return", {
    also: async ({ db, subject }) => {
      await giveSheetsBack(db, subject.id);
      return { verifiedOn: null };
    },
  }),
  appraise: step("appraise", {
    look: undecidedOf,
    also: async ({ db, place, catalog, subject, today }) => {
      requireScorable(editionOf(catalog, subject.editionId), subject);
      const body = await nearestBody(db, place);
      if (!body) throw new DomainError("body.noCouncil");
      return { bodyId: body.id, appraisedOn: today };
    },
  }),
  verify: step("verify", { look: undecidedOf, also: ({ today }) => ({ verifiedOn: today }) }),
  close: step("close", {
    look: async (scene) => ({ ...undecidedOf(scene), handedIn: (await countingSheets(scene)).length }),
    also: async (scene) => {
      const { db, subject, catalog, today, wrote } = scene;
      const sheets = await countingSheets(scene);
      const { input, result } = verdictOf(editionOf(catalog, subject.editionId), subject, sheets);
      const counted = sheets.map(({ personId }) => personId);
      const verdict = {
        assessmentId: subject.id,
        editionId: subject.editionId,
        input,
        result,
        closedOn: today,
        counted,
      };
      wrote("verdict", await insertVerdict(db, verdict));
      return {};
    },
  }),
  reopen: step("reopen", {
    also: async ({ db, subject, catalog, today }) => {
      const { modelId } = subject;
      if (modelId !== null && (await standsBeforeCouncil(db, modelId))) throw new DomainError("scoring.beforeCouncil");
      await giveSheetsBack(db, subject.id);
      // The deadline may have been moved while it was closed.
      const lateness = latenessOf(subject, await getPeriod(db, subject.periodId), today);
      return "daysLate" in subject.figures
        ? { figures: registeredOf(catalog, subject, lateness)(subject.figures) }
        : {};
    },
  }),
};

const saveMarks = (handIn: boolean) =>
  add({
    action: handIn ? "scoring.handIn" : "scoring.mark",
    on: assessment,
    lock: "shared",
    input: marksInput.extend({ sheetVersion: z.int().min(0) }),
    run: async ({ db, subject, actor, catalog, today }, { marks, comment, sheetVersion }) => {
      const seat = await seatOf(db, subject, actor.personId, today);
      if (seat.recused === null) throw new DomainError("scoring.notMember");
      if (seat.recused) throw new DomainError("scoring.ownUnit");
      requireOpen(seat);
      requireRunning(subject, actionText(handIn ? "scoring.handIn" : "scoring.mark"));
      requireState(subject, markingStates, actionText(handIn ? "scoring.handIn" : "scoring.mark"));
      const edition = editionOf(catalog, subject.editionId);
      const fields = problemsOfMarks(edition, marks);
      if (fields.length > 0) throw new DomainError("scoring.badMark", { fields });
      const missing = judgedCodes(edition).filter((code) => marks[code] === undefined);
      if (handIn && missing.length > 0) throw new DomainError("scoring.marksMissing", { codes: missing });
      const version = await saveSheet(db, {
        assessmentId: subject.id,
        personId: actor.personId,
        marks,
        comment,
        version: sheetVersion,
        handIn,
      });
      return { sheetVersion: version };
    },
  });

const marks = (actor: Actor): boolean => grantsOf(actor, "scoring.mark").length > 0;
const lookingAt = ({ actor, today, catalog }: ListScene) => ({
  personId: actor.personId,
  ownUnits: ownUnits(actor),
  day: today,
  sets: setTitles(catalog),
});

const pages = listing({
  action: "scoring.view",
  list: scoringList,
  filter: z.object({ periodId: z.uuid(), states: inStates(stateText.assessment) }),
  find: ({ db, grants, today }, filter) => findScorings(db, { grants, day: today, filter }),
  sorts: (scene) => scoringSorts(lookingAt(scene)),
  rows: async (scene, page) =>
    (await listScorings(scene.db, page, lookingAt(scene))).map(({ class: name, ...row }) => ({
      ...row,
      classLabel: name === null ? null : editionOf(scene.catalog, row.editionId).classLabels[name],
    })),
  // Who marks sees first what waits for their marks; to everybody else a sheet of their own means nothing.
  orderFor: ({ actor }) => (marks(actor) ? { by: "ownSheet", descending: false } : scoringList.order),
  without: ({ actor }) => (marks(actor) ? [] : ["ownSheet"]),
});

export const scoringRouter = router({
  list: pages,

  /** The assessment of a unit itself; that of a model begins when the model is accepted. */
  begin: add({
    action: "scoring.begin",
    on: unit,
    input: z.object({ periodId: z.uuid(), set: z.string().max(60) }),
    made: ({ id }) => [{ thing: "assessment", id }],
    run: async ({ db, actor, place, catalog, today }, { periodId, set }) => {
      await requireInForce(db, place.id, today);
      const period = await getPeriod(db, periodId);
      requireOpen(period);
      const editionId = editionForUnits(catalog, period, set);
      const begun = { unitId: place.id, periodId, editionId, changedBy: actor.personId };
      return { id: await insertUnitAssessment(db, begun) };
    },
  }),

  get: read("scoring.view", assessment, nothing, async (scene) => {
    const { db, subject, actor, place, catalog, today } = scene;
    const [named, model, own, verdict, period] = await Promise.all([
      namesOfAssessment(db, subject.id, today, setTitles(catalog)),
      subject.modelId === null ? null : getModel(db, subject.modelId),
      sheetOf(db, subject.id, actor.personId),
      lastVerdict(db, subject.id),
      getPeriod(db, subject.periodId),
    ]);
    const { form: _, ...held } = subject;
    const shown = { ...held, ...named };
    const open = sheetsAreOpen(subject.state);
    const hides = declaringStates.includes(subject.state) && !can(actor, "scoring.viewUnsent", place);
    const { members, sheets } = await councilOfScoring(db, subject, (open && verdict) || null, today);
    const seat = members.find(({ personId }) => personId === actor.personId);
    const mayMark =
      markingStates.includes(subject.state) && seat?.recused === false && can(actor, "scoring.mark", place);
    const isRunning = (model === null || model.state === "accepted") && period.closedOn === null;
    const next = isRunning ? await nextOfAssessment(scene, subject) : null;
    return {
      // What the unit is still typing is not what it says; the version would tell that it types.
      assessment: hides ? { ...shown, figures: {}, ticks: {}, claims: {}, version: 0 } : shown,
      /** `null` where the unit itself is assessed. */
      model: model && { ...model, form: formFor(actor, place, model.form) },
      daysLate: latenessOf(subject, period, today),
      members,
      // Before closing nobody sees another's marks, and who is recused sees none: they are not sent at all.
      sheets: open && seat?.recused !== true ? sheets : [],
      own: own ?? null,
      verdict: open ? (verdict ?? null) : null,
      undecided: hides ? [] : undecided(editionOf(catalog, subject.editionId), subject),
      steps: stepsFor("assessment", subject.state, actor, place),
      mayDeclare: declaringStates.includes(subject.state) && can(actor, "scoring.declare", place),
      mayDecide: decidingStates.includes(subject.state) && can(actor, "scoring.decide", place),
      mayMark,
      isRecused: seat?.recused === true,
      next: isRunning && mayMark && !own?.handedInAt ? waitsForOne("scoring.mark") : next,
    };
  }),

  declare: add({
    action: "scoring.declare",
    on: assessment,
    input: z.object({ changes: fieldChanges }),
    run: async ({ db, subject, actor, catalog, today }, { changes }) => {
      const period = await getPeriod(db, subject.periodId);
      requireOpen(period);
      requireRunning(subject, actionText("scoring.declare"));
      requireState(subject, declaringStates, actionText("scoring.declare"));
      const { figures, ticks, claims } = declarationInput.parse(
        await withChanges(
          db,
          assessment,
          subject,
          { figures: subject.figures, ticks: subject.ticks, claims: subject.claims },
          changes,
        ),
      );
      const registered = registeredOf(catalog, subject, latenessOf(subject, period, today));
      const declared = { figures: registered(figures), ticks, claims };
      const version = await updateAssessment(db, subject, declared, actor.personId);
      return { id: subject.id, version, ...declared };
    },
  }),

  decide: add({
    action: "scoring.decide",
    on: assessment,
    input: z.object({ changes: fieldChanges }),
    run: async ({ db, subject, actor, catalog }, { changes }) => {
      requireOpen(await getPeriod(db, subject.periodId));
      requireState(subject, decidingStates, actionText("scoring.decide"));
      const { ticks = {}, claims = {} } = subject.decisions;
      const current = { ticks, claims, adjustments: subject.adjustments };
      const changed = await withChanges(db, assessment, subject, current, changes);
      const decided = decisionsInput(editionOf(catalog, subject.editionId)).parse(changed);
      const { adjustments, ...decisions } = decided;
      const version = await updateAssessment(db, subject, { decisions, adjustments }, actor.personId);
      return { id: subject.id, version, ...decided };
    },
  }),

  mark: saveMarks(false),
  handIn: saveMarks(true),

  ...scoringPapers,
  ...particular,
  ...others(particular),
});
