import { catalog } from "@kheo/catalog";
import { editionOf } from "@kheo/api/movement/editions";
import type { Day } from "@kheo/core/ground/days";
import type { RegistrationForm } from "@kheo/core/movement/models";
import type { Edition } from "@kheo/core/criteria/edition";
import type { Adjustments, Assessment, Marks } from "@kheo/core/movement/scoring";
import { getAssessment } from "@kheo/db/movement/scoring";
import { callerNamed, callerOf, currentYear, noReason, officerAt, over, type Seeding, send, typed } from "./calling.ts";
import type { DemonstrationScore } from "./models.ts";

/** Who takes the steps of a model that are not its unit's. */
export type Around = {
  readonly unitId: string;
  /** Usernames: of the standing office that accepts, confirms and closes, of who signs, and of who runs a meeting. */
  readonly office: string;
  readonly leader: string;
  readonly secretary: string;
  readonly signatoryTitle: string;
  /** Ids of the members of its council. */
  readonly council: readonly string[];
};

type Versioned = { readonly id: string; readonly version: number };

export type Registration = {
  readonly unitId: string;
  readonly form: RegistrationForm;
  readonly continuesId?: string | null;
  readonly on: Day;
};

/** A unit begins a registration form of this year. */
export const draftModel = async (seeding: Seeding, registration: Registration): Promise<Versioned> => {
  const { unitId, form, continuesId = null, on } = registration;
  const officer = await officerAt(seeding, unitId, on);
  return officer.models.create(send(unitId, { periodId: seeding.periods[currentYear] ?? "", form, continuesId }));
};

/** A unit registers a model of this year. */
export const register = async (seeding: Seeding, registration: Registration): Promise<Versioned> => {
  const officer = await officerAt(seeding, registration.unitId, registration.on);
  return officer.models.submit(over(await draftModel(seeding, registration), noReason));
};

export const accept = async (seeding: Seeding, around: Around, model: Versioned, on: Day): Promise<void> => {
  const office = await callerNamed(seeding, around.office, on);
  await office.models.accept(over(model, noReason));
};

/** A unit types figures, without sending them yet. */
export const declare = async (
  seeding: Seeding,
  of: { readonly id: string; readonly unitId: string },
  declaration: Partial<Pick<Assessment, "figures" | "ticks" | "claims">>,
  on: Day,
): Promise<Versioned> => {
  const officer = await officerAt(seeding, of.unitId, on);
  return officer.scoring.declare(send(of.id, typed(declaration)));
};

/** A unit types what it did and sends its own scoring. */
export const reportFigures = async (
  seeding: Seeding,
  of: { readonly id: string; readonly unitId: string },
  declaration: Partial<Pick<Assessment, "figures" | "ticks" | "claims">>,
  on: Day,
): Promise<void> => {
  const officer = await officerAt(seeding, of.unitId, on);
  await officer.scoring.submit(over(await declare(seeding, of, declaration, on), noReason));
};

/** The office confirms what a unit declared and hands it to the council. */
export const appraise = async (
  seeding: Seeding,
  around: Around,
  id: string,
  { on, adjustments = {} }: { readonly on: Day; readonly adjustments?: Adjustments },
): Promise<void> => {
  const { ticks, claims } = await getAssessment(seeding.db, id);
  const approved = Object.fromEntries(Object.keys(claims).map((code) => [code, "approved" as const]));
  const office = await callerNamed(seeding, around.office, on);
  const decided = await office.scoring.decide(send(id, typed({ ticks, claims: approved, adjustments })));
  await office.scoring.appraise(over(decided, noReason));
};

/** Members of the council hand in their sheets. */
export const handIn = async (
  seeding: Seeding,
  council: readonly string[],
  id: string,
  on: Day,
  marksOf: (edition: Edition, member: number) => Marks,
): Promise<void> => {
  const edition = editionOf(catalog, (await getAssessment(seeding.db, id)).editionId);
  for (const [index, personId] of council.entries()) {
    const member = await callerOf(seeding, personId, on);
    await member.scoring.handIn(send(id, { marks: marksOf(edition, index), comment: "", sheetVersion: 0 }));
  }
};

export const closeScoring = async (seeding: Seeding, around: Around, id: string, on: Day): Promise<void> => {
  const { version } = await getAssessment(seeding.db, id);
  const office = await callerNamed(seeding, around.office, on);
  await office.scoring.close(over({ id, version }, noReason));
};

export type ScoringDays = { readonly report: Day; readonly appraise: Day; readonly mark: Day; readonly close: Day };

/** From the unit's report to the closed verdict, as it is told of one model, by the people whose steps they are. */
export const playScore = async (
  seeding: Seeding,
  around: Around,
  of: { readonly id: string; readonly unitId: string },
  { sheet, claims = {}, adjustments = {} }: DemonstrationScore,
  days: ScoringDays,
): Promise<void> => {
  const { figures, ticks, marks } = sheet;
  await reportFigures(seeding, of, { figures, ticks, claims }, days.report);
  await appraise(seeding, around, of.id, { on: days.appraise, adjustments });
  const given = (_: Edition, member: number) =>
    Object.fromEntries(Object.entries(marks).map(([code, by]) => [code, by[member] ?? 0]));
  await handIn(seeding, around.council.slice(0, 7), of.id, days.mark, given);
  await closeScoring(seeding, around, of.id, days.close);
};
