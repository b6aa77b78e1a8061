import { randomUUID } from "node:crypto";
import type { ClusterKind } from "@kheo/core/territory/clusters";
import type { PlannedUnit } from "@kheo/core/territory/reorganisations";
import { insertUnit } from "@kheo/db/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../index.ts";
import { of, over, refusalOf, today, type World, world } from "../testing.ts";

let w: World;
let office: Caller;
let second: string;
const founded = "2026-01-01";
beforeEach(async () => {
  w = await world();
  office = await w.as(w.people.office);
  second = await below(w.units.ward, "Chi bộ tổ dân phố 4");
});
afterEach(() => w.end());

const below = async (parentId: string, name: string, validTo: string | null = null) => {
  const id = randomUUID();
  const validFrom = "2025-07-01";
  await insertUnit(w.db, { id, name, kind: "partyCell", line: "territory", parentId, validFrom, validTo });
  return id;
};

const found = async (name: string, kind: ClusterKind = "cluster", as = office) =>
  (await as.clusters.found(of(w.units.ward, { kind, name, document: "Quyết định số 3-QĐ/ĐU", validFrom: founded }))).id;
const listed = async (day?: string) => (await (await w.as(w.people.viewer)).clusters.list({ day })).rows;
const membersOn = async (id: string, day?: string) =>
  (await listed(day)).find((cluster) => cluster.id === id)?.members.map(({ name }) => name);
const assign = async (id: string, unitIds: readonly string[], from: string) => {
  const version = (await listed("2099-01-01")).find((cluster) => cluster.id === id)?.version ?? 0;
  return office.clusters.assign(over({ id, version }, { unitIds: [...unitIds], from }));
};

const three = "Chi bộ tổ dân phố 3";
const four = "Chi bộ tổ dân phố 4";

describe("the members of a cluster", () => {
  test("join and leave on their days, and are read as of any day", async () => {
    const id = await found("Cụm ven biển");
    expect(await listed("2025-12-31")).toEqual([]);
    expect(await listed(founded)).toMatchObject([
      { name: "Cụm ven biển", kind: "cluster", unitName: "Phường Trà Câu", validFrom: founded, members: [] },
    ]);
    await assign(id, [w.units.cell], "2026-02-01");
    await assign(id, [second, w.units.cell], "2026-03-01");
    await assign(id, [second], "2026-04-01");
    expect(await membersOn(id, "2026-01-31")).toEqual([]);
    expect(await membersOn(id, "2026-02-28")).toEqual([three]);
    expect(await membersOn(id, "2026-03-31")).toEqual([three, four]);
    expect(await membersOn(id, "2026-04-01")).toEqual([four]);
    expect(await membersOn(id)).toEqual([four]);
    // Who comes back was away in between.
    await assign(id, [second, w.units.cell], "2026-05-01");
    expect(await membersOn(id, "2026-04-30")).toEqual([four]);
    expect(await membersOn(id, "2026-05-01")).toEqual([three, four]);
  });

  test("are corrected on the day of the last change, and not before it", async () => {
    const id = await found("Cụm ven biển");
    expect(await refusalOf(assign(id, [second], "2025-12-31"))).toMatchObject({
      code: "cluster.tooEarly",
      details: { from: "01/01/2026" },
    });
    await assign(id, [w.units.cell], "2026-02-01");
    await assign(id, [second, second], "2026-03-01");
    expect(await membersOn(id, "2026-03-01")).toEqual([four]);
    // The one never joined, the other never left: a single membership goes through.
    await assign(id, [w.units.cell], "2026-03-01");
    expect(await w.db.selectFrom("clusterMember").select(["unitId", "validFrom", "validTo"]).execute()).toEqual([
      { unitId: w.units.cell, validFrom: "2026-02-01", validTo: null },
    ]);
    await assign(id, [w.units.cell, second], "2026-03-01");
    await assign(id, [], "2026-04-01");
    expect(await refusalOf(assign(id, [second], "2026-03-31"))).toMatchObject({
      code: "cluster.tooEarly",
      details: { from: "01/04/2026" },
    });
    expect(await membersOn(id, "2026-03-31")).toEqual([three, four]);
    expect(await membersOn(id, "2026-04-01")).toEqual([]);
  });

  test("are assigned over what was read: who comes second is told", async () => {
    const id = await found("Cụm ven biển");
    await assign(id, [second], founded);
    const late = office.clusters.assign(over({ id, version: 1 }, { unitIds: [], from: today }));
    expect((await refusalOf(late)).code).toBe("changedMeanwhile");
    expect(await membersOn(id)).toEqual([four]);
  });

  test("are units in force below the unit that set it up", async () => {
    const id = await found("Cụm ven biển");
    const ended = await below(w.units.ward, "Chi bộ cũ", "2026-02-28");
    const refused = async (unitId: string) => refusalOf(assign(id, [second, unitId], "2026-03-01"));
    const elsewhere = null;
    const code = "cluster.notAMember";
    expect(await refused(w.units.otherCell)).toMatchObject({
      code,
      details: { name: "Chi bộ thôn Long Thạnh", elsewhere },
    });
    expect(await refused(ended)).toMatchObject({ code, details: { name: "Chi bộ cũ", elsewhere } });
    expect(await refused(w.units.ward)).toMatchObject({ code, details: { name: "Phường Trà Câu", elsewhere } });
    expect((await refused(randomUUID())).code).toBe("unit.notFound");
    expect(await membersOn(id, "2026-03-01")).toEqual([]);
    // On a day on which it was in force it could be one, and with its end it is none.
    await assign(id, [ended], "2026-02-01");
    expect(await membersOn(id, "2026-02-28")).toEqual(["Chi bộ cũ"]);
    expect(await membersOn(id, "2026-03-01")).toEqual([]);
  });
});

test("a unit is in one cluster and in one bloc at a time", async () => {
  const [coast, hills, bloc] = [
    await found("Cụm ven biển"),
    await found("Cụm đồi núi"),
    await found("Khối chi bộ", "bloc"),
  ];
  await assign(coast, [w.units.cell, second], "2026-02-01");
  await assign(bloc, [w.units.cell], "2026-02-01");
  const refused = { code: "cluster.notAMember", details: { name: three, elsewhere: "Cụm ven biển" } };
  expect(await refusalOf(assign(hills, [w.units.cell], "2026-03-01"))).toMatchObject(refused);
  // Neither a day before it joined the other makes room for it: it would be in both from then on.
  expect(await refusalOf(assign(hills, [w.units.cell], founded))).toMatchObject(refused);
  await assign(coast, [second], "2026-03-01");
  await assign(hills, [w.units.cell], "2026-03-01");

  const viewer = await w.as(w.people.viewer);
  const of3 = async (day: string) =>
    (await viewer.clusters.list({ day, memberId: w.units.cell })).rows.map(({ name }) => name);
  expect(await of3("2026-01-31")).toEqual([]);
  expect(await of3("2026-02-28")).toEqual(["Cụm ven biển", "Khối chi bộ"]);
  expect(await of3("2026-03-01")).toEqual(["Cụm đồi núi", "Khối chi bộ"]);
});

test("the same name twice at one unit is refused; another ward may use it", async () => {
  await found("Cụm số 1");
  expect(await refusalOf(found("cụm SỐ 1", "bloc"))).toMatchObject({
    code: "cluster.duplicate",
    details: { name: "cụm SỐ 1" },
  });
  const otherOffice = await w.as(w.people.otherOffice);
  const elsewhere = { kind: "cluster" as const, name: "Cụm số 1", document: "", validFrom: founded };
  await otherOffice.clusters.found(of(w.units.otherWard, elsewhere));
  expect(await listed()).toHaveLength(2);
});

test("a second Cụm Hoà Bình beside Cụm Hòa Bình is refused", async () => {
  await found("Cụm Hòa Bình");
  expect(await refusalOf(found("Cụm Hoà Bình", "bloc"))).toMatchObject({ code: "cluster.duplicate" });
  expect(await refusalOf(found("Cụm Hòa Bình".normalize("NFD")))).toMatchObject({ code: "cluster.duplicate" });
  await found("Cụm Hoa Bình");
});

describe("a merger of two members", () => {
  const heir: PlannedUnit = {
    id: randomUUID(),
    name: "Chi bộ tổ dân phố Đông",
    kind: "partyCell",
    parentId: null,
    code: null,
    share: null,
  };
  const merged = async () => {
    const administrator = await w.as(w.people.administrator);
    const from = [w.units.cell, second];
    const into = [{ ...heir, parentId: w.units.ward }];
    const { id } = await administrator.reorganisations.plan(
      of(w.units.province, {
        title: "Sắp xếp",
        basis: "Nghị quyết 12/NQ-HĐND",
        effectiveOn: "2026-05-01",
        changes: [{ kind: "merge", from, into, posts: "carry", note: "" }],
      }),
    );
    await administrator.reorganisations.carryOut(over({ id, version: 1 }, {}));
    return () => administrator.reorganisations.undo(over({ id, version: 2 }, { reason: "Lập nhầm đơn vị." }));
  };

  test("ends their membership and makes nobody a member; undone, they are members again", async () => {
    const id = await found("Cụm ven biển");
    await assign(id, [w.units.cell, second], "2026-02-01");
    const undo = await merged();
    expect(await membersOn(id, "2026-04-30")).toEqual([three, four]);
    expect(await membersOn(id, "2026-05-01")).toEqual([]);
    const viewer = await w.as(w.people.viewer);
    expect((await viewer.clusters.list({ memberId: w.units.cell })).rows).toEqual([]);
    expect((await viewer.clusters.list({ memberId: heir.id })).rows).toEqual([]);
    expect(await refusalOf(assign(id, [second], "2026-05-01"))).toMatchObject({
      code: "cluster.notAMember",
      details: { name: four, elsewhere: null },
    });
    await undo();
    expect(await membersOn(id, "2026-05-01")).toEqual([three, four]);
  });

  test("is not undone once the new unit has been made a member, or has been described", async () => {
    const id = await found("Cụm ven biển");
    const undo = await merged();
    await assign(id, [heir.id], "2026-05-01");
    expect(await membersOn(id)).toEqual([heir.name]);
    const profile = { area: null, population: null, livelihoods: [], concerns: [], note: "Mới sáp nhập" };
    await office.units.recordProfile(of(heir.id, { ...profile, validFrom: today }));
    expect(await refusalOf(undo())).toMatchObject({
      code: "reorganisation.builtUpon",
      details: { what: ["đặc điểm địa bàn", "cụm, khối thi đua"] },
    });
    expect(await membersOn(id)).toEqual([heir.name]);
  });
});

test("the office and the administrators of the unit set clusters up; everyone reads them", async () => {
  const id = await found("Cụm ven biển");
  await found("Khối cơ quan", "bloc", await w.as(w.people.administrator));
  for (const person of [w.people.officer, w.people.leader, w.people.otherOffice, w.people.viewer]) {
    const other = await w.as(person);
    expect((await refusalOf(found("Cụm khác", "cluster", other))).code).toBe("policy.denied");
    const assigned = other.clusters.assign(over({ id, version: 1 }, { unitIds: [], from: today }));
    expect((await refusalOf(assigned)).code).toBe("policy.denied");
    expect((await other.clusters.list({})).total).toBe(2);
  }
});
