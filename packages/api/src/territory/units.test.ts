import { randomUUID } from "node:crypto";
import type { unitProfileInput } from "@kheo/core/territory/unit-profiles";
import { insertUnit, insertUnitChange, insertUnitLine } from "@kheo/db/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { of, refusalOf, today, type World, world } from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

test("units are listed as of a day, below a unit, in Vietnamese order", async () => {
  const administrator = await w.as(w.people.administrator);
  for (const name of ["Xã Đồng Tâm", "Xã Diên Hồng", "Xã Ân Hảo", "Xã An Hải"]) {
    await administrator.units.create(of(w.units.province, { name, kind: "commune", validFrom: today }));
  }
  const names = async (input: object) => (await administrator.units.list(input)).rows.map(({ name }) => name);
  expect(await names({ search: "xã" })).toEqual(["Xã An Hải", "Xã Ân Hảo", "Xã Diên Hồng", "Xã Đồng Tâm"]);
  expect(await names({ search: "xã", day: "2026-05-03" })).toEqual([]);
  expect(await names({ below: w.units.otherWard })).toEqual(["Chi bộ thôn Long Thạnh", "Phường Sa Huỳnh"]);
});

test("a line has its own tree: the same cell hangs below the party committee there", async () => {
  const committee = randomUUID();
  await insertUnit(w.db, {
    id: committee,
    name: "Đảng ủy phường Trà Câu",
    kind: "partyCommittee",
    line: "party",
    parentId: null,
    validFrom: "2025-07-01",
  });
  await insertUnitLine(w.db, {
    unitId: w.units.cell,
    line: "party",
    name: "Chi bộ tổ dân phố 3",
    kind: "partyCell",
    parentId: committee,
    validFrom: "2025-07-01",
  });
  const viewer = await w.as(w.people.viewer);
  const tree = async (input: object) =>
    (await viewer.units.tree(input)).map(({ name, parentId }) => ({ name, below: parentId }));
  expect(await tree({ line: "party" })).toEqual([
    { name: "Chi bộ tổ dân phố 3", below: committee },
    { name: "Đảng ủy phường Trà Câu", below: null },
  ]);
  expect(await tree({ line: "party", day: "2025-06-30" })).toEqual([]);
  expect(await tree({})).toEqual(await tree({ line: "territory" }));
  const { rows } = await viewer.units.list({ line: "party", search: "to dan pho 3" });
  expect(rows.map(({ name, parentName }) => [name, parentName])).toEqual([
    ["Chi bộ tổ dân phố 3", "Đảng ủy phường Trà Câu"],
  ]);
});

test("a unit stands in each line below another superior, from day to day, and is seen from there", async () => {
  const administrator = await w.as(w.people.administrator);
  const { ward, otherWard, cell, province } = w.units;
  const put = (parentId: string | null, from: string) =>
    administrator.units.setSuperior(of(cell, { line: "vertical", parentId, from }));
  const superiors = async () =>
    (await administrator.units.get({ id: cell, data: {} })).superiors.map(({ parentName, validFrom, validTo }) =>
      [parentName, validFrom, validTo].join(" "),
    );
  const [first, second] = (await administrator.units.tree({})).filter(({ id }) => id === province || id === otherWard);
  const names = new Map<string | undefined, string | undefined>([first, second].map((unit) => [unit?.id, unit?.name]));
  await put(otherWard, "2026-01-01");
  await put(province, "2026-03-01");
  await put(province, "2026-04-01");
  expect(await superiors()).toEqual([
    `${names.get(province)} 2026-03-01 `,
    `${names.get(otherWard)} 2026-01-01 2026-02-28`,
  ]);
  expect((await refusalOf(put(otherWard, "2026-02-01"))).code).toBe("unit.superiorLater");
  await put(otherWard, "2026-03-01");
  expect((await superiors())[0]).toBe(`${names.get(otherWard)} 2026-03-01 `);
  const listed = async (day: string) =>
    (await administrator.units.tree({ line: "vertical", day })).map(({ id, parentId }) => [id, parentId]);
  expect(await listed("2026-02-28")).toEqual([[cell, otherWard]]);

  await put(null, "2026-04-01");
  expect(await listed("2026-04-01")).toEqual([]);
  expect((await refusalOf(put(province, "2026-03-31"))).code).toBe("unit.superiorLater");
  expect((await refusalOf(put(cell, "2026-04-01"))).code).toBe("unit.ownSuperior");
  const circle = administrator.units.setSuperior(of(ward, { line: "party", parentId: cell, from: "2026-04-01" }));
  expect((await refusalOf(circle)).code).toBe("unit.ownSuperior");
  expect((await refusalOf(put(randomUUID(), "2026-04-01"))).code).toBe("unit.notFound");
});

test("two names that differ in one mark are two units; the same name twice under one parent is refused", async () => {
  const administrator = await w.as(w.people.administrator);
  const create = (name: string) =>
    administrator.units.create(of(w.units.province, { name, kind: "commune", validFrom: today }));
  await create("Xã Sơn Hà");
  await create("Xã Sơn Hạ");
  expect(await refusalOf(create("xã SƠN HÀ"))).toMatchObject({
    code: "unit.duplicate",
    details: { name: "xã SƠN HÀ" },
  });
  expect((await refusalOf(create("Xã Sơn Hà".normalize("NFD")))).code).toBe("unit.duplicate");
});

test("a second Xã Hoà An beside Xã Hòa An is refused, also where the first comes to be only later", async () => {
  const administrator = await w.as(w.people.administrator);
  const create = (name: string, validFrom: string) =>
    administrator.units.create(of(w.units.province, { name, kind: "commune", validFrom }));
  await create("Xã Hòa An", "2026-09-01");
  for (const [name, from] of [
    ["Xã Hoà An", "2026-09-01"],
    ["xã  hoà an", "2026-10-01"],
    ["XÃ HOÀ AN", today],
  ] as const) {
    expect(await refusalOf(create(name, from))).toMatchObject({ code: "unit.duplicate" });
  }
  await create("Xã Hoa An", today);
});

test("a unit tells every name it had and what it came from", async () => {
  const [first, second, merged] = [randomUUID(), randomUUID(), randomUUID()];
  const base = { kind: "commune" as const, line: "territory" as const, parentId: w.units.province };
  await insertUnit(w.db, { ...base, id: first, name: "Xã Một", validFrom: "2000-01-01", validTo: "2025-06-30" });
  await insertUnit(w.db, { ...base, id: second, name: "Xã Hai", validFrom: "2000-01-01", validTo: "2025-06-30" });
  await insertUnit(w.db, { ...base, id: merged, name: "Xã Mới", validFrom: "2025-07-01" });
  await insertUnitChange(w.db, { kind: "merge", effectiveOn: "2025-07-01", basis: "Nghị quyết sắp xếp" }, [
    { fromUnitId: first, toUnitId: merged, note: null },
    { fromUnitId: second, toUnitId: merged, note: null },
  ]);
  const history = await (await w.as(w.people.viewer)).units.get({ id: merged, data: {} });
  expect(history.versions.map(({ name }) => name)).toEqual(["Xã Mới"]);
  expect(history.changes.map(({ fromName, toName, basis }) => [fromName, toName, basis])).toEqual([
    ["Xã Hai", "Xã Mới", "Nghị quyết sắp xếp"],
    ["Xã Một", "Xã Mới", "Nghị quyết sắp xếp"],
  ]);
  const gone = await refusalOf((await w.as(w.people.viewer)).units.get({ id: randomUUID(), data: {} }));
  expect(gone.code).toBe("unit.notFound");
});

test("a unit's lineage goes back and forth through mergers and splits, a bounded number of steps", async () => {
  const ids = Object.fromEntries(["A", "B", "C", "D", "E", "F", "G"].map((name) => [name, randomUUID()]));
  const lives: readonly (readonly [string, string, string | null])[] = [
    ["A", "1990-01-01", "1999-12-31"],
    ["B", "1990-01-01", "2009-12-31"],
    ["C", "2000-01-01", "2009-12-31"],
    ["D", "2010-01-01", "2024-12-31"],
    ["E", "2025-01-01", null],
    ["F", "2025-01-01", null],
    ["G", "1980-01-01", "1989-12-31"],
  ];
  for (const [name, validFrom, validTo] of lives) {
    const unit = { kind: "commune" as const, line: "territory" as const, parentId: w.units.province };
    await insertUnit(w.db, { ...unit, id: ids[name]!, name: `Xã ${name}`, validFrom, validTo });
  }
  const became = (
    kind: "merge" | "split" | "rename",
    effectiveOn: string,
    ...lines: readonly (readonly [string, string, string?])[]
  ) =>
    insertUnitChange(
      w.db,
      { kind, effectiveOn, basis: "Nghị quyết" },
      lines.map(([from, to, share]) => ({
        fromUnitId: ids[from]!,
        toUnitId: ids[to]!,
        note: null,
        ...(share !== undefined && { share }),
      })),
    );
  await became("merge", "1990-01-01", ["G", "A"]);
  await became("merge", "2000-01-01", ["A", "C"]);
  await became("merge", "2010-01-01", ["B", "D"], ["C", "D"]);
  await became("rename", "2015-01-01", ["D", "D"]);
  await became("split", "2025-01-01", ["D", "E", "60"], ["D", "F", "40"]);

  const viewer = await w.as(w.people.viewer);
  const read = async (name: string, steps?: number) => {
    const { predecessors, successors } = await viewer.units.lineage({ id: ids[name]!, data: { steps } });
    const line = ({ step, fromName, toName, share }: (typeof predecessors)[number]) =>
      `${step}: ${fromName} → ${toName}${share === null ? "" : ` ${share}%`}`;
    return { before: predecessors.map(line), after: successors.map(line) };
  };
  expect(await read("D")).toEqual({
    before: ["1: Xã B → Xã D", "1: Xã C → Xã D", "2: Xã A → Xã C"],
    after: ["1: Xã D → Xã E 60%", "1: Xã D → Xã F 40%"],
  });
  expect((await read("D", 3)).before).toContain("3: Xã G → Xã A");
  expect((await read("A")).after).toEqual(["1: Xã A → Xã C", "2: Xã C → Xã D"]);
  const refused = await refusalOf(viewer.units.lineage({ id: randomUUID(), data: {} }));
  expect(refused.code).toBe("unit.notFound");
});

test("land exchanged on one day is no way back to oneself", async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const unit = { kind: "commune" as const, line: "territory" as const, parentId: w.units.province };
  await insertUnit(w.db, { ...unit, id: one, name: "Xã Một", validFrom: "2000-01-01" });
  await insertUnit(w.db, { ...unit, id: other, name: "Xã Hai", validFrom: "2000-01-01" });
  const exchange = { kind: "partial" as const, effectiveOn: "2025-07-01", basis: "Nghị quyết" };
  await insertUnitChange(w.db, exchange, [{ fromUnitId: one, toUnitId: other, note: null }]);
  await insertUnitChange(w.db, exchange, [{ fromUnitId: other, toUnitId: one, note: null }]);
  const { predecessors, successors } = await (await w.as(w.people.viewer)).units.lineage({ id: one, data: {} });
  expect(predecessors.map(({ fromName, step }) => [fromName, step])).toEqual([["Xã Hai", 1]]);
  expect(successors.map(({ toName, step }) => [toName, step])).toEqual([["Xã Hai", 1]]);
});

describe("the profile of a unit", () => {
  const nothing = { area: null, population: null, livelihoods: [], concerns: [], note: "" };
  const record = async (personId: string, unitId: string, given: Partial<z.input<typeof unitProfileInput>>) =>
    (await w.as(personId)).units.recordProfile(of(unitId, { ...nothing, validFrom: today, ...given }));
  const read = async (unitId: string) => (await w.as(w.people.viewer)).units.profiles({ id: unitId, data: {} });

  test("is kept from its day on: a later day adds to it, the same day replaces", async () => {
    const { officer } = w.people;
    const { cell } = w.units;
    expect(await read(cell)).toEqual([]);
    await record(officer, cell, { validFrom: "2025-07-01", area: "coast", population: "under1000" });
    await record(officer, cell, { validFrom: "2026-03-01", area: "urban", livelihoods: ["fishing"] });
    await record(officer, cell, {
      validFrom: "2026-03-01",
      area: "coast",
      livelihoods: ["trade", "fishing", "trade"],
      concerns: ["siteClearance"],
      note: "  Hai khu dân cư  ",
    });
    expect(await read(cell)).toEqual([
      {
        validFrom: "2026-03-01",
        area: "coast",
        population: null,
        livelihoods: ["fishing", "trade"],
        concerns: ["siteClearance"],
        note: "Hai khu dân cư",
      },
      { ...nothing, validFrom: "2025-07-01", area: "coast", population: "under1000" },
    ]);
    expect(await read(w.units.otherCell)).toEqual([]);
  });

  test("is told by the unit's own officer, its office and its administrators, and by nobody else", async () => {
    const { cell, ward } = w.units;
    for (const person of [w.people.officer, w.people.office, w.people.provinceOffice, w.people.administrator]) {
      await record(person, cell, { note: `Ghi bởi ${person}` });
    }
    const told = [{ validFrom: today, note: `Ghi bởi ${w.people.administrator}` }];
    expect(await read(cell)).toMatchObject(told);
    const others = ["committeeOfficer", "otherOfficer", "otherOffice", "leader", "viewer", "committeeMember"] as const;
    for (const name of others) {
      const refused = await refusalOf(record(w.people[name], cell, { note: "Ghi ở nơi khác" }));
      expect({ name, code: refused.code }).toEqual({ name, code: "policy.denied" });
    }
    expect((await refusalOf(record(w.people.officer, ward, { note: "Ghi cho cấp trên" }))).code).toBe("policy.denied");
    expect(await read(cell)).toMatchObject(told);
  });

  test("is of days on which the unit was there and which have come, and says something", async () => {
    const { officer } = w.people;
    const { cell } = w.units;
    const outside = { code: "unit.describedOutside", details: { from: "01/07/2025", to: "04/05/2026" } };
    expect(await refusalOf(record(officer, cell, { validFrom: "2025-06-30", area: "coast" }))).toMatchObject(outside);
    expect(await refusalOf(record(officer, cell, { validFrom: "2026-05-05", area: "coast" }))).toMatchObject(outside);
    expect(await refusalOf(record(officer, cell, {}))).toMatchObject({
      code: "input.invalid",
      details: { fields: [{ path: "data.area", message: "Đặc điểm địa bàn: chưa ghi nội dung nào." }] },
    });
    expect(await read(cell)).toEqual([]);
  });

  test("is not given to a unit that has ended, but what it was like stays", async () => {
    const { cell } = w.units;
    await record(w.people.officer, cell, { validFrom: "2026-03-01", area: "coast" });
    await w.db.updateTable("unitVersion").set({ validTo: "2026-04-30" }).where("unitId", "=", cell).execute();
    const late = record(w.people.officer, cell, { validFrom: "2026-04-01", area: "urban" });
    expect(await refusalOf(late)).toMatchObject({ code: "unit.ended", details: { after: "30/04/2026" } });
    expect(await read(cell)).toMatchObject([{ area: "coast" }]);
  });
});
