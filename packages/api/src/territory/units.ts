import { randomUUID } from "node:crypto";
import { type Day, day, formatDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { authorize } from "@kheo/core/rules/rights";
import { searchWords } from "@kheo/core/ground/text";
import { unitList } from "@kheo/core/territory/unit-list";
import { createUnitInput, superiorInput, unitKinds, type UnitLine, unitLines } from "@kheo/core/territory/units";
import { unitProfileInput } from "@kheo/core/territory/unit-profiles";
import { listProfiles, recordProfile } from "@kheo/db/territory/unit-profiles";
import {
  firstDayOf,
  hasChildNamed,
  insertUnit,
  listUnits,
  placeOf,
  requireInForce,
  setSuperior,
} from "@kheo/db/territory/units";
import { findUnits, formerNames, listUnitRows, unitSorts } from "@kheo/db/territory/unit-list";
import { unitHistory, unitLineage } from "@kheo/db/territory/lineage";
import { z } from "zod";
import { listing } from "../rules/listing.ts";
import { add, list, type ListScene, nothing, read, router } from "../rules/procedures.ts";
import { unit } from "../rules/subjects.ts";

const ofDay = { day: day("Ngày").optional(), line: z.enum(unitLines).optional() };

/** Of the territory today, where no line and no day is named. */
const lookOf = (
  { today }: ListScene,
  { day: asOf = today, line = "territory" }: { day?: Day | undefined; line?: UnitLine | undefined },
) => ({
  day: asOf,
  line,
});

const pages = listing({
  action: "unit.view",
  list: unitList,
  filter: z.object({
    ...ofDay,
    below: z.uuid().optional(),
    kind: z.enum(unitKinds).optional(),
    search: searchWords.optional(),
  }),
  find: (scene, filter) => findUnits(scene.db, lookOf(scene, filter), filter),
  sorts: (scene, filter) => unitSorts(lookOf(scene, filter)),
  rows: (scene, page, filter) => listUnitRows(scene.db, page, lookOf(scene, filter)),
  more: async (scene, filter) => {
    const { search = "" } = filter;
    return { former: search.trim() === "" ? [] : await formerNames(scene.db, lookOf(scene, filter).day, search) };
  },
});

export const unitsRouter = router({
  list: pages,

  /** All units of a line in force on a day, or those below one; the territory without a line. */
  tree: list(
    "unit.view",
    z.object({ ...ofDay, below: z.uuid().optional() }),
    ({ db, today }, { day: asOf = today, ...of }) => listUnits(db, { day: asOf, ...of }),
  ),

  get: read("unit.view", unit, nothing, async ({ db, place }) => ({
    id: place.id,
    ...(await unitHistory(db, place.id)),
  })),

  /** What the unit came from and became. */
  lineage: read(
    "unit.view",
    unit,
    z.object({ steps: z.number().int().min(1).max(5).default(2) }),
    ({ db, place }, { steps }) => unitLineage(db, place.id, steps),
  ),

  /** What the unit is like and was like, newest first. */
  profiles: read("unit.view", unit, nothing, ({ db, place }) => listProfiles(db, place.id)),

  recordProfile: add({
    action: "unit.describe",
    on: unit,
    input: unitProfileInput,
    run: async ({ db, place, today }, profile) => {
      await requireInForce(db, place.id, today);
      const from = await firstDayOf(db, place.id);
      if (profile.validFrom < from || profile.validFrom > today) {
        throw new DomainError("unit.describedOutside", { from: formatDay(from), to: formatDay(today) });
      }
      await recordProfile(db, place.id, profile);
      return { id: place.id };
    },
  }),

  /** Where the unit stands in another line than the territory, from a day on. */
  setSuperior: add({
    action: "unit.manage",
    on: unit,
    input: superiorInput,
    run: async ({ db, actor, place, today }, superior) => {
      await requireInForce(db, place.id, superior.from);
      if (superior.parentId !== null) {
        // Whoever is above a unit in any line has rights in it: only who administers both puts one above the other.
        authorize(actor, "unit.manage", await placeOf(db, superior.parentId, today));
        await requireInForce(db, superior.parentId, superior.from);
        const begun = await firstDayOf(db, superior.parentId);
        if (superior.from < begun) throw new DomainError("unit.superiorNotYet", { from: formatDay(begun) });
      }
      await setSuperior(db, place.id, superior);
      return { id: place.id };
    },
  }),

  create: add({
    action: "unit.manage",
    on: unit,
    input: createUnitInput,
    made: ({ id }) => [{ thing: "unit", id: id }],
    run: async ({ db, place }, { name, kind, validFrom }) => {
      await requireInForce(db, place.id, validFrom);
      if (kind === "province") throw new DomainError("unit.provinceBelow");
      if (await hasChildNamed(db, place.id, name, validFrom)) throw new DomainError("unit.duplicate", { name });
      const id = randomUUID();
      await insertUnit(db, { id, name, kind, line: "territory", parentId: place.id, validFrom });
      return { id };
    },
  }),
});
