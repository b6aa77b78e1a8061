import { catalog } from "@kheo/catalog";
import { editionFor, newestEditions } from "@kheo/api/movement/editions";
import type { EditionId } from "@kheo/core/criteria/edition";
import type { Day } from "@kheo/core/ground/days";
import type { RegistrationForm } from "@kheo/core/movement/models";
import type { Level } from "@kheo/core/movement/recognition";
import type { Db } from "@kheo/db/ground/connect";
import { insertModel } from "@kheo/db/movement/models";
import { insertRecognition, publishDecisionOf, recordDecision } from "@kheo/db/movement/recognition";
import { insertModelAssessment } from "@kheo/db/movement/scoring";
import { insertEvent } from "@kheo/db/rules/events";
import type { Seeding } from "./calling.ts";

/** In what capacity came in what nobody did here. */
export const brought = "Nhập dữ liệu";

const editions = newestEditions(catalog);

/** The newest edition of the set by which a model is scored. */
export const newestEditionFor = (form: Pick<RegistrationForm, "subjectKind" | "topic">): EditionId =>
  editionFor(catalog, { editions }, form);

export type Brought = {
  readonly id: string;
  readonly unitId: string;
  readonly year: number;
  readonly form: RegistrationForm;
  readonly acceptedOn: Day;
  readonly continues?: { readonly id: string; readonly lineageId: string } | null;
};

/** What was registered before the system was in use comes in as a fact, without score sheets. */
export const bringModel = async (
  { db, periods }: Pick<Seeding, "db" | "periods">,
  { id, unitId, year, form, acceptedOn, continues = null }: Brought,
): Promise<void> => {
  const periodId = periods[year] ?? "";
  const editionId = newestEditionFor(form);
  const submittedOn = acceptedOn;
  await insertModel(db, {
    id,
    unitId,
    periodId,
    year: String(year),
    form,
    continues,
    submittedOn,
    acceptedOn,
    editionId,
    changedBy: null,
    state: "accepted",
  });
  await insertModelAssessment(db, id, { periodId, editionId });
};

export type BroughtRecognition = {
  readonly modelId: string;
  readonly level: Level;
  /** The unit whose body decided. */
  readonly unitId: string;
  readonly number: string;
  readonly signedOn: Day;
};

/** A recognition that was published before; one decision names many models. */
export const bringRecognition = async (
  db: Db,
  { modelId, level, unitId, number, signedOn }: BroughtRecognition,
): Promise<string> => {
  const decisionId = await recordDecision(db, {
    unitId,
    level,
    number,
    signedOn,
    signatory: "Người ký minh họa",
    signatoryTitle: "Phó Bí thư Thường trực",
  });
  const id = await insertRecognition(db, {
    modelId,
    level,
    decisionId,
    meetingItemId: null,
    deciderId: unitId,
    state: "published",
  });
  await publishDecisionOf(db, id, signedOn);
  await insertEvent(db, {
    personId: null,
    capacity: brought,
    action: "recognition.publish",
    thing: "recognition",
    thingId: id,
    unitId,
    payload: null,
  });
  return id;
};
