import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../index.ts";
import { verifyContents } from "../rules/verification.ts";
import { of, over, refusalOf, today, type World, world } from "../testing.ts";

let w: World;
let office: Caller;
let provinceOffice: Caller;
beforeEach(async () => {
  w = await world();
  office = await w.as(w.people.office);
  provinceOffice = await w.as(w.people.provinceOffice);
});
afterEach(() => w.end());

type Given = Partial<Parameters<Caller["advisory"]["assign"]>[0]["data"]>;
const given = (bodyName: string, rest: Given = {}) => ({
  level: "commune" as const,
  duty: "massMobilization" as const,
  family: "party" as const,
  bodyName,
  validFrom: "2025-07-01",
  basis: `Văn bản về ${bodyName}`,
  ...rest,
});
const assigned = async (bodyName: string, rest: Given = {}, as = office, unitId = w.units.ward) =>
  (await as.advisory.assign(of(unitId, given(bodyName, rest)))).id;
const listed = async (filter: Parameters<Caller["advisory"]["list"]>[0] = {}) =>
  (await (await w.as(w.people.viewer)).advisory.list({ ...filter, order: { by: "validFrom" } })).rows;
const daysOf = async () =>
  (await listed()).map(({ bodyName, validFrom, validTo }) => [bodyName, validFrom, validTo] as const);
const named = async (unitId: string, day: string) =>
  (await (await w.as(w.people.viewer)).advisory.on({ id: unitId, data: { day } })).map(({ bodyName }) => bodyName);
const ended = (id: string, lastDay: string, version = 1, as = office) =>
  as.advisory.end(over({ id, version }, { lastDay, basis: "Kết luận số 9-KL/ĐU" }));

test("papers of a party cell name the body of its ward and that of its province, by their day", async () => {
  await assigned("Khối dân vận {địa bàn}", {}, provinceOffice, w.units.province);
  await assigned("Ban Dân vận Tỉnh ủy", { level: "province" }, provinceOffice, w.units.province);
  await assigned("Ủy ban MTTQ Việt Nam {địa bàn}", { validFrom: "2026-03-01", family: "front" });
  expect(await named(w.units.cell, "2026-02-28")).toEqual(["Ban Dân vận Tỉnh ủy", "Khối dân vận phường Trà Câu"]);
  expect(await named(w.units.cell, "2026-03-01")).toEqual([
    "Ban Dân vận Tỉnh ủy",
    "Ủy ban MTTQ Việt Nam phường Trà Câu",
  ]);
  expect(await named(w.units.otherCell, "2026-03-01")).toEqual(["Ban Dân vận Tỉnh ủy", "Khối dân vận phường Sa Huỳnh"]);
});

test("a day on which the place was not there yet is refused, and so is no day", async () => {
  const viewer = await w.as(w.people.viewer);
  expect(await refusalOf(viewer.advisory.on({ id: w.units.cell, data: { day: "2025-06-30" } }))).toMatchObject({
    code: "unit.notBegun",
    details: { name: "Chi bộ tổ dân phố 3", from: "01/07/2025" },
  });
  expect(await refusalOf(viewer.advisory.on({ id: w.units.cell, data: { day: "2025-06-31" } }))).toMatchObject({
    code: "input.invalid",
    details: { fields: [{ path: "data.day" }] },
  });
});

describe("a body that is assigned", () => {
  test("ends the one in force on its eve, with its own basis; other levels and duties go on", async () => {
    await assigned("Khối dân vận");
    await assigned("Ban Dân vận Tỉnh ủy", { level: "province" });
    await assigned("Ban Tôn giáo", { duty: "religion" });
    await assigned("Mặt trận", { validFrom: "2026-03-01" });
    const rows = await daysOf();
    expect(rows).toHaveLength(4);
    expect(rows).toEqual(
      expect.arrayContaining([
        ["Ban Dân vận Tỉnh ủy", "2025-07-01", null],
        ["Ban Tôn giáo", "2025-07-01", null],
        ["Khối dân vận", "2025-07-01", "2026-02-28"],
        ["Mặt trận", "2026-03-01", null],
      ]),
    );
    expect((await listed({ day: "2026-02-28", level: "commune", duty: "massMobilization" })).at(0)).toMatchObject({
      bodyName: "Khối dân vận",
      endBasis: "Văn bản về Mặt trận",
      unitName: "Phường Trà Câu",
    });
    expect((await listed({ day: "2026-03-01", level: "commune" })).map(({ bodyName }) => bodyName).toSorted()).toEqual([
      "Ban Tôn giáo",
      "Mặt trận",
    ]);
    expect((await listed({ duty: "religion" })).map(({ bodyName }) => bodyName)).toEqual(["Ban Tôn giáo"]);
  });

  test("from a day before the one in force is refused, which is named; another ward has its own", async () => {
    await assigned("Mặt trận", { validFrom: "2026-03-01" });
    expect(await refusalOf(assigned("Khối dân vận", { validFrom: "2026-02-28" }))).toMatchObject({
      code: "advisory.tooEarly",
      details: { name: "Mặt trận", from: "01/03/2026" },
    });
    await assigned("Khối dân vận", { validFrom: "2026-02-28" }, await w.as(w.people.otherOffice), w.units.otherWard);
    expect(await daysOf()).toEqual([
      ["Khối dân vận", "2026-02-28", null],
      ["Mặt trận", "2026-03-01", null],
    ]);
  });

  test("from the same day takes the place of one that was written wrong", async () => {
    await assigned("Khối dân vận");
    await assigned("Mặt trân", { validFrom: "2026-03-01" });
    await assigned("Mặt trận", { validFrom: "2026-03-01" });
    expect(await daysOf()).toEqual([
      ["Khối dân vận", "2025-07-01", "2026-02-28"],
      ["Mặt trận", "2026-03-01", null],
    ]);
  });

  test("may have advised before the unit came to be, for the units that went into it", async () => {
    await assigned("Khối dân vận", { validFrom: "2020-01-01" });
    expect(await daysOf()).toEqual([["Khối dân vận", "2020-01-01", null]]);
  });

  test("is refused at its box where its name holds a mark that means nothing", async () => {
    expect(await refusalOf(assigned("Ban {tên xã}"))).toMatchObject({
      code: "input.invalid",
      details: { fields: [{ path: "data.bodyName" }] },
    });
    expect(await daysOf()).toEqual([]);
  });
});

describe("the end of an assignment", () => {
  test("is the last day on which papers name the body", async () => {
    const id = await assigned("Khối dân vận {địa bàn}");
    expect(await ended(id, "2026-05-31")).toEqual({ id, version: 2 });
    expect(await named(w.units.ward, "2026-05-31")).toEqual(["Khối dân vận phường Trà Câu"]);
    expect(await named(w.units.ward, "2026-06-01")).toEqual([]);
    expect((await listed()).at(0)).toMatchObject({ validTo: "2026-05-31", endBasis: "Kết luận số 9-KL/ĐU" });
    // Until it has come the day can be corrected.
    await ended(id, "2026-06-30", 2);
    expect(await named(w.units.ward, "2026-06-01")).toEqual(["Khối dân vận phường Trà Câu"]);
  });

  test("leaves room for a body from the day after, and for none before", async () => {
    const id = await assigned("Khối dân vận");
    await ended(id, "2025-12-31");
    await assigned("Mặt trận", { validFrom: "2026-03-01" });
    expect(await daysOf()).toEqual([
      ["Khối dân vận", "2025-07-01", "2025-12-31"],
      ["Mặt trận", "2026-03-01", null],
    ]);
    expect((await listed()).at(0)).toMatchObject({ endBasis: "Kết luận số 9-KL/ĐU" });
  });

  test("is none before its first day, none when it has ended, none in the days of the next", async () => {
    const id = await assigned("Khối dân vận");
    expect(await refusalOf(ended(id, "2025-06-30"))).toMatchObject({
      code: "advisory.endsBeforeStart",
      details: { from: "01/07/2025" },
    });
    await assigned("Mặt trận", { validFrom: "2026-12-01" });
    expect(await refusalOf(ended(id, "2026-12-01", 2))).toMatchObject({
      code: "advisory.followed",
      details: { name: "Mặt trận", from: "01/12/2026" },
    });
    await ended(id, "2026-04-30", 2);
    expect(await refusalOf(ended(id, "2026-06-30", 3))).toMatchObject({
      code: "advisory.alreadyEnded",
      details: { name: "Khối dân vận", on: "30/04/2026" },
    });
  });

  test("is over what was read: who comes second is told", async () => {
    const id = await assigned("Khối dân vận");
    await ended(id, "2026-05-31");
    expect((await refusalOf(ended(id, "2026-06-30"))).code).toBe("changedMeanwhile");
  });
});

test("of two that assign at once one body advises; whoever is refused is told why", async () => {
  const names = ["Khối dân vận", "Mặt trận"];
  const both = await Promise.all(
    names.map((name) =>
      assigned(name).then(
        () => null,
        (refused: unknown) => refusalOf(Promise.reject(refused)),
      ),
    ),
  );
  expect(await daysOf()).toEqual([[expect.toBeOneOf(names), "2025-07-01", null]]);
  for (const refused of both.filter((one) => one !== null)) expect(refused).toMatchObject({ code: "duplicate" });
});

test("the office and the administrators of the area write it; everyone reads it", async () => {
  const id = await assigned("Khối dân vận");
  await assigned("Ban Tôn giáo", { duty: "religion" }, await w.as(w.people.administrator));
  await assigned("Dư luận", { duty: "publicOpinion" }, provinceOffice);
  for (const person of [w.people.officer, w.people.leader, w.people.otherOffice, w.people.viewer]) {
    const other = await w.as(person);
    expect((await refusalOf(assigned("Ban khác", {}, other))).code).toBe("policy.denied");
    expect((await refusalOf(ended(id, today, 1, other))).code).toBe("policy.denied");
    expect((await other.advisory.list({})).total).toBe(3);
    expect(await other.advisory.on({ id: w.units.otherWard, data: { day: today } })).toEqual([]);
  }
  expect((await refusalOf(assigned("Ban của tỉnh", {}, office, w.units.province))).code).toBe("policy.denied");
});

test("the list stands level by level, and in each in the order of time", async () => {
  await assigned("Mặt trận của phường", { validFrom: "2026-03-01" });
  await assigned("Ban Dân vận Tỉnh ủy", { level: "province", validFrom: "2026-02-01" });
  await assigned("Ban Tuyên giáo và Dân vận Tỉnh ủy", { level: "province", validFrom: "2026-04-01" });
  await assigned("Ban của phường khác", {}, await w.as(w.people.otherOffice), w.units.otherWard);
  const { rows } = await office.advisory.list({});
  expect(rows.map(({ bodyName }) => bodyName)).toEqual([
    "Ban Dân vận Tỉnh ủy",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ban của phường khác",
    "Mặt trận của phường",
  ]);
});

test("what was written is in the history of the unit, and the chain holds, with what was replaced", async () => {
  const id = await assigned("Khối dân vận");
  await assigned("Mặt trân", { validFrom: "2026-03-01" });
  await assigned("Mặt trận", { validFrom: "2026-03-01" });
  const { events } = await office.events.ofUnit({ id: w.units.ward, data: { below: false } });
  expect(events.map(({ action, title }) => [action, title])).toEqual([
    ["advisory.assign", "Mặt trận"],
    // What went is called nothing any more.
    ["advisory.assign", ""],
    ["advisory.assign", "Khối dân vận"],
  ]);
  const differences = async () =>
    (await verifyContents(w.db, catalog)).filter((sentence) => sentence.startsWith("Phân công tham mưu"));
  expect(await differences()).toEqual([]);
  await w.pool.query("update advisory_assignment set duty = 'religion', valid_to = '2026-02-27' where id = $1", [id]);
  expect(await differences()).toEqual([
    expect.stringMatching(
      /^Phân công tham mưu Khối dân vận \(.*\): .*đến ngày là 27\/02\/2026, sự kiện \d+ \(advisory.assign\) ghi 28\/02\/2026/u,
    ),
  ]);
});

test("a merger is not undone once a body advises in the area of the new unit", async () => {
  const administrator = await w.as(w.people.administrator);
  const heir = {
    id: randomUUID(),
    name: "Phường Đông",
    kind: "ward" as const,
    parentId: w.units.province,
    code: null,
    share: null,
  };
  const { id } = await administrator.reorganisations.plan(
    of(w.units.province, {
      title: "Sắp xếp",
      basis: "Nghị quyết 12/NQ-HĐND",
      effectiveOn: "2026-05-01",
      changes: [{ kind: "merge", from: [w.units.ward, w.units.otherWard], into: [heir], posts: "carry", note: "" }],
    }),
  );
  await assigned("Khối dân vận {địa bàn}", {}, provinceOffice, w.units.province);
  await administrator.reorganisations.carryOut(over({ id, version: 1 }, {}));
  expect(await named(w.units.ward, "2026-04-30")).toEqual(["Khối dân vận phường Trà Câu"]);
  expect(await named(w.units.ward, "2026-05-01")).toEqual(["Khối dân vận phường Đông"]);
  await assigned("Mặt trận {địa bàn}", { validFrom: "2026-04-01" }, administrator, heir.id);
  expect(await named(w.units.otherWard, "2026-04-30")).toEqual(["Mặt trận phường Sa Huỳnh"]);
  const undo = administrator.reorganisations.undo(over({ id, version: 2 }, { reason: "Lập nhầm đơn vị." }));
  expect(await refusalOf(undo)).toMatchObject({
    code: "reorganisation.builtUpon",
    details: { what: ["cơ quan tham mưu"] },
  });
});
