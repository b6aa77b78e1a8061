import { randomUUID } from "node:crypto";
import { insertUnit, insertUnitChange } from "@kheo/db/units";
import { afterEach, beforeEach, expect, test } from "vitest";
import { of, refusalOf, today, type World, world } from "./testing.ts";

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
  const names = async (input: object) => (await administrator.units.list(input)).map(({ name }) => name);
  expect(await names({ search: "xã" })).toEqual(["Xã An Hải", "Xã Ân Hảo", "Xã Diên Hồng", "Xã Đồng Tâm"]);
  expect(await names({ search: "xã", day: "2026-05-03" })).toEqual([]);
  expect(await names({ below: w.units.otherWard })).toEqual(["Chi bộ thôn Long Thạnh", "Phường Sa Huỳnh"]);
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
