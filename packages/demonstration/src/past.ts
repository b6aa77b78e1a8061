import type { Field, Target } from "@kheo/core/movement/models";
import type { Db } from "@kheo/db/ground/connect";
import { insertUnitChange } from "@kheo/db/territory/units";
import type { Seeding } from "./calling.ts";
import { bringModel, bringRecognition } from "./facts.ts";
import { formOfGoal } from "./models.ts";
import source from "./past.json" with { type: "json" };
import {
  communeId,
  type DemonstrationUnit,
  firstDay,
  idOf,
  lastOldDay,
  localBodies,
  legalBasis,
  newDay,
  oldUnitId,
} from "./units.ts";

type PastModel = {
  /** The unit of before the reform: a body of an old commune, or the cell that is now the one of that number. */
  readonly body: string;
  readonly commune: string;
  readonly heir: string;
  readonly title: string;
  readonly field: Field;
  readonly topic: string;
  readonly desc: string;
  readonly households: number;
  readonly target: Pick<Target, "name" | "unit" | "goal">;
  /** In which years it was registered, each carrying on the one before. */
  readonly years: readonly number[];
  readonly recognized: readonly number[];
};
const pastModels = source as readonly PastModel[];

const communes: Readonly<
  Record<string, { readonly place: string; readonly id: string; readonly cellsBefore: number }>
> = {
  "pho-van": { place: "phường Phổ Văn", id: "quang-ngai/tx-duc-pho/phuong-pho-van", cellsBefore: 0 },
  "pho-quang": { place: "phường Phổ Quang", id: "quang-ngai/tx-duc-pho/phuong-pho-quang", cellsBefore: 5 },
  "pho-an": { place: "xã Phổ An", id: "quang-ngai/tx-duc-pho/xa-pho-an", cellsBefore: 9 },
  "pho-thuan": { place: "xã Phổ Thuận", id: "quang-ngai/tx-duc-pho/xa-pho-thuan", cellsBefore: 14 },
};

const keyOf = (commune: string, body: string): string => `${commune}/${body}`;

const unitOf = (commune: string, body: string): DemonstrationUnit => {
  const { place = "", id = "", cellsBefore = 0 } = communes[commune] ?? {};
  const area = place.startsWith("xã") ? "thôn" : "tổ dân phố";
  const { name, kind } = localBodies[body] ?? {
    name: `Chi bộ ${area} ${Number(body.replace("cell-", "")) - cellsBefore},`,
    kind: "partyCell" as const,
  };
  return {
    key: keyOf(commune, body),
    name: `${name} ${place}`,
    kind,
    parentId: oldUnitId(id),
    validFrom: firstDay,
    validTo: lastOldDay,
  };
};

/** Every body of the four old communes, with the cells that registered something. */
const heirs = new Map<string, { readonly unit: DemonstrationUnit; readonly heir: string }>(
  [
    ...Object.keys(communes).flatMap((commune) =>
      Object.keys(localBodies).map((body) => ({ unit: unitOf(commune, body), heir: `tra-cau/${body}` })),
    ),
    ...pastModels.map(({ commune, body, heir }) => ({ unit: unitOf(commune, body), heir })),
  ].map((one) => [one.unit.key, one]),
);

/** The units that became those of phường Trà Câu. */
export const formerUnits: readonly DemonstrationUnit[] = [...heirs.values()].map(({ unit }) => unit);

/** What became of each of them on the day of the reform. */
export const seedSuccession = async (db: Db): Promise<void> => {
  for (const [heir, former] of Map.groupBy(heirs.values(), (one) => one.heir)) {
    await insertUnitChange(
      db,
      { kind: "merge", effectiveOn: newDay, basis: legalBasis },
      former.map(({ unit }) => ({ fromUnitId: idOf(unit.key), toUnitId: idOf(heir), note: null })),
    );
  }
};

const pastId = (model: PastModel, year: number): string =>
  idOf(`past ${keyOf(model.commune, model.body)} ${model.title} ${year}`);

/** Last year's model of a title, by the unit that carries it on. */
export const lastYearsModel = (heir: string, title: string): string | null => {
  const found = pastModels.find((model) => model.heir === heir && model.title === title && model.years.includes(2025));
  return found ? pastId(found, 2025) : null;
};

/** What those units registered in the three years before, and what was recognised of it. */
export const seedPast = async (seeding: Pick<Seeding, "db" | "periods">): Promise<void> => {
  for (const model of pastModels) {
    const { commune, body, title, field, topic, desc, target, years, recognized } = model;
    const { id: oldCommune = "" } = communes[commune] ?? {};
    const owner = unitOf(commune, body);
    const lineageId = pastId(model, years[0] ?? 0);
    for (const [index, year] of years.entries()) {
      const id = pastId(model, year);
      const before = years[index - 1];
      await bringModel(seeding, {
        id,
        year,
        unitId: idOf(owner.key),
        acceptedOn: `${year}-04-${String(2 + ((index + title.length) % 12)).padStart(2, "0")}`,
        continues: before === undefined ? null : { id: pastId(model, before), lineageId },
        form: formOfGoal({ title, field, topic, year, desc, target, owner: owner.name }),
      });
      if (!recognized.includes(year)) continue;
      const isOld = year < 2025;
      await bringRecognition(seeding.db, {
        modelId: id,
        level: "commune",
        unitId: isOld ? oldUnitId(oldCommune) : communeId("Phường Trà Câu"),
        number: isOld ? `${year - 1990}-QĐ/ĐU` : "38-QĐ/ĐU",
        signedOn: `${year}-12-05`,
      });
    }
  }
};
