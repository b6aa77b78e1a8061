import { randomUUID } from "node:crypto";
import type { AdvisoryDuty, AdvisoryLevel } from "@kheo/core/offices/advisory";
import { isDomainError } from "@kheo/core/rules/errors";
import type { UnitKind } from "@kheo/core/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertRow } from "../rules/tables.ts";
import { testDatabase } from "../testing.ts";
import { insertUnit, insertUnitChange } from "../territory/units.ts";
import { advisoryBodies } from "./advisory.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let ids: Record<string, string>;

const unit = async (
  name: string,
  key: string,
  kind: UnitKind,
  parent: string | null,
  days: { from?: string; to?: string },
) => {
  const id = randomUUID();
  ids[key] = id;
  await insertUnit(database.db, {
    id,
    name,
    kind,
    line: "territory",
    parentId: parent === null ? null : ids[parent]!,
    validFrom: days.from ?? "2020-02-01",
    validTo: days.to ?? null,
  });
};
const merged = (effectiveOn: string, from: readonly string[], to: readonly string[]) =>
  insertUnitChange(
    database.db,
    { kind: from.length > 1 ? "merge" : "split", effectiveOn, basis: "Nghị quyết" },
    from.flatMap((one) => to.map((other) => ({ fromUnitId: ids[one]!, toUnitId: ids[other]!, note: null }))),
  );

const old = { to: "2025-06-30" };
const today = { from: "2025-07-01" };

/** The two provinces and the town that ended on 30/06/2025, and what came of them. */
beforeEach(async () => {
  database = await testDatabase();
  ids = {};
  await unit("Tỉnh Quảng Ngãi", "oldProvince", "province", null, old);
  await unit("Tỉnh Kon Tum", "konTum", "province", null, old);
  await unit("Thị xã Đức Phổ", "town", "town", "oldProvince", old);
  await unit("Phường Phổ Văn", "phoVan", "ward", "town", old);
  await unit("Xã Phổ An", "phoAn", "commune", "town", old);
  await unit("Xã Phổ Nhơn", "divided", "commune", "town", old);
  await unit("Tỉnh Quảng Ngãi", "province", "province", null, today);
  await unit("Phường Trà Câu", "traCau", "ward", "province", today);
  await unit("Phường Đức Phổ", "ducPho", "ward", "province", today);
  await unit("Chi bộ tổ dân phố 3", "cell", "partyCell", "traCau", today);
  await merged("2025-07-01", ["oldProvince", "konTum"], ["province"]);
  await merged("2025-07-01", ["phoVan", "phoAn"], ["traCau"]);
  await merged("2025-07-01", ["divided"], ["traCau", "ducPho"]);
});
afterEach(() => database.db.destroy());

type Given = {
  at?: string;
  level?: AdvisoryLevel;
  duty?: AdvisoryDuty;
  family?: "party" | "front";
  from?: string;
  to?: string;
};
const assigned = (bodyName: string, given: Given = {}) =>
  insertRow(database.db, "advisoryAssignment", {
    unitId: ids[given.at ?? "province"]!,
    level: given.level ?? "province",
    duty: given.duty ?? "massMobilization",
    family: given.family ?? "party",
    bodyName,
    basis: `Văn bản về ${bodyName}`,
    validFrom: given.from ?? "2020-01-01",
    validTo: given.to ?? null,
  });

/** As it changed three times in two years, written at the province of today. */
const theThree = async () => {
  const until = "2025-02-02";
  const between = { from: "2025-02-03", to: "2026-07-27" };
  await assigned("Ban Dân vận Trung ương", { level: "centre", to: until });
  await assigned("Ban Tuyên giáo và Dân vận Trung ương", { level: "centre", ...between });
  await assigned("Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương", { level: "centre", from: "2026-07-28" });
  await assigned("Ban Dân vận Tỉnh ủy", { to: until });
  await assigned("Ban Tuyên giáo và Dân vận Tỉnh ủy", between);
  await assigned("Ủy ban MTTQ Việt Nam {địa bàn}", { family: "front", from: "2026-07-28" });
  await assigned("Ban Dân vận cấp ủy {địa bàn}", { level: "district", to: until });
  await assigned("Ban Tuyên giáo và Dân vận cấp ủy {địa bàn}", {
    level: "district",
    from: "2025-02-03",
    to: "2025-06-30",
  });
  await assigned("Khối dân vận {địa bàn}", { level: "commune", to: "2025-06-30" });
  await assigned("Ủy ban MTTQ Việt Nam {địa bàn}", { level: "commune", family: "front", from: "2025-07-01" });
};

const askedOf = (place: string, on: string) => advisoryBodies(database.db, { placeId: ids[place]!, on });
const namesOf = async (place: string, on: string) => (await askedOf(place, on)).map(({ bodyName }) => bodyName);
const refusalOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (isDomainError(error)) return { code: error.code, details: error.details as unknown };
  throw error ?? new Error("the call was not refused");
};

describe("Phường Phổ Văn, which is phường Trà Câu since 01/07/2025", () => {
  beforeEach(theThree);

  test("is told on 01/02/2025 what the papers of that day named, by the names of that day", async () => {
    expect(await namesOf("phoVan", "2025-02-01")).toEqual([
      "Ban Dân vận Trung ương",
      "Ban Dân vận Tỉnh ủy",
      "Ban Dân vận cấp ủy thị xã Đức Phổ",
      "Khối dân vận phường Phổ Văn",
    ]);
  });

  test("is told on 01/06/2025 what the merger of February left", async () => {
    expect(await namesOf("phoVan", "2025-06-01")).toEqual([
      "Ban Tuyên giáo và Dân vận Trung ương",
      "Ban Tuyên giáo và Dân vận Tỉnh ủy",
      "Ban Tuyên giáo và Dân vận cấp ủy thị xã Đức Phổ",
      "Khối dân vận phường Phổ Văn",
    ]);
  });

  test("is told on 01/11/2026 the bodies of whoever carries it on, of a province without districts", async () => {
    expect(await askedOf("phoVan", "2026-11-01")).toEqual([
      {
        level: "centre",
        duty: "massMobilization",
        bodyName: "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",
        family: "party",
        basis: "Văn bản về Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",
        unitId: null,
      },
      {
        level: "province",
        duty: "massMobilization",
        bodyName: "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
        family: "front",
        basis: "Văn bản về Ủy ban MTTQ Việt Nam {địa bàn}",
        unitId: ids["province"],
      },
      {
        level: "commune",
        duty: "massMobilization",
        bodyName: "Ủy ban MTTQ Việt Nam phường Trà Câu",
        family: "front",
        basis: "Văn bản về Ủy ban MTTQ Việt Nam {địa bàn}",
        unitId: ids["traCau"],
      },
    ]);
    expect(await namesOf("traCau", "2026-11-01")).toEqual(await namesOf("phoVan", "2026-11-01"));
  });

  test("changes between the last day of one and the first of the next", async () => {
    const ofProvince = async (on: string) => (await namesOf("phoVan", on))[1];
    expect(await ofProvince("2025-02-02")).toBe("Ban Dân vận Tỉnh ủy");
    expect(await ofProvince("2025-02-03")).toBe("Ban Tuyên giáo và Dân vận Tỉnh ủy");
    expect(await ofProvince("2026-07-27")).toBe("Ban Tuyên giáo và Dân vận Tỉnh ủy");
    expect(await ofProvince("2026-07-28")).toBe("Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi");
  });
});

describe("a place is told of each level that it has", () => {
  beforeEach(theThree);

  test("a party cell of its ward and its province", async () => {
    expect(await namesOf("cell", "2026-11-01")).toEqual([
      "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",
      "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
      "Ủy ban MTTQ Việt Nam phường Trà Câu",
    ]);
  });

  test("a province of no commune, and the other old province by its own name", async () => {
    await assigned("Ban Tôn giáo {địa bàn}", { duty: "religion" });
    expect(await namesOf("konTum", "2025-02-01")).toEqual([
      "Ban Dân vận Trung ương",
      "Ban Dân vận Tỉnh ủy",
      "Ban Tôn giáo tỉnh Kon Tum",
    ]);
    expect(await namesOf("province", "2026-11-01")).toEqual([
      "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",
      "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
      "Ban Tôn giáo tỉnh Quảng Ngãi",
    ]);
  });
});

describe("what is written nearest to the place is named", () => {
  beforeEach(theThree);

  test("a ward's own before its province's, there and nowhere else", async () => {
    await assigned("Đảng ủy {địa bàn}", { at: "traCau", level: "commune", from: "2025-07-01" });
    expect((await askedOf("cell", "2026-11-01")).at(-1)).toMatchObject({
      bodyName: "Đảng ủy phường Trà Câu",
      family: "party",
    });
    expect((await namesOf("ducPho", "2026-11-01")).at(-1)).toBe("Ủy ban MTTQ Việt Nam phường Đức Phổ");
    // Before its first day the province's holds.
    expect((await namesOf("phoVan", "2025-06-30")).at(-1)).toBe("Khối dân vận phường Phổ Văn");
  });

  test("what the heir has before what the old superior had", async () => {
    await assigned("Tổ dân vận {địa bàn}", { at: "traCau", level: "commune" });
    await assigned("Tổ dân vận của thị xã", { at: "town", level: "commune", to: "2025-06-30" });
    expect((await namesOf("phoVan", "2025-02-01")).at(-1)).toBe("Tổ dân vận phường Phổ Văn");
    expect((await namesOf("divided", "2025-02-01")).at(-1)).toBe("Tổ dân vận của thị xã");
  });

  test("what one of several heirs has is not that of a divided commune", async () => {
    await assigned("Tổ dân vận {địa bàn}", { at: "traCau", level: "commune" });
    expect((await namesOf("divided", "2025-02-01")).at(-1)).toBe("Khối dân vận xã Phổ Nhơn");
  });

  test("duty by duty", async () => {
    await assigned("Ban Tôn giáo {địa bàn}", { at: "traCau", level: "commune", duty: "religion" });
    expect((await namesOf("traCau", "2026-11-01")).slice(-2)).toEqual([
      "Ủy ban MTTQ Việt Nam phường Trà Câu",
      "Ban Tôn giáo phường Trà Câu",
    ]);
  });
});

test("nothing is named where nothing is written, and after what has ended", async () => {
  expect(await askedOf("traCau", "2026-11-01")).toEqual([]);
  await assigned("Ban Dân vận Tỉnh ủy", { to: "2026-10-31" });
  expect(await namesOf("traCau", "2026-10-31")).toEqual(["Ban Dân vận Tỉnh ủy"]);
  expect(await askedOf("traCau", "2026-11-01")).toEqual([]);
});

test("a place that is not there on the day is refused by name", async () => {
  await theThree();
  expect(await refusalOf(askedOf("traCau", "2025-06-30"))).toEqual({
    code: "unit.notBegun",
    details: { name: "Phường Trà Câu", from: "01/07/2025" },
  });
  // Whoever carries on a divided commune is not one unit.
  expect(await refusalOf(askedOf("divided", "2025-07-01"))).toEqual({
    code: "unit.ended",
    details: { name: "Xã Phổ Nhơn", after: "30/06/2025" },
  });
  const nowhere = advisoryBodies(database.db, { placeId: randomUUID(), on: "2026-11-01" });
  expect((await refusalOf(nowhere)).code).toBe("unit.notFound");
});

test("the database refuses two of one unit, level and duty on one day, and nothing else", async () => {
  await assigned("Ban Dân vận Tỉnh ủy", { to: "2025-02-02" });
  await expect(assigned("Ban khác", { from: "2025-02-02" })).rejects.toMatchObject({ code: "23P01" });
  await assigned("Ban Tuyên giáo và Dân vận Tỉnh ủy", { from: "2025-02-03" });
  await assigned("Ban Dân vận Trung ương", { level: "centre" });
  await assigned("Ban Tôn giáo", { duty: "religion" });
  await assigned("Ban của phường", { at: "traCau" });
});
