import { randomUUID } from "node:crypto";
import { fieldChanges } from "@kheo/core/ground/changes";
import { lowerFirst } from "@kheo/core/ground/sentences";
import { DomainError } from "@kheo/core/rules/errors";
import {
  advanceModel,
  editableStates,
  fields,
  formFor,
  openModelStates,
  registrationForm,
  requireDeclaredTopic,
} from "@kheo/core/movement/models";
import { topicLabel } from "@kheo/core/criteria/topics";
import { modelList } from "@kheo/core/movement/lists";
import { fateText } from "@kheo/core/movement/recognition";
import { daysLate, requireBegun, requireOpen } from "@kheo/core/movement/periods";
import { type Actor, can, grantsOf } from "@kheo/core/rules/rights";
import { searchWords } from "@kheo/core/ground/text";
import { stepsFor } from "@kheo/core/rules/workflow";
import { stateText } from "@kheo/core/rules/states";
import {
  getModel,
  insertModel,
  listContinuable,
  listLineage,
  lockModel,
  type ModelChange,
  type ModelReach,
  titlesMergedInto,
  updateModel,
} from "@kheo/db/movement/models";
import { countModels, findModels, listModels, modelSorts } from "@kheo/db/movement/model-list";
import { everAttachedTo } from "@kheo/db/movement/evidence";
import { getPeriod } from "@kheo/db/movement/periods";
import { recognitionsOfModel } from "@kheo/db/movement/recognition";
import { insertModelAssessment } from "@kheo/db/movement/scoring";
import { heirOf, placeOf, requireInForce } from "@kheo/db/territory/units";
import { isDemonstration } from "@kheo/db/ground/settings";
import { issuerOn, standingOfficeOn } from "@kheo/db/offices/issuers";
import { missing } from "@kheo/papers/description/paper";
import { registrationPaper } from "@kheo/papers/forms/registration";
import { z } from "zod";
import { editionFor } from "./editions.ts";
import { historyOf, older } from "../rules/events.ts";
import { withChanges } from "../rules/field-changes.ts";
import { inStates, listing } from "../rules/listing.ts";
import { add, nothing, read, reasonInput, router, unitsOn } from "../rules/procedures.ts";
import { nextOfModel } from "./next.ts";
import { stepsOf } from "../rules/steps.ts";
import { model, unit } from "../rules/subjects.ts";

/** What the list is narrowed to; the same object stands in the address of the page. */
const filter = z.object({
  periodId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  states: inStates(stateText.model),
  field: z.enum(fields).optional(),
  topic: z.string().max(60).optional(),
  search: searchWords.optional(),
  unitsOn: unitsOn.optional(),
});

const reachOf = (actor: Actor): ModelReach => ({
  sent: grantsOf(actor, "model.view"),
  drafts: grantsOf(actor, "model.viewDraft"),
});

const pages = listing({
  action: "model.view",
  list: modelList,
  filter,
  find: ({ db, actor, today }, of) => findModels(db, { reach: reachOf(actor), day: today, filter: of }),
  sorts: ({ today, catalog }, of) =>
    modelSorts({ day: today, filter: of }, Object.fromEntries(catalog.topics.map(({ code, label }) => [code, label]))),
  rows: async ({ db, today, catalog }, page, of) =>
    (await listModels(db, page, { day: today, filter: of })).map(
      ({ continuesId, recognitionState, decisionNumber, ...row }) => ({
        ...row,
        fate: recognitionState === null ? null : fateText({ state: recognitionState, number: decisionNumber }),
        registration: continuesId === null ? ("new" as const) : ("continued" as const),
        topicLabel: topicLabel(catalog.topics, row.topic),
      }),
    ),
  more: async ({ db, actor, today }, of) => ({
    counts: await countModels(db, { reach: reachOf(actor), day: today, filter: of }),
  }),
  totalOf: ({ counts }, { states }) =>
    Object.entries(counts).reduce(
      (sum, [state, count]) =>
        states === undefined || states.length === 0 || states.some((one) => one === state) ? sum + count : sum,
      0,
    ),
});

const { step, others } = stepsOf("model", model, {
  advance: async ({ db, subject }, name, reason) =>
    advanceModel(subject, name, { period: await getPeriod(db, subject.periodId), reason }),
  write: ({ db, subject, actor }, moved, changed: ModelChange) =>
    updateModel(db, subject, { ...moved, ...changed }, actor.personId),
});

const particular = {
  // The first day counts: a form that was returned does not become late by it.
  submit: step("submit", {
    also: ({ catalog, subject, today }) => {
      requireDeclaredTopic(catalog.topics, subject.form);
      return { submittedOn: subject.submittedOn ?? today };
    },
  }),
  // What was merged into it belongs to others, and would be lost with it.
  withdraw: step("withdraw", {
    also: async ({ db, subject }) => {
      const titles = await titlesMergedInto(db, subject.id);
      if (titles.length > 0) throw new DomainError("model.holdsOthers", { titles });
      return {};
    },
  }),
  discontinue: step("discontinue", { also: ({ today }) => ({ discontinuedOn: today }) }),

  accept: step("accept", {
    also: async ({ db, subject, catalog, today, wrote }) => {
      const period = await getPeriod(db, subject.periodId);
      const editionId = editionFor(catalog, period, subject.form);
      await insertModelAssessment(db, subject.id, { periodId: period.id, editionId });
      wrote("assessment", subject.id);
      return { acceptedOn: today, editionId };
    },
  }),

  merge: step("merge", {
    input: reasonInput.extend({ intoId: z.uuid() }),
    also: async ({ db, actor, subject, today }, { intoId }) => {
      if (intoId === subject.id) throw new DomainError("model.mergeIntoItself");
      // Not withdrawn or merged itself between being looked at and being merged into.
      const into = await lockModel(db, intoId);
      if (!can(actor, "model.view", await placeOf(db, into.unitId, today))) throw new DomainError("model.notFound");
      if (into.periodId !== subject.periodId || !openModelStates.includes(into.state)) {
        throw new DomainError("model.mergeTarget");
      }
      return { mergedIntoId: into.id };
    },
  }),
};

export const modelsRouter = router({
  list: pages,

  get: read("model.view", model, nothing, async (scene) => {
    const { db, subject, actor, place, today } = scene;
    const [period, lineage, recognitions, heir] = await Promise.all([
      getPeriod(db, subject.periodId),
      listLineage(db, subject.lineageId, reachOf(actor), today),
      recognitionsOfModel(db, subject.id),
      heirOf(db, subject, today),
    ]);
    return {
      model: { ...subject, form: formFor(actor, place, subject.form) },
      heir,
      period,
      lineage,
      recognitions: recognitions.map(({ id, level, state, number, signedOn }) => ({
        id,
        level,
        state,
        number,
        signedOn,
      })),
      daysLate: daysLate(period, subject.unitId, subject.submittedOn ?? today),
      mayEdit: editableStates.includes(subject.state) && can(actor, "model.edit", place),
      steps: stepsFor("model", subject.state, actor, place),
      next: await nextOfModel(scene, subject, period, recognitions),
    };
  }),

  /** The registration as it is printed: dated, addressed and headed as on the day on which it was sent. */
  paper: read("model.view", model, nothing, async ({ db, subject, actor, place, today, catalog }) => {
    const on = subject.submittedOn ?? today;
    const [period, issuer, office, continues, demonstration] = await Promise.all([
      getPeriod(db, subject.periodId),
      issuerOn(db, subject.unitId, on),
      standingOfficeOn(db, subject.unitId, on),
      subject.continuesId === null ? null : getModel(db, subject.continuesId),
      isDemonstration(db),
    ]);
    return registrationPaper({
      code: subject.code,
      form: formFor(actor, place, subject.form),
      unitName: subject.unitName,
      issuer,
      addressee: office?.name ?? missing("cơ quan thường trực của phong trào"),
      period: lowerFirst(period.title),
      topicLabel: topicLabel(catalog.topics, subject.form.topic),
      continues: continues?.code ?? null,
      submittedOn: subject.submittedOn,
      demonstration,
    });
  }),

  history: read("model.view", model, older, async (scene, { before }) => {
    const { db, subject } = scene;
    const [recognitions, files] = await Promise.all([
      recognitionsOfModel(db, subject.id),
      everAttachedTo(db, subject.id),
    ]);
    return historyOf(scene, { thingIds: [subject.id, ...recognitions.map(({ id }) => id), ...files], before });
  }),

  continuable: read("model.create", unit, z.object({ periodId: z.uuid() }), async ({ db, place, today }, data) =>
    listContinuable(db, place.id, await getPeriod(db, data.periodId), today),
  ),

  create: add({
    action: "model.create",
    on: unit,
    input: z.object({ periodId: z.uuid(), form: registrationForm, continuesId: z.uuid().nullable() }),
    made: ({ id }) => [{ thing: "model", id: id }],
    run: async ({ db, actor, place, catalog, today }, { periodId, form, continuesId }) => {
      requireDeclaredTopic(catalog.topics, form);
      await requireInForce(db, place.id, today);
      const period = await getPeriod(db, periodId);
      requireOpen(period);
      requireBegun(period, today);
      const continuable = continuesId === null ? [] : await listContinuable(db, place.id, period, today);
      const continues = continuable.find(({ id }) => id === continuesId) ?? null;
      if (continuesId !== null && continues === null) throw new DomainError("model.notContinuable");
      const made = await insertModel(db, {
        id: randomUUID(),
        unitId: place.id,
        periodId,
        year: period.opensOn.slice(0, 4),
        form,
        continues,
        changedBy: actor.personId,
      });
      return { ...made, version: 1 };
    },
  }),

  /** Only the fields that were touched, so that two people over one form lose nothing of each other. */
  edit: add({
    action: "model.edit",
    on: model,
    input: z.object({ changes: fieldChanges }),
    run: async ({ db, actor, catalog, subject }, { changes }) => {
      requireOpen(await getPeriod(db, subject.periodId));
      if (!editableStates.includes(subject.state)) {
        throw new DomainError("workflow.wrongState", {
          what: "Mô hình",
          state: stateText.model[subject.state],
          action: "sửa phiếu đăng ký",
        });
      }
      const form = registrationForm.parse(await withChanges(db, model, subject, subject.form, changes));
      requireDeclaredTopic(catalog.topics, form);
      return { id: subject.id, version: await updateModel(db, subject, { form }, actor.personId), form };
    },
  }),

  ...particular,
  ...others(particular),
});
