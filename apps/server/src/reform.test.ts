import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { callerFor, type Caller } from "@kheo/api/index";
import { makeReport } from "@kheo/api/reports/reports";
import type { Day } from "@kheo/core/ground/days";
import { emptyRegistration, fields } from "@kheo/core/movement/models";
import type { PlannedChange, PlannedUnit } from "@kheo/core/territory/reorganisations";
import type { AnnualReport } from "@kheo/core/reports/reports";
import type { UnitKind } from "@kheo/core/territory/units";
import { actorOf, insertPerson } from "@kheo/db/offices/people";
import { insertPeriod } from "@kheo/db/movement/periods";
import { insertPost } from "@kheo/db/offices/posts";
import { insertModel } from "@kheo/db/movement/models";
import { testDatabase } from "@kheo/db/testing";
import { insertUnit, listUnits } from "@kheo/db/territory/units";
import { newestEditions } from "@kheo/api/movement/editions";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import source from "@kheo/demonstration/units.json" with { type: "json" };

/**
 * The reform of 1 July 2025 as a province would carry it out: the old tree stands, models are registered in it, the
 * plan is previewed and carried out, and what was counted before must still add up.
 */
let database: Awaited<ReturnType<typeof testDatabase>>;
const reformDay = "2025-07-01";
const eve = "2025-06-30";
const today = "2026-05-04";
const personId = randomUUID();
const ids = new Map<string, string>();
const idOf = (key: string): string => {
  const id = ids.get(key) ?? randomUUID();
  ids.set(key, id);
  return id;
};
const prefix: Readonly<Record<string, string>> = {
  province: "Tỉnh",
  district: "Huyện",
  town: "Thị xã",
  provincialCity: "Thành phố",
  commune: "Xã",
  ward: "Phường",
  township: "Thị trấn",
  specialZone: "Đặc khu",
};
const nameOf = ({ kind, name }: { kind: string; name: string }) => `${prefix[kind]} ${name}`;
const old = [...source.districts, ...source.oldUnits];
const oldProvinces = ["quang-ngai", "kon-tum"];
const province = "quang-ngai-2025";

const as = async (day: Day = today): Promise<Caller> =>
  callerFor({
    db: database.db,
    actor: await actorOf(database.db, personId, day),
    catalog,
    today,
    requestNumber: "test",
    hashPassword: async () => "",
    codeOfInvitation: () => "",
    ownAccount: () => {
      throw new Error("Nobody signs in here");
    },
    installation: { address: null, externalName: null, sendsMail: false },
    sessionId: null,
    drawnFor: personId,
    isProved: true,
    needsTwo: true,
    network: "",
    answer: new Headers(),
  });

/** The changes of the decree, as the source lists them: one line for each old unit and its new one. */
const decree = (): readonly PlannedChange[] => {
  const oldKinds = new Map(old.map((unit) => [unit.id, unit]));
  const into = (key: string, keeps: string | null = null): PlannedUnit => {
    const unit = source.newUnits.find(({ id }) => id === key)!;
    return {
      id: keeps === null ? idOf(key) : idOf(keeps),
      name: nameOf(unit),
      kind: unit.kind as UnitKind,
      parentId: idOf(province),
      code: null,
      share: null,
    };
  };
  const base = { posts: "carry", note: "" } as const;
  const provinces: PlannedChange = {
    ...base,
    kind: "merge",
    from: oldProvinces.map(idOf),
    into: [{ id: idOf(province), name: "Tỉnh Quảng Ngãi", kind: "province", parentId: null, code: null, share: null }],
  };
  const targets = Map.groupBy(source.changes, ({ from }) => from);
  const merges = new Map<string, string[]>();
  const single: PlannedChange[] = [];
  for (const [from, lines] of targets) {
    const [line] = lines;
    if (!line) continue;
    if (lines.length > 1) {
      single.push({ ...base, kind: "split", from: [idOf(from)], into: lines.map(({ to }) => into(to)) });
    } else if (line.type === "merge") merges.set(line.to, [...(merges.get(line.to) ?? []), from]);
    else {
      const kind = oldKinds.get(from)?.kind === "district" ? ("kindChange" as const) : ("move" as const);
      single.push({ ...base, kind, from: [idOf(from)], into: [into(line.to, from)] });
    }
  }
  const districts = source.districts
    .filter(({ id }) => !targets.has(id))
    .map(({ id }): PlannedChange => ({ ...base, kind: "abolish", from: [idOf(id)], into: [] }));
  return [
    provinces,
    ...[...merges].map(([to, from]): PlannedChange => ({
      ...base,
      kind: "merge",
      from: from.map(idOf),
      into: [into(to)],
    })),
    ...single,
    ...districts,
  ];
};

type Registered = { readonly unit: string; readonly period: "2024" | "2025"; readonly field: string };
const registered: Registered[] = [];
const happened: { readonly what: "recognition" | "replication"; readonly unit: string }[] = [];
const periods: Record<string, string> = {};
let reorganisationId = "";

const register = async (unitId: string, key: string, period: "2024" | "2025", number: number) => {
  const field = fields[number % fields.length]!;
  await insertModel(database.db, {
    id: randomUUID(),
    unitId,
    periodId: periods[period]!,
    year: period,
    form: { ...emptyRegistration, title: `Mô hình ${number}`, field, topic: "environment" },
    continues: null,
    changedBy: null,
    state: "accepted",
    acceptedOn: `${period}-03-15`,
  });
  registered.push({ unit: key, period, field });
};

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  for (const id of oldProvinces) {
    const name = source.provinces.find((one) => one.id === id)!.name;
    await insertUnit(db, {
      id: idOf(id),
      name: `Tỉnh ${name}`,
      kind: "province",
      line: "territory",
      parentId: null,
      validFrom: "2020-02-01",
    });
  }
  for (const unit of old) {
    await insertUnit(db, {
      id: idOf(unit.id),
      name: nameOf(unit),
      kind: unit.kind as UnitKind,
      line: "territory",
      parentId: idOf(unit.parent),
      validFrom: "2020-02-01",
    });
  }
  for (const year of ["2024", "2025"]) {
    periods[year] = await insertPeriod(db, {
      title: `Năm ${year}`,
      opensOn: `${year}-01-01`,
      registrationClosesOn: `${year}-03-31`,
      endsOn: `${year}-12-31`,
      editions: newestEditions(catalog),
    });
  }
  // Every old unit has one model of 2024 and every second one of 2025; Trà Bùi, which is divided, has three of each.
  let number = 0;
  for (const [index, { id }] of source.oldUnits.entries()) {
    const times = id.endsWith("xa-tra-bui") ? 3 : 1;
    for (let time = 0; time < times; time += 1) {
      await register(idOf(id), id, "2024", (number += 1));
      if (index % 2 === 0 || times > 1) await register(idOf(id), id, "2025", (number += 1));
    }
  }
  // Every second model of 2024 is recognised by its province, and what is recognised is taken up by another old unit.
  await sql`
    with decided as (
      insert into decision (unit_id, number, signed_on, signatory, signatory_title, level, published_on)
      values (${idOf("quang-ngai")}, '10-QĐ/TU', '2024-11-15', 'Nguyễn Văn A', 'Phó Bí thư', 'province', '2024-11-20')
      returning id),
    chosen as (
      select id from (select id, row_number() over (order by code) as place from model
        where period_id = ${periods["2024"]}) numbered where place % 2 = 0)
    insert into recognition (model_id, level, state, decision_id, decider_id)
    select chosen.id, 'province', 'published', decided.id, ${idOf("quang-ngai")} from chosen, decided`.execute(db);
  await sql`
    insert into replication (recognition_id, adopter_unit_id, period_id, state, similarity, content, due_on,
                             assigned_on, confirmed_on)
    select source.id, adopter.unit_id, ${periods["2024"]}, 'confirmed', 'Cùng địa bàn', 'Làm theo', '2024-12-01',
           '2024-11-20', '2024-12-01'
      from (select id, row_number() over (order by id) as place from recognition) source
      join (select unit_id, row_number() over (order by unit_id) as place from unit_version
             where unit_id = any(${source.oldUnits.map(({ id }) => idOf(id))}::uuid[])) adopter
        on adopter.place = source.place`.execute(db);
  const facts = await sql<{ what: "recognition" | "replication"; unitId: string }>`
    select 'recognition' as what, model.unit_id as "unitId" from recognition join model on model.id = recognition.model_id
    union all select 'replication', adopter_unit_id from replication`.execute(db);
  const keys = new Map(source.oldUnits.map(({ id }) => [idOf(id), id]));
  for (const { what, unitId } of facts.rows) happened.push({ what, unit: keys.get(unitId)! });
  await insertPerson(db, { id: personId, name: "Quản trị tỉnh", username: personId, passwordHash: "none" });
  await insertPost(db, {
    personId,
    role: "administrator",
    unitId: idOf("quang-ngai"),
    validFrom: "2020-02-01",
    bodyId: null,
    seat: null,
  });
  await insertPost(db, {
    personId,
    role: "standingOffice",
    unitId: idOf("quang-ngai"),
    validFrom: "2020-02-01",
    bodyId: null,
    seat: null,
  });

  const administrator = await as();
  const { id } = await administrator.reorganisations.plan({
    requestId: randomUUID(),
    id: idOf("quang-ngai"),
    data: { title: "Sắp xếp năm 2025", basis: "1677/NQ-UBTVQH15", effectiveOn: reformDay, changes: decree() },
  });
  reorganisationId = id;
}, 120_000);
afterAll(() => database.db.destroy());

const plan = async () => (await as()).reorganisations.get({ id: reorganisationId, data: {} });
const report = (unitKey: string, year: "2024" | "2025", given: { structureOn?: Day; cutoff?: Day } = {}) =>
  makeReport(database.db, catalog, {
    unitId: idOf(unitKey),
    periodId: periods[year]!,
    cutoff: given.cutoff ?? `${year}-12-31`,
    ...(given.structureOn !== undefined && { structureOn: given.structureOn }),
  });
const figure = ({ figures }: AnnualReport, wanted: string) => figures.find(({ name }) => name === wanted)!.value;
const total = (made: AnnualReport) => figure(made, "total");
const count = (what: "recognition" | "replication", holds: (unit: string) => boolean) =>
  happened.filter((one) => one.what === what && holds(one.unit)).length;
const rowsOf = ({ tables }: AnnualReport) =>
  new Map(tables.find((table) => table.number === "01")!.rows.map((row) => [row[1] as string, row[6] as number]));
const counted = (year: string, holds: (unit: string) => boolean) =>
  registered.filter(({ unit, period }) => period === year && holds(unit)).length;
const heirsOf = (unit: string) => source.changes.filter(({ from }) => from === unit).map(({ to }) => to);
const sum = (rows: ReadonlyMap<string, number>) => [...rows.values()].reduce((one, other) => one + other, 0);

describe("the reform of 1 July 2025", () => {
  test("is previewed without a problem: 96 communes of today, 23 districts that end, one that becomes a special zone", async () => {
    const { outcome, consequences } = await plan();
    expect(outcome?.problems).toEqual([]);
    expect(outcome?.ended).toHaveLength(2 + 22 + 272 - 5);
    expect(outcome?.created).toHaveLength(1 + 96 - 6);
    expect(outcome?.renewed).toHaveLength(6);
    expect(consequences.find(({ unitName }) => unitName === "Xã Trà Bùi")).toMatchObject({
      openModels: 6,
      successors: expect.arrayContaining(["Xã Cà Đam", "Xã Tây Trà Bồng"]) as unknown,
    });
  });

  test("is carried out, and every day has its own tree", async () => {
    const { reorganisation } = await plan();
    await (
      await as()
    ).reorganisations.carryOut({
      requestId: randomUUID(),
      id: reorganisationId,
      version: reorganisation.version,
      data: {},
    });
    const before = await listUnits(database.db, { day: eve });
    const after = await listUnits(database.db, { day: reformDay });
    expect(before).toHaveLength(2 + 23 + 272);
    expect(after).toHaveLength(1 + 96);
    const kinds = (kind: string) => after.filter((unit) => unit.kind === kind).length;
    expect([kinds("commune"), kinds("ward"), kinds("specialZone"), kinds("province")]).toEqual([86, 9, 1, 1]);
    expect(after.filter(({ parentId }) => parentId === idOf(province))).toHaveLength(96);
    // The administrator goes on at the province of today.
    const { actor } = await (await as()).session.me();
    expect(actor?.posts.map(({ unitId }) => unitId)).toEqual([idOf(province), idOf(province)]);
  });

  test("lists are read by the units of any day: each thing once, under the name of that day", async () => {
    const caller = await as();
    const year = { periodId: periods["2024"]!, limit: 100 };
    const listed = async (key: string, unitsOn: Day) => {
      const { rows, counts } = await caller.models.list({ ...year, unitId: idOf(key), unitsOn });
      return { names: new Set(rows.map(({ unitName }) => unitName)), total: counts.accepted ?? 0 };
    };
    const district = source.districts.find(({ id }) => old.filter(({ parent }) => parent === id).length > 5)!;
    const communes = old.filter(({ parent }) => parent === district.id);
    const then = await listed(district.id, eve);
    expect(then.total).toBe(counted("2024", (unit) => communes.some(({ id }) => id === unit)));
    expect(then.names).toEqual(new Set(communes.map(nameOf)));

    const heir = source.newUnits.find(({ id }) => source.changes.filter(({ to }) => to === id).length > 2)!;
    const now = await listed(heir.id, reformDay);
    expect(now.total).toBe(counted("2024", (unit) => heirsOf(unit).includes(heir.id)));
    expect(now.names).toEqual(new Set([nameOf(heir)]));

    const [first] = (await caller.models.list({ ...year, unitId: idOf(heir.id) })).rows;
    expect((await caller.models.get({ id: first!.id, data: {} })).heir?.name).toBe(nameOf(heir));

    const tasks = async (unitsOn?: Day) =>
      (await caller.replication.list({ ...(unitsOn !== undefined && { unitsOn }) })).rows;
    const [asTheyWere, byToday] = [await tasks(), await tasks(reformDay)];
    expect(byToday).toHaveLength(asTheyWere.length);
    const today = new Set(source.newUnits.map(nameOf));
    // What is divided and not placed yet keeps its own name.
    const undecided = byToday.filter(({ adopterUnitName }) => !today.has(adopterUnitName));
    expect(undecided.every(({ adopterUnitName }) => adopterUnitName === "Xã Trà Bùi")).toBe(true);
    expect(asTheyWere.filter(({ adopterUnitName }) => today.has(adopterUnitName)).length).toBeLessThan(
      byToday.length / 2,
    );
    const { rows: recognitions } = await caller.recognition.list({ unitsOn: reformDay });
    expect(recognitions.every(({ unitName }) => today.has(unitName) || unitName === "Xã Trà Bùi")).toBe(true);
  });

  test("names that return do not join what has nothing to do with each other (5.4, traps 1 to 3, 6 and 9)", async () => {
    const caller = await as();
    const predecessorsOf = async (name: string) => {
      const units = await listUnits(database.db, { day: reformDay });
      const found = units.filter((unit) => unit.name === name);
      expect(found).toHaveLength(1);
      const { changes } = await caller.units.get({ id: found[0]!.id, data: {} });
      return changes.map(({ fromName }) => fromName ?? "").toSorted();
    };
    expect(await predecessorsOf("Xã Nguyễn Nghiêm")).toEqual(["Xã Phổ Nhơn", "Xã Phổ Phong"]);
    expect(await predecessorsOf("Phường Cẩm Thành")).toContain("Phường Nguyễn Nghiêm");
    expect(await predecessorsOf("Phường Đức Phổ")).toContain("Phường Nguyễn Nghiêm");
    expect(await predecessorsOf("Xã Trà Giang")).toEqual(["Xã Nghĩa Lâm", "Xã Nghĩa Sơn", "Xã Nghĩa Thắng"]);
    expect(await predecessorsOf("Xã Đông Trà Bồng")).toContain("Xã Trà Giang");
    expect(await predecessorsOf("Phường Đăk Bla")).toContain("Phường Trần Hưng Đạo");
    expect(await predecessorsOf("Xã Đăk Pxi")).toContain("Xã Đăk Long");
    expect(await predecessorsOf("Xã Tu Mơ Rông")).toContain("Xã Đăk Hà");
    expect(await predecessorsOf("Xã Đăk Hà")).toContain("Thị trấn Đăk Hà");
    expect(await predecessorsOf("Xã Sơn Hạ")).not.toEqual(await predecessorsOf("Xã Sơn Hà"));
    // A cross-district merge (trap 5), and a district's name on a commune (trap 6).
    expect(await predecessorsOf("Xã Đông Sơn")).toContain("Xã Tịnh Hòa");
    expect(await predecessorsOf("Xã Bình Sơn")).not.toContain("Huyện Bình Sơn");
  });

  test("a commune that stays and a district that becomes a special zone keep their identity (trap 7)", async () => {
    const caller = await as();
    const special = await caller.units.get({ id: idOf("quang-ngai/huyen-ly-son"), data: {} });
    expect(special.versions.map(({ name }) => name)).toEqual(["Đặc khu Lý Sơn", "Huyện Lý Sơn"]);
    const units = await listUnits(database.db, { day: reformDay });
    expect(units.filter(({ name }) => name === "Xã Đăk Long")).toHaveLength(1);
    const kept = await caller.units.get({ id: idOf("kon-tum/huyen-dak-glei/xa-dak-long"), data: {} });
    expect(kept.versions).toHaveLength(2);
  });
});

describe("totals before and after", () => {
  test("by the old tree equal the sums of the leaves", async () => {
    for (const key of oldProvinces) {
      const made = await report(key, "2024");
      expect(total(made)).toBe(counted("2024", (unit) => unit.startsWith(`${key}/`)));
      expect(sum(rowsOf(made))).toBe(total(made));
      const here = (unit: string) => unit.startsWith(`${key}/`);
      expect([figure(made, "recognized"), figure(made, "replicated")]).toEqual([
        count("recognition", here),
        count("replication", here),
      ]);
      const half = await report(key, "2025", { cutoff: eve });
      expect(total(half)).toBe(counted("2025", (unit) => unit.startsWith(`${key}/`)));
    }
    const town = await report("quang-ngai/tx-duc-pho", "2024");
    expect([...rowsOf(town).values()]).toEqual(Array.from({ length: 15 }, () => 1));
  });

  test("by the tree of today equal the same sums, commune by commune, and nothing is counted twice", async () => {
    for (const year of ["2024", "2025"] as const) {
      const made = await report(province, year, { structureOn: today });
      expect(total(made)).toBe(registered.filter(({ period }) => period === year).length);
      const rows = rowsOf(made);
      expect(sum(rows)).toBe(total(made));
      for (const unit of source.newUnits) {
        const own = counted(year, (key) => heirsOf(key).length === 1 && heirsOf(key)[0] === unit.id);
        expect([nameOf(unit), rows.get(nameOf(unit))]).toEqual([nameOf(unit), own]);
      }
      expect(made.structureOn).toBe(today);
    }
  });

  test("of recognitions and replications are conserved too, and each commune has those of its predecessors", async () => {
    const whole = await report(province, "2024", { structureOn: today });
    expect(figure(whole, "recognized")).toBe(count("recognition", () => true));
    expect(figure(whole, "replicated")).toBe(count("replication", () => true));
    expect(count("recognition", () => true)).toBeGreaterThan(100);
    expect(count("replication", () => true)).toBeGreaterThan(100);
    for (const unit of source.newUnits.slice(0, 12)) {
      const kept = source.changes.find(({ to, type }) => to === unit.id && (type === "move" || type === "kindChange"));
      const own = await report(kept?.from ?? unit.id, "2024", { structureOn: today });
      const here = (key: string) => heirsOf(key).length === 1 && heirsOf(key)[0] === unit.id;
      expect([unit.id, figure(own, "recognized"), figure(own, "replicated")]).toEqual([
        unit.id,
        count("recognition", here),
        count("replication", here),
      ]);
    }
  });

  test("what a divided unit left is nobody's half: it stands in the province's own row until it is given to an heir (trap 4)", async () => {
    const before = await report(province, "2024", { structureOn: today });
    expect(rowsOf(before).get("Tỉnh Quảng Ngãi")).toBe(3);
    expect(before.tables[0]?.notes.join(" ")).toContain("3 mô hình của đơn vị đã chia tách chưa phân về");
    const caller = await as();
    const left = await caller.reorganisations.divided({ id: reorganisationId, data: {} });
    const divided = "quang-ngai/huyen-tra-bong/xa-tra-bui";
    expect(left.filter(({ thing }) => thing === "model")).toHaveLength(6);
    expect(left.filter(({ thing }) => thing === "replication")).toHaveLength(
      count("replication", (unit) => unit === divided),
    );
    const [heir, other] = left[0]!.heirs;
    expect(total(await report("2025/xa-ca-dam", "2024", { structureOn: today }))).toBe(1);
    const place = async (heirs: Readonly<Record<string, string>>) => {
      const { reorganisation } = await caller.reorganisations.get({ id: reorganisationId, data: {} });
      const { version } = reorganisation;
      return caller.reorganisations.place({ requestId: randomUUID(), id: reorganisationId, version, data: { heirs } });
    };
    const elsewhere = place({ [left[0]!.id]: heir!.id, [left[1]!.id]: idOf("2025/xa-an-phu") });
    await expect(elsewhere).rejects.toMatchObject({ message: "reorganisation.notAnHeir" });
    await place(Object.fromEntries(left.map(({ id }) => [id, heir!.id])));
    const after = await report(province, "2024", { structureOn: today });
    expect(total(after)).toBe(total(before));
    expect(rowsOf(after).get("Tỉnh Quảng Ngãi")).toBeUndefined();
    expect(rowsOf(after).get(heir!.name)).toBe(rowsOf(before).get(heir!.name)! + 3);
    expect(rowsOf(after).get(other!.name)).toBe(rowsOf(before).get(other!.name)!);
  });

  test("a ward's year before is that of its five predecessors on the same territory, and the note says so (edge case 2)", async () => {
    const ward = await report("2025/phuong-duc-pho", "2025");
    const [row] = ward.tables[0]!.rows;
    const now = counted("2025", (unit) => heirsOf(unit).includes("2025/phuong-duc-pho"));
    expect(row?.[6]).toBe(now);
    expect(row?.[11]).toBe(now - 5);
    expect(ward.tables[0]?.notes.join(" ")).toContain("số liệu quy đổi theo địa bàn mới");
    const asItWas = await makeReport(database.db, catalog, {
      unitId: idOf("2025/phuong-duc-pho"),
      periodId: periods["2025"]!,
      cutoff: "2025-12-31",
      comparison: "asItWas",
    });
    expect(asItWas.tables[0]?.rows[0]?.[11]).toBe(now);
  });

  test("a special zone without communes below has its own row (edge case 20)", async () => {
    const zone = await report("quang-ngai/huyen-ly-son", "2025");
    expect(zone.unitName).toBe("Đặc khu Lý Sơn");
    expect([...rowsOf(zone).keys()]).toEqual(["Đặc khu Lý Sơn"]);
    expect(rowsOf(await report(province, "2025")).has("Đặc khu Lý Sơn")).toBe(true);
  });
});

test("undoing it gives back the tree, the posts and the totals of before", async () => {
  const { reorganisation } = await plan();
  const caller = await as();
  await caller.reorganisations.undo({
    requestId: randomUUID(),
    id: reorganisationId,
    version: reorganisation.version,
    data: { reason: "Thử hoàn tác." },
  });
  expect(await listUnits(database.db, { day: today })).toHaveLength(2 + 23 + 272);
  const { rows } = await sql<{ made: number }>`
    select (select count(*) from unit where begun_by is not null) + (select count(*) from unit_change)
         + (select count(*) from placement) as made`.execute(database.db);
  expect(rows[0]?.made).toBe(0);
  const { actor } = await (await as()).session.me();
  expect(actor?.posts.map(({ unitId }) => unitId)).toEqual([idOf("quang-ngai"), idOf("quang-ngai")]);
});

test("a model of an old commune goes on in the new one: one lineage, counted as kept up, the old report as it was (edge case 1)", async () => {
  const old = idOf("quang-ngai/tx-duc-pho/xa-pho-phong");
  const heir = idOf("2025/xa-nguyen-nghiem");
  const said = await report("quang-ngai/tx-duc-pho", "2024");
  const caller = await as();
  const { id } = await caller.reorganisations.plan({
    requestId: randomUUID(),
    id: idOf("quang-ngai"),
    data: { title: "Sắp xếp năm 2025", basis: "1677/NQ-UBTVQH15", effectiveOn: reformDay, changes: decree() },
  });
  await caller.reorganisations.carryOut({ requestId: randomUUID(), id, version: 1, data: {} });
  const now = await as();
  const continuable = await now.models.continuable({ id: heir, data: { periodId: periods["2025"]! } });
  const source2024 = await database.db
    .selectFrom("model")
    .selectAll()
    .where("unitId", "=", old)
    .where("periodId", "=", periods["2024"]!)
    .executeTakeFirstOrThrow();
  const first = continuable.find((model) => model.id === source2024.id);
  expect(first).toBeDefined();
  const made = await now.models.create({
    requestId: randomUUID(),
    id: heir,
    data: {
      periodId: periods["2025"]!,
      form: { ...emptyRegistration, topic: "siteClearance", title: "Mô hình nối tiếp" },
      continuesId: first!.id,
    },
  });
  const next = await database.db.selectFrom("model").selectAll().where("id", "=", made.id).executeTakeFirstOrThrow();
  expect(next.lineageId).toBe(source2024.lineageId);
  await database.db
    .updateTable("model")
    .set({ state: "accepted", acceptedOn: "2025-09-01" })
    .where("id", "=", made.id)
    .execute();
  const ours = await report("2025/xa-nguyen-nghiem", "2025");
  expect(figure(ours, "continued")).toBe(1);
  // The report of 2024 is not touched: it still says Xã Phổ Phong, in the town that was.
  expect(await report("quang-ngai/tx-duc-pho", "2024")).toEqual(said);
  expect([...rowsOf(said).keys()]).toContain("Xã Phổ Phong");
});
