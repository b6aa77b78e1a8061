import { type EvidenceKind, evidenceKindText, type evidenceList } from "@kheo/core/movement/evidence";
import type { Day } from "@kheo/core/ground/days";
import type { ColumnOf } from "@kheo/core/rules/lists";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { holdsWords } from "../rules/search.ts";
import { addedOn, type EvidenceReach, usesAsJson, usesOf, visible } from "./evidence.ts";

type Filter = {
  readonly unitId?: string | undefined;
  readonly kind?: EvidenceKind | undefined;
  readonly search?: string | undefined;
};

/** The files that units keep now, without those that were replaced or removed. */
export const findEvidence = (db: Db, reach: EvidenceReach, { unitId, kind, search }: Filter) => {
  let query = db
    .selectFrom("evidence")
    .innerJoin("storedFile", "storedFile.hash", "evidence.fileHash")
    .innerJoin("person", "person.id", "evidence.addedBy")
    .where("evidence.removedAt", "is", null)
    .where("evidence.replacedAt", "is", null)
    .where(visible(reach))
    .select("evidence.id as id");
  if (unitId !== undefined) {
    query = query.where(sql<boolean>`evidence.unit_id in (select units_below(array[${unitId}]::uuid[], ${reach.day}))`);
  }
  if (kind !== undefined) query = query.where("storedFile.kind", "=", kind);
  if (search !== undefined && search.trim() !== "") query = query.where(holdsWords("evidence.folded", search));
  return query;
};

const unitName = (day: Day) => sql<string>`unit_name(evidence.unit_id, ${day})`;
const usedFor = (reach: EvidenceReach) => sql<string>`(select coalesce(string_agg(
  concat_ws(', ', used.code, used.criterion), '; ' order by used.code, used.criterion nulls first), '')
  from ${usesOf(reach)} used)`;

export const evidenceSorts = (reach: EvidenceReach): Sorts<ColumnOf<typeof evidenceList>> => ({
  name: sql`evidence.name collate vietnamese`,
  title: sql`evidence.title collate vietnamese`,
  kind: placeIn(evidenceKindText, "storedFile.kind"),
  unitName: sql`${unitName(reach.day)} collate vietnamese`,
  usedFor: sql`${usedFor(reach)} collate vietnamese`,
  takenOn: sql.ref("evidence.takenOn"),
  addedOn: sql.ref("evidence.addedAt"),
  addedByName: sql`person.name collate vietnamese`,
});

export const listEvidence = (db: Db, page: Page, reach: EvidenceReach) =>
  db
    .selectFrom(page)
    .innerJoin("evidence", "evidence.id", "page.id")
    .innerJoin("storedFile", "storedFile.hash", "evidence.fileHash")
    .innerJoin("person", "person.id", "evidence.addedBy")
    .select([
      "evidence.id",
      "evidence.name",
      "evidence.title",
      "storedFile.kind",
      "storedFile.size",
      "evidence.unitId",
      unitName(reach.day).as("unitName"),
      usedFor(reach).as("usedFor"),
      usesAsJson(reach).as("uses"),
      "evidence.takenOn",
      addedOn.as("addedOn"),
      "person.name as addedByName",
      "evidence.version",
    ])
    .orderBy("page.place")
    .execute();
