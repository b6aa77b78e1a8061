import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { newestEditions } from "@kheo/api/movement/editions";
import { dayOf, daysBetween } from "@kheo/core/ground/days";
import type { Db, RootDb } from "@kheo/db/ground/connect";
import { sealEvents } from "@kheo/db/rules/chain";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { insertPeriod } from "@kheo/db/movement/periods";
import { recordStanding } from "@kheo/db/rules/records";
import { insertRecheck } from "@kheo/db/movement/recognition";
import { getAssessment } from "@kheo/db/movement/scoring";
import { sql } from "kysely";
import { removeSetting, writeSetting } from "@kheo/db/ground/settings";
import { seedAdvisory } from "./advisory.ts";
import { currentYear, firstToday, type Seeding } from "./calling.ts";
import { bringModel, bringRecognition, brought } from "./facts.ts";
import { markSome, seedCommunes } from "./communes.ts";
import { draftDecision, meet } from "./council.ts";
import { seedDocuments } from "./documents.ts";
import { formerUnits, seedPast, seedSuccession } from "./past.ts";
import { playSeason } from "./season.ts";
import { accept, type Around, declare, playScore, register } from "./stages.ts";
import { seedReplications } from "./replications.ts";
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
  const officers = new Map(people.officers);
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

/** A model of an earlier year, with its decision and a check since. */
const seedHistory = async (seeding: Seeding, source: SourceModel): Promise<void> => {
  const { year, id: key } = source;
  const id = idOf(key);
  // Units of today cannot have registered before they began.
  const acceptedOn = modelUnits[key]?.validTo === undefined && year === 2025 ? "2025-08-15" : `${year}-04-10`;
  await bringModel(seeding, { id, year, acceptedOn, unitId: unitIdOf(source), form: formOf(source) });
  const recognition = recognitionOf(source);
  if (recognition === null) return;
  await insertRecheck(seeding.db, {
    recognitionId: await bringRecognition(seeding.db, recognition),
    heldOn: `${year}-12-15`,
    result: "confirm",
    note: "Mô hình giữ vững kết quả.",
  });
};

/** How a model was recognised: by the province, or by the commune (before July 2025 also the district) that it is in. */
const recognitionOf = (source: SourceModel, modelId = idOf(source.id)) => {
  const level = levelOf(source);
  return (
    level && {
      modelId,
      level,
      unitId: level === "province" ? provinceId : (modelUnits[source.id]?.parentId ?? provinceId),
      number: `${source.id.slice(4)}-QĐ/${level === "province" ? "TU" : "ĐU"}`,
      signedOn: `${source.year}-11-20`,
    }
  );
};

/** The models of phường Trà Câu are part of its season. */
const isOfTraCau = (key: string): boolean => modelUnits[key]?.key.startsWith("tra-cau/") ?? false;

const province = ({ people }: Seeding): Around => ({
  unitId: provinceId,
  office: "chuyenvien.tinh",
  leader: "lanhdao.tinh",
  secretary: "hoidong3.tinh",
  signatoryTitle: "Phó Trưởng ban",
  council: people.councils.tinh,
});

const votedByProvince = ["DVK-08", "DVK-18", "DVK-23"];

/** What the province's council voted for yesterday: two decisions are drafted, the third is not yet. */
const seedProvinceMeeting = async (seeding: Seeding, modelIds: readonly string[]): Promise<void> => {
  const around = province(seeding);
  const title = "Phiên họp xét công nhận cấp tỉnh đợt 1 năm 2026";
  await meet(seeding, around, { title, heldOn: "2026-11-25", modelIds });
  for (const modelId of modelIds.slice(1))
    await draftDecision(seeding, around, modelId, { number: "312-QĐ/BTGDV", signedOn: "2026-11-26" });
};

/** Registers and, unless it is still waiting, accepts a model of this year. */
const seedRegistration = async (seeding: Seeding, source: SourceModel): Promise<string> => {
  const submitted = await register(seeding, { unitId: unitIdOf(source), form: formOf(source), on: "2026-03-16" });
  if (source.status !== "registered") await accept(seeding, province(seeding), submitted, "2026-04-08");
  return submitted.id;
};

const seedScore = async (seeding: Seeding, source: SourceModel, id: string): Promise<void> => {
  const score = scores[source.id];
  if (!score) return;
  const days = { report: "2026-11-06", appraise: "2026-11-12", mark: "2026-11-17", close: "2026-11-20" };
  await playScore(seeding, province(seeding), { id, unitId: unitIdOf(source) }, score, days);
  const recognition = recognitionOf(source, id);
  if (recognition) await bringRecognition(seeding.db, recognition);
};

/** Figures that a unit has begun to type, so that open assessments are not all empty. */
const seedBeginning = async (seeding: Seeding, source: SourceModel, id: string): Promise<void> => {
  if (source.status !== "inProgress") return;
  const { editionId } = await getAssessment(seeding.db, id);
  const known = catalog.edition(editionId)?.figures["monthsActive"];
  await declare(seeding, { id, unitId: unitIdOf(source) }, { figures: known ? { monthsActive: 9 } : {} }, "2026-10-05");
};

/** Everything of the demonstration. Returns whose accounts there are. */
const fill = async (db: RootDb, passwordHash: string): Promise<SeededPeople> => {
  const { people, periods, officers } = await db.transaction().execute(async (transaction) => {
    await writeSetting(transaction, "seeding", { since: new Date().toISOString() });
    await seedTerritory(transaction);
    await seedTraCau(transaction);
    await seedUnits(transaction, [...unitsOfModels, ...formerUnits]);
    await seedSuccession(transaction);
    await seedAdvisory(transaction);
    const people = await seedPeople(transaction, passwordHash);
    return {
      people,
      periods: await seedPeriods(transaction),
      officers: await seedOfficers(transaction, passwordHash, people),
    };
  });
  const seeding: Seeding = { db, people, periods, officers };
  await db.transaction().execute(async (transaction) => {
    const past = { ...seeding, db: transaction };
    await seedPast(past);
    for (const source of sourceModels.filter(({ year }) => year < currentYear)) await seedHistory(past, source);
  });
  // What is done to it in this year is a step from where it stood.
  await recordStanding(db, brought);
  await playSeason(seeding);
  await seedDocuments(seeding);
  const voted: string[] = [];
  for (const source of sourceModels.filter(({ id, year }) => year === currentYear && !isOfTraCau(id))) {
    const modelId = await seedRegistration(seeding, source);
    await seedScore(seeding, source, modelId);
    await seedBeginning(seeding, source, modelId);
    if (votedByProvince.includes(source.id)) voted.push(modelId);
  }
  await seedProvinceMeeting(seeding, voted);
  const marking = await db.transaction().execute((transaction) => seedCommunes({ ...seeding, db: transaction }));
  await markSome(seeding, marking);
  await seedReplications(seeding);
  await recordStanding(db, brought);
  await sealEvents(db);
  return people;
};

/**
 * Fills an empty database with the demonstration: the 96 communes of Quảng Ngãi with their predecessors, the tree of
 * phường Trà Câu, accounts for every post, two councils of nine, a season of the ward and what the other communes did. What belongs to this
 * year goes through the same procedures that people use.
 */
export const seedDemonstration = async (
  db: RootDb,
  hashPassword: (password: string) => Promise<string>,
): Promise<void> => {
  const { accounts } = await fill(db, await hashPassword(demonstrationPassword));
  const standing = await readStanding(db);
  const seededAt = new Date();
  await db.transaction().execute(async (transaction) => {
    // With this all that went before is on the disk.
    await sql`set local synchronous_commit = on`.execute(transaction);
    await writeSetting(transaction, "demonstrationStanding", standing);
    await writeSetting(transaction, "demonstration", {
      seededAt: seededAt.toISOString(),
      daysBehind: daysBetween(firstToday, dayOf(seededAt)),
      accounts,
    });
    await removeSetting(transaction, "seeding");
  });
};
