import { createHash } from "node:crypto";
import { insertUnit, insertUnitChange, insertUnitLine } from "@kheo/db/territory/units";
import type { Db } from "@kheo/db/ground/connect";
import type { UnitChangeKind, UnitKind } from "@kheo/core/territory/units";
import source from "./units.json" with { type: "json" };

/** The same id for the same thing in every installation, so that addresses in the guide stay right. */
export const idOf = (name: string): string => {
  const hex = createHash("sha256").update(`kheo demonstration ${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** The first day of which the source says something: the old town of Đức Phổ began on it. */
export const firstDay = "2020-02-01";
export const lastOldDay = "2025-06-30";
/** The day the two-level local government began. */
export const newDay = "2025-07-01";

const prefix: Readonly<Record<string, string>> = {
  district: "Huyện",
  town: "Thị xã",
  provincialCity: "Thành phố",
  commune: "Xã",
  ward: "Phường",
  township: "Thị trấn",
  specialZone: "Đặc khu",
};

/** What the reform was decided by. */
export const { legalBasis } = source;

export const provinceId = idOf("quang-ngai-2025");

/** The 96 communes, wards and the special zone of today, by the names of the source. */
export const newCommunes = source.newUnits.map(({ id, name, kind }) => ({ id, name: `${prefix[kind]} ${name}` }));

/** The id of one of the 96 communes, wards and the special zone of today. */
export const communeId = (name: string): string => {
  const found = newCommunes.find((commune) => commune.name === name);
  if (!found) throw new Error(`No commune is called ${name}`);
  return idOf(found.id);
};

/** The id of a unit that ended on 30 June 2025. */
export const oldUnitId = (sourceId: string): string => idOf(sourceId);

const changeKinds: Readonly<Record<string, UnitChangeKind>> = {
  merge: "merge",
  split: "split",
  move: "move",
  kindChange: "kindChange",
};

/** The province before and after 1 July 2025: 96 communes with all their predecessors. */
export const seedTerritory = async (db: Db): Promise<void> => {
  for (const province of source.provinces) {
    const isNew = province.id === "quang-ngai-2025";
    await insertUnit(db, {
      id: idOf(province.id),
      name: `Tỉnh ${province.name}`,
      kind: "province",
      line: "territory",
      parentId: null,
      validFrom: isNew ? newDay : firstDay,
      validTo: isNew ? null : lastOldDay,
    });
  }
  for (const { id, name, kind, parent } of [...source.districts, ...source.oldUnits]) {
    await insertUnit(db, {
      id: idOf(id),
      name: `${prefix[kind]} ${name}`,
      kind: kind as UnitKind,
      line: "territory",
      parentId: idOf(parent),
      validFrom: firstDay,
      validTo: lastOldDay,
    });
  }
  for (const { id, name, kind } of source.newUnits) {
    await insertUnit(db, {
      id: idOf(id),
      name: `${prefix[kind]} ${name}`,
      kind: kind as UnitKind,
      line: "territory",
      parentId: provinceId,
      validFrom: newDay,
    });
  }
  await insertUnitChange(
    db,
    { kind: "merge", effectiveOn: newDay, basis: "202/2025/QH15" },
    ["quang-ngai", "kon-tum"].map((id) => ({ fromUnitId: idOf(id), toUnitId: provinceId, note: null })),
  );
  const byTarget = Map.groupBy(source.changes, ({ type, to }) => `${type} ${to}`);
  for (const changes of byTarget.values()) {
    await insertUnitChange(
      db,
      {
        kind: changeKinds[changes[0]?.type ?? ""] ?? "merge",
        effectiveOn: source.effectiveDate,
        basis: source.legalBasis,
      },
      changes.map(({ from, to }) => ({ fromUnitId: idOf(from), toUnitId: idOf(to), note: null })),
    );
  }
};

/** An organizational unit of the demonstration, under a commune or another such unit. */
export type DemonstrationUnit = {
  readonly key: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId: string;
  /** Its superior in the party line, beside the one in the territory. */
  readonly partyParentKey?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
};

/** The bodies of every commune, before the reform and after it, by the end of their key; each is called after its commune. */
export const localBodies: Readonly<Record<string, Pick<DemonstrationUnit, "name" | "kind">>> = {
  "phu-nu": { name: "Hội LHPN", kind: "union" },
  "nong-dan": { name: "Hội Nông dân", kind: "union" },
  "cong-an": { name: "Công an", kind: "armedForces" },
  "mat-tran": { name: "UBMTTQ", kind: "front" },
  "thanh-nien": { name: "Đoàn Thanh niên", kind: "union" },
  "uy-ban": { name: "UBND", kind: "government" },
  "cuu-chien-binh": { name: "Hội CCB", kind: "union" },
};

const traCau = communeId("Phường Trà Câu");
const partyCommittee = "tra-cau/dang-uy";
const cell = (key: string, name: string, parentId = traCau): DemonstrationUnit => ({
  key: `tra-cau/chi-bo-${key}`,
  name: `Chi bộ ${name}, phường Trà Câu`,
  kind: "partyCell",
  parentId,
  partyParentKey: partyCommittee,
});
const cellOfAgency = (key: string, name: string) => cell(key, name, idOf(partyCommittee));

/** The tree of phường Trà Câu: twenty-eight units whose movement is assessed, and the cells of its agencies. */
export const traCauUnits: readonly DemonstrationUnit[] = [
  {
    key: partyCommittee,
    name: "Đảng ủy phường Trà Câu",
    kind: "partyCommittee",
    parentId: traCau,
    partyParentKey: "quang-ngai-2025",
  },
  { key: "tra-cau/mat-tran", name: "Ủy ban MTTQ Việt Nam phường Trà Câu", kind: "front", parentId: traCau },
  { key: "tra-cau/uy-ban", name: "UBND phường Trà Câu", kind: "government", parentId: traCau },
  { key: "tra-cau/cong-an", name: "Công an phường Trà Câu", kind: "armedForces", parentId: traCau },
  { key: "tra-cau/quan-su", name: "Ban Chỉ huy quân sự phường Trà Câu", kind: "armedForces", parentId: traCau },
  {
    key: "tra-cau/hanh-chinh-cong",
    name: "Trung tâm Phục vụ hành chính công phường Trà Câu",
    kind: "publicServiceUnit",
    parentId: traCau,
  },
  { key: "tra-cau/nong-dan", name: "Hội Nông dân phường Trà Câu", kind: "union", parentId: traCau },
  { key: "tra-cau/phu-nu", name: "Hội LHPN phường Trà Câu", kind: "union", parentId: traCau },
  { key: "tra-cau/cuu-chien-binh", name: "Hội CCB phường Trà Câu", kind: "union", parentId: traCau },
  { key: "tra-cau/thanh-nien", name: "Đoàn Thanh niên phường Trà Câu", kind: "union", parentId: traCau },
  cellOfAgency("co-quan-dang", "các cơ quan Đảng"),
  cellOfAgency("uy-ban", "UBND phường"),
  cellOfAgency("cong-an", "Công an phường"),
  cellOfAgency("quan-su", "Quân sự phường"),
  cellOfAgency("thcs", "Trường THCS"),
  cellOfAgency("tieu-hoc", "Trường Tiểu học"),
  cellOfAgency("mam-non", "Trường Mầm non"),
  cellOfAgency("tram-y-te", "Trạm Y tế"),
  ...Array.from({ length: 18 }, (_, index) => cell(`to-${index + 1}`, `tổ dân phố ${index + 1}`)),
];

/** Inserts organizational units; a superior comes before its subordinates. */
export const seedUnits = async (db: Db, units: readonly DemonstrationUnit[]): Promise<void> => {
  for (const { key, name, kind, parentId, partyParentKey, validFrom = newDay, validTo = null } of units) {
    const id = idOf(key);
    await insertUnit(db, { id, name, kind, line: "territory", parentId, validFrom, validTo });
    if (partyParentKey !== undefined) {
      await insertUnitLine(db, { unitId: id, line: "party", name, kind, parentId: idOf(partyParentKey), validFrom });
    }
  }
};

export const seedTraCau = (db: Db): Promise<void> => seedUnits(db, traCauUnits);
