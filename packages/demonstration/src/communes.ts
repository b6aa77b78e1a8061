import { catalog } from "@kheo/catalog";
import { editionOf } from "@kheo/api/movement/editions";
import { scoringInput, type Sheet } from "@kheo/core/criteria/derive";
import { evaluate } from "@kheo/core/criteria/evaluate";
import type { Edition } from "@kheo/core/criteria/edition";
import { lowerFirst } from "@kheo/core/ground/sentences";
import { type Day, daysLater } from "@kheo/core/ground/days";
import type { Field, ModelState } from "@kheo/core/movement/models";
import type { AssessmentState } from "@kheo/core/movement/scoring";
import { insertModel } from "@kheo/db/movement/models";
import { insertRecognition } from "@kheo/db/movement/recognition";
import { insertVerdict } from "@kheo/db/movement/verdicts";
import type { Db } from "@kheo/db/ground/connect";
import { bodyOfUnit } from "@kheo/db/offices/bodies";
import { recordStateChange } from "@kheo/db/rules/state-changes";
import { currentYear, type Seeding } from "./calling.ts";
import { chances, within } from "./chance.ts";
import common from "./common-models.json" with { type: "json" };
import { bringModel, bringRecognition, newestEditionFor } from "./facts.ts";
import { generalFigures, marksFor, type Quality, ticksFor } from "./figures.ts";
import { formOfGoal, unitsOfModels } from "./models.ts";
import { handIn } from "./stages.ts";
import { type DemonstrationUnit, idOf, localBodies, newCommunes, provinceId, seedUnits } from "./units.ts";

const bodies = Object.entries({
  ...localBodies,
  thcs: { name: "Chi bộ Trường THCS,", kind: "partyCell" as const },
});

/** How far a model of another commune has come, and of how many it is one. */
const stages = {
  submitted: 6,
  returned: 3,
  rejected: 2,
  open: 26,
  selfScored: 9,
  marking: 13,
  closed: 15,
  proposed: 4,
  published: 22,
} as const;
type Stage = keyof typeof stages;
const stageNames = Object.keys(stages) as Stage[];

const scored: readonly Stage[] = ["closed", "proposed", "published"];

/** The communes with an office of their own among the accounts: each has something of everything to do. */
const attended: Readonly<Record<string, readonly Stage[]>> = {
  "Phường Đức Phổ": ["submitted", "proposed", "selfScored", "submitted", "published", "open"],
  "Xã Nguyễn Nghiêm": ["published", "submitted", "proposed", "open", "selfScored"],
};

type Chance = () => number;

const stageOf = (chance: Chance): Stage => {
  let left = chance() * stageNames.reduce((sum, name) => sum + stages[name], 0);
  return stageNames.find((name) => (left -= stages[name]) < 0) ?? "open";
};

type CommonModel = (typeof common)[number];

/** A model of a unit, before anything is said of how far it came. */
type Planned = {
  readonly id: string;
  readonly unit: DemonstrationUnit;
  readonly kind: CommonModel;
  readonly goal: number;
  readonly households: number;
  readonly quality: Quality;
};

const formFor = ({ unit, kind, goal }: Planned, year: number) =>
  formOfGoal({
    title: kind.title,
    owner: unit.name,
    field: kind.field as Field,
    topic: kind.topic,
    year,
    desc: kind.desc,
    target: { name: kind.name, unit: kind.unit, goal },
  });

const sheetFor = (edition: Edition, { kind, goal, households, quality }: Planned): Sheet => {
  const members = [0, 1, 2, 3, 4, 5, 6].map((member) => marksFor(edition, quality, member));
  return {
    figures: { ...generalFigures([{ name: kind.name, goal }], households, quality), daysLate: 0 },
    ticks: ticksFor(edition, quality),
    claims: [],
    marks: Object.fromEntries(
      Object.keys(members[0] ?? {}).map((code) => [code, members.map((marks) => marks[code] ?? 0)]),
    ),
  };
};

const assessmentStates: Readonly<Partial<Record<Stage, AssessmentState>>> = {
  open: "open",
  selfScored: "selfScored",
  marking: "underAppraisal",
  closed: "closed",
  proposed: "closed",
  published: "closed",
};
const modelStates: Readonly<Partial<Record<Stage, ModelState>>> = {
  submitted: "submitted",
  returned: "returned",
  rejected: "rejected",
};

type Registered = {
  /** The council of the province, to which everything goes here. */
  readonly councilId: string | null;
  readonly stage: Stage;
  readonly submittedOn: Day;
  readonly continues: { readonly id: string; readonly lineageId: string } | null;
};

/** Brings in a model of this year with its scoring as far as it came. Returns whether it passed. */
const bringPlanned = async (
  { db, periods }: Seeding,
  planned: Planned,
  { councilId, stage, submittedOn, continues }: Registered,
): Promise<boolean> => {
  const { id, unit, quality } = planned;
  const form = formFor(planned, currentYear);
  const periodId = periods[currentYear] ?? "";
  const editionId = newestEditionFor(form);
  const edition = editionOf(catalog, editionId);
  const state = modelStates[stage] ?? "accepted";
  const acceptedOn = daysLater(submittedOn, 9);
  await insertModel(db, {
    id,
    unitId: idOf(unit.key),
    periodId,
    year: String(currentYear),
    form,
    continues,
    changedBy: null,
    state,
    submittedOn,
    ...(state === "accepted" && { acceptedOn, editionId }),
  });
  const scoring = assessmentStates[stage];
  if (scoring === undefined) return false;
  const sheet = sheetFor(edition, planned);
  const typed = scoring === "open" && quality < 0.6 ? {} : sheet.figures;
  const isConfirmed = scoring === "underAppraisal" || scoring === "closed";
  await db
    .insertInto("assessment")
    .values({
      id,
      modelId: id,
      periodId,
      editionId,
      state: scoring,
      figures: JSON.stringify(typed),
      ...(scoring !== "open" && { ticks: JSON.stringify(sheet.ticks) }),
      ...(isConfirmed && {
        decisions: JSON.stringify({ ticks: sheet.ticks, claims: {} }),
        bodyId: councilId,
        appraisedOn: "2026-11-16",
      }),
    })
    .execute();
  if (scoring !== "open") await recordStateChange(db, "assessment", id, { state: scoring, since: "2026-11-16" });
  if (scoring !== "closed") return false;
  const input = scoringInput(edition, sheet);
  const result = evaluate(edition, input);
  await insertVerdict(db, { assessmentId: id, editionId, input, result, closedOn: "2026-11-18", counted: [] });
  return result.passed;
};

type Signing = Pick<Planned, "id" | "unit"> & { readonly number: number };

/** A commune's own office has drafted a decision, and its leader has not signed it yet. */
const propose = async (db: Db, { id, unit, number }: Signing, drafter: { id: string; name: string } | null) => {
  const recognition = await insertRecognition(db, {
    modelId: id,
    meetingItemId: null,
    level: "commune",
    deciderId: unit.parentId,
    state: "proposed",
  });
  if (drafter === null) return;
  const draft = {
    step: "recognize",
    reason: "",
    number: `${number}-QĐ/ĐU`,
    signedOn: "2026-11-26",
    signatory: "Người ký minh họa",
    signatoryTitle: "Phó Bí thư Thường trực Đảng ủy",
    draftedBy: drafter.id,
    draftedByName: drafter.name,
    draftedOn: "2026-11-25",
  };
  await db
    .updateTable("recognition")
    .set({ draft: JSON.stringify(draft) })
    .where("id", "=", recognition)
    .execute();
};

/**
 * What the other communes registered last year and this one: in some much and early, in some little and late. It comes
 * in as facts. Returns what is before the province's council.
 */
export const seedCommunes = async (seeding: Seeding): Promise<readonly Planned[]> => {
  const { db, people } = seeding;
  const taken = new Set(unitsOfModels.map(({ name }) => name));
  const councilId = (await bodyOfUnit(db, provinceId))?.id ?? null;
  const marking: Planned[] = [];
  const general = new Set(common.filter(({ topic }) => catalog.setFor("collective", topic)?.code === "DVK-CHUNG"));
  for (const [index, { id: communeId, name: commune }] of newCommunes.entries()) {
    if (commune === "Phường Trà Câu") continue;
    const chance = chances(20_261_126 + index);
    const diligence = 0.2 + 0.8 * chance();
    const given = attended[commune] ?? [];
    const many = given.length > 0 ? given.length : Math.round(diligence * within(chance, 2, 8));
    const drafter = given.length === 0 ? null : people.officeOf(commune);
    const first = within(chance, 0, bodies.length - 1);
    const units = [...bodies.slice(first), ...bodies.slice(0, first)]
      .map(([key, { name, kind }]) => ({
        key: `${communeId}/${key}`,
        name: `${name} ${lowerFirst(commune)}`,
        kind,
        parentId: idOf(communeId),
      }))
      .filter(({ name }) => !taken.has(name))
      .slice(0, many);
    await seedUnits(db, units);
    for (const [turn, unit] of units.entries()) {
      const kind = common[within(chance, 0, common.length - 1)];
      if (!kind) continue;
      const planned: Planned = {
        id: idOf(`${unit.key} ${currentYear}`),
        unit,
        kind,
        goal: within(chance, kind.least, kind.most),
        households: within(chance, 60, 420),
        quality: Math.min(1, 0.15 + 0.55 * diligence + 0.4 * chance()),
      };
      const before = { ...planned, id: idOf(`${unit.key} ${currentYear - 1}`), goal: Math.ceil(planned.goal * 0.8) };
      const registeredBefore = chance() < 0.62;
      if (registeredBefore) {
        await bringModel(seeding, {
          id: before.id,
          unitId: idOf(unit.key),
          year: currentYear - 1,
          form: formFor(before, currentYear - 1),
          acceptedOn: daysLater("2025-08-04", within(chance, 0, 40)),
        });
        if (chance() < 0.5 * diligence)
          await bringRecognition(db, {
            modelId: before.id,
            level: "commune",
            unitId: unit.parentId,
            number: `${20 + index}-QĐ/ĐU`,
            signedOn: "2025-12-10",
          });
      }
      const drawn = given[turn] ?? stageOf(chance);
      const stage = general.has(kind) || !(scored.includes(drawn) || drawn === "marking") ? drawn : "open";
      const isWaiting = stage === "submitted" || stage === "returned";
      const submittedOn = isWaiting
        ? daysLater("2026-11-12", within(chance, 0, 13))
        : daysLater("2026-02-20", within(chance, 0, diligence > 0.4 ? 38 : 70));
      const continues = registeredBefore && chance() < 0.45 ? { id: before.id, lineageId: before.id } : null;
      const passed = await bringPlanned(seeding, planned, { councilId, stage, submittedOn, continues });
      if (stage === "marking") marking.push(planned);
      if (!passed) continue;
      const number = 60 + index;
      if (stage === "proposed") await propose(db, { ...planned, number }, drafter);
      if (stage === "published") {
        const signedOn = "2026-11-20";
        await bringRecognition(db, {
          modelId: planned.id,
          level: "commune",
          unitId: unit.parentId,
          number: `${number}-QĐ/ĐU`,
          signedOn,
        });
      }
    }
  }
  return marking;
};

/** Members of the province's council hand in sheets: the first most, the last hardly any. */
export const markSome = async (seeding: Seeding, marking: readonly Planned[]): Promise<void> => {
  const chance = chances(9);
  for (const { id, quality } of marking) {
    const council = seeding.people.councils.tinh.filter((_, member) => chance() < 0.85 - member * 0.09);
    await handIn(seeding, council, id, "2026-11-24", (edition, member) => marksFor(edition, quality, member));
  }
};
