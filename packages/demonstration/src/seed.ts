import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { editionFor, newestEditions } from "@kheo/api/movement/editions";
import { dayOf, daysBetween } from "@kheo/core/ground/days";
import type { Db, RootDb } from "@kheo/db/ground/connect";
import { insertEvent } from "@kheo/db/rules/events";
import { sealEvents } from "@kheo/db/rules/chain";
import { insertModel } from "@kheo/db/movement/models";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { insertPeriod } from "@kheo/db/movement/periods";
import { recordStanding } from "@kheo/db/rules/records";
import { insertRecheck, insertRecognition, publishDecisionOf, recordDecision } from "@kheo/db/movement/recognition";
import { getAssessment, insertModelAssessment } from "@kheo/db/movement/scoring";
import { removeSetting, writeSetting } from "@kheo/db/ground/settings";
import {
  formOf,
  levelOf,
  modelUnits,
  scores,
  type SourceModel,
  sourceModels,
  unitIdOf,
  unitsOfModels,
} from "./models.ts";
import { readStanding } from "./own-work.ts";
import { demonstrationPassword, seedPeople, type SeededPeople } from "./people.ts";
import { idOf, newDay, provinceId, seedTerritory, seedTraCau, seedUnits } from "./units.ts";
import { type Seeding, send, over, noReason, typed, callerOf } from "./calling.ts";
import { seedReplications } from "./replications.ts";
import { currentYear, firstToday, officerOf } from "./calling.ts";

const seedPeriods = async (db: Db): Promise<Readonly<Record<number, string>>> => {
  const periods: Record<number, string> = {};
  for (const year of [2023, 2024, 2025, currentYear]) {
    periods[year] = await insertPeriod(db, {
      title: `Năm ${year}`,
      opensOn: `${year}-01-01`,
      registrationClosesOn: `${year}-03-31`,
      endsOn: `${year}-12-31`,
      editions: newestEditions(catalog),
    });
  }
  return periods;
};

/** One officer for every unit that owns a model; those of Trà Câu have accounts that are shown. */
const seedOfficers = async (db: Db, passwordHash: string, people: SeededPeople): Promise<Map<string, string>> => {
  const officers = new Map([[idOf("tra-cau/uy-ban"), people.idOf("ubnd.tracau")]]);
  for (const { key, name, validFrom = newDay, validTo = null } of unitsOfModels) {
    const id = randomUUID();
    officers.set(idOf(key), id);
    await insertPerson(db, { id, name: `Cán bộ ${name}`, username: key.replaceAll("/", "."), passwordHash });
    await insertPost(db, {
      personId: id,
      role: "unitOfficer",
      unitId: idOf(key),
      bodyId: null,
      seat: null,
      validFrom,
      validTo,
    });
  }
  return officers;
};

/** What was recognised before the system was in use comes in as facts, without a meeting and without score sheets. */
const seedHistory = async ({ db, periods }: Seeding, source: SourceModel): Promise<void> => {
  const { year, id: key } = source;
  const form = formOf(source);
  const unitId = unitIdOf(source);
  const periodId = periods[year] ?? "";
  const editionId = editionFor(catalog, { editions: newestEditions(catalog) }, form);
  // Units of today cannot have registered before they began.
  const acceptedOn = modelUnits[key]?.validTo === undefined && year === 2025 ? "2025-08-15" : `${year}-04-10`;
  const { id } = await insertModel(db, {
    id: idOf(key),
    unitId,
    periodId,
    year: String(year),
    form,
    continues: null,
    changedBy: null,
    state: "accepted",
    submittedOn: acceptedOn,
    acceptedOn,
    editionId,
  });
  await insertModelAssessment(db, id, { periodId, editionId });
  const level = levelOf(source);
  if (level === null) return;
  const recognitionId = await recognize({ db }, { id, level, unitId: deciderOf(level, source), year, number: key });
  if (year < currentYear) {
    await insertRecheck(db, {
      recognitionId,
      heldOn: `${year}-12-15`,
      result: "confirm",
      note: "Mô hình giữ vững kết quả.",
    });
  }
};

/** The unit whose body decided: the province, or the commune (before July 2025 also the district) of the model. */
const deciderOf = (level: string, { id }: SourceModel): string =>
  level === "province" ? provinceId : (modelUnits[id]?.parentId ?? provinceId);

const recognize = async (
  { db }: Pick<Seeding, "db">,
  of: { id: string; level: "commune" | "district" | "province"; unitId: string; year: number; number: string },
): Promise<string> => {
  const signedOn = `${of.year}-11-20`;
  const decisionId = await recordDecision(db, {
    unitId: of.unitId,
    level: of.level,
    number: `${of.number.slice(4)}-QĐ/${of.level === "province" ? "TU" : "ĐU"}`,
    signedOn,
    signatory: "Người ký minh họa",
    signatoryTitle: "Phó Bí thư Thường trực",
  });
  const id = await insertRecognition(db, {
    modelId: of.id,
    meetingItemId: null,
    deciderId: of.unitId,
    level: of.level,
    state: "published",
    decisionId,
  });
  await publishDecisionOf(db, id, signedOn);
  await insertEvent(db, {
    personId: null,
    capacity: "Nhập dữ liệu",
    action: "recognition.publish",
    thing: "recognition",
    thingId: id,
    unitId: of.unitId,
    payload: null,
  });
  return id;
};

/** Registers and, unless it is still waiting, accepts a model of this year. */
const seedRegistration = async (seeding: Seeding, source: SourceModel): Promise<string> => {
  const { periods, people } = seeding;
  const unitId = unitIdOf(source);
  const officer = await callerOf(seeding, officerOf(seeding, unitId), "2026-03-16");
  const draft = await officer.models.create(
    send(unitId, { periodId: periods[currentYear] ?? "", form: formOf(source), continuesId: null }),
  );
  const submitted = await officer.models.submit(over(draft, noReason));
  if (source.status !== "registered" || scores[source.id]) {
    const office = await callerOf(seeding, people.idOf("chuyenvien.tinh"), "2026-04-08");
    await office.models.accept(over(submitted, noReason));
  }
  return draft.id;
};

/** From the unit's report to the closed verdict, by the people whose steps they are. */
const seedScore = async (seeding: Seeding, source: SourceModel, modelId: string): Promise<void> => {
  const score = scores[source.id];
  if (!score) return;
  const { db, people } = seeding;
  const { sheet, claims = {}, adjustments = {} } = score;
  const unitId = unitIdOf(source);
  const officer = await callerOf(seeding, officerOf(seeding, unitId), "2026-11-06");
  const { figures, ticks } = sheet;
  const declared = await officer.scoring.declare(send(modelId, typed({ figures, ticks, claims })));
  await officer.scoring.submit(over(declared, noReason));
  const office = await callerOf(seeding, people.idOf("chuyenvien.tinh"), "2026-11-12");
  const approved = Object.fromEntries(Object.keys(claims).map((code) => [code, "approved" as const]));
  const decided = await office.scoring.decide(send(modelId, typed({ ticks, claims: approved, adjustments })));
  const appraised = await office.scoring.appraise(over(decided, noReason));
  const isTraCau = unitId === idOf("tra-cau/uy-ban");
  const council = isTraCau ? people.councils.tracau : people.councils.tinh;
  for (const [index, personId] of council.slice(0, 7).entries()) {
    const member = await callerOf(seeding, personId, "2026-11-17");
    const marks = Object.fromEntries(Object.entries(sheet.marks).map(([code, given]) => [code, given[index] ?? 0]));
    await member.scoring.handIn(send(modelId, { marks, comment: "", sheetVersion: 0 }));
  }
  const closer = people.idOf(isTraCau ? "mttq.tracau" : "chuyenvien.tinh");
  const closing = await callerOf(seeding, closer, "2026-11-20");
  await closing.scoring.close(over({ id: modelId, version: appraised.version }, noReason));
  const level = levelOf(source);
  if (level !== null)
    await recognize(
      { db },
      { id: modelId, level, unitId: deciderOf(level, source), year: currentYear, number: source.id },
    );
};

/** Figures that a unit has begun to type, so that open assessments are not all empty. */
const seedBeginning = async (seeding: Seeding, source: SourceModel, modelId: string): Promise<void> => {
  if (source.status !== "inProgress") return;
  const officer = await callerOf(seeding, officerOf(seeding, unitIdOf(source)), "2026-10-05");
  const { editionId } = await getAssessment(seeding.db, modelId);
  const known = catalog.edition(editionId)?.figures["monthsActive"];
  const figures = known ? { monthsActive: 9 } : {};
  await officer.scoring.declare(send(modelId, typed({ figures })));
};

/**
 * Fills an empty database with the demonstration: the 96 communes of Quảng Ngãi with their predecessors, the tree of
 * phường Trà Câu, accounts for every post, two councils of nine, and 32 models in their states. What belongs to this
 * year goes through the same procedures that people use.
 */
export const seedDemonstration = async (
  db: RootDb,
  hashPassword: (password: string) => Promise<string>,
): Promise<void> => {
  const passwordHash = await hashPassword(demonstrationPassword);
  const { people, periods, officers } = await db.transaction().execute(async (transaction) => {
    await writeSetting(transaction, "seeding", { since: new Date().toISOString() });
    await seedTerritory(transaction);
    await seedTraCau(transaction);
    await seedUnits(transaction, unitsOfModels);
    const people = await seedPeople(transaction, passwordHash);
    return {
      people,
      periods: await seedPeriods(transaction),
      officers: await seedOfficers(transaction, passwordHash, people),
    };
  });
  const seeding: Seeding = { db, people, periods, officers };
  for (const source of sourceModels.filter(({ year }) => year < currentYear)) await seedHistory(seeding, source);
  for (const source of sourceModels.filter(({ year }) => year === currentYear)) {
    const modelId = await seedRegistration(seeding, source);
    await seedScore(seeding, source, modelId);
    await seedBeginning(seeding, source, modelId);
  }
  await seedReplications(seeding);
  await recordStanding(db, "Nhập dữ liệu");
  await sealEvents(db);
  const standing = await readStanding(db);
  const seededAt = new Date();
  await db.transaction().execute(async (transaction) => {
    await writeSetting(transaction, "demonstrationStanding", standing);
    await writeSetting(transaction, "demonstration", {
      seededAt: seededAt.toISOString(),
      daysBehind: daysBetween(firstToday, dayOf(seededAt)),
      accounts: people.accounts,
    });
    await removeSetting(transaction, "seeding");
  });
};
