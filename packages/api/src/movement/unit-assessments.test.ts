import { catalog as shipped } from "@kheo/catalog";
import { pluginCatalog } from "@kheo/core/criteria/catalog";
import { defineEdition, defineScoringPlugin } from "@kheo/core/criteria/edition";
import { bodyOfUnit, countUndecided } from "@kheo/db/offices/bodies";
import { actorOf } from "@kheo/db/offices/people";
import { recordStanding } from "@kheo/db/rules/records";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callerFor } from "../index.ts";
import { verifyContents } from "../rules/verification.ts";
import {
  accepted,
  aContext,
  aMeeting,
  appraised as appraisedModel,
  councilOf,
  noReason,
  nothingDeclared,
  of,
  over,
  refusalOf,
  typed,
  undecidedYet,
  type World,
  world,
} from "../testing.ts";

const edition = defineEdition({
  edition: "2026.1",
  effectiveFrom: "2026-01-01",
  basis: "Bộ để thử, không dùng",
  figures: {
    groups: { kind: "count", label: "Số tổ", unit: "tổ" },
    active: { kind: "count", label: "Số tổ hoạt động", unit: "tổ" },
  },
  sections: [{ title: "Phong trào", figures: ["groups", "active"] }],
  atMost: [["active", "groups"]],
  groups: [{ code: "A", title: "Phong trào" }],
  criteria: [
    {
      code: "A1",
      group: "A",
      title: "Tổ hoạt động",
      maxPoints: 60,
      indicator: { title: "Tổ hoạt động / tổng số tổ", unit: "%" },
      rule: { kind: "linear", at0: 0, atMax: 100, reading: { part: "active", of: "groups" } },
    },
    {
      code: "A2",
      group: "A",
      title: "Có kế hoạch",
      maxPoints: 10,
      rule: { kind: "checklist", items: [{ label: "Đã ban hành kế hoạch", points: 10 }] },
    },
    {
      code: "A3",
      group: "A",
      title: "Hiệu quả",
      maxPoints: 30,
      rule: { kind: "judged", step: 1, anchors: ["0 chưa"] },
    },
  ],
  floors: [],
  passThreshold: 50,
  classLimits: { excellent: 90, good: 70 },
  classLabels: { excellent: "Xuất sắc", good: "Tốt", completed: "Hoàn thành", notCompleted: "Chưa hoàn thành" },
  consolidation: "mean",
  adjustments: [],
  adjustmentCaps: { bonus: 0, penalty: 0 },
  ties: { resultGroup: "A", satisfaction: "A1" },
});
const forUnits = (code: string, title: string) =>
  defineScoringPlugin({ code, title, subjectKinds: ["unit"], topics: [], scores: [], editions: [edition] });
const sets = [forUnits("THU-PT", "Phong trào của đơn vị"), forUnits("THU-CQ", "Chính quyền thân thiện")];
const catalog = pluginCatalog([...shipped.plugins, ...sets]);

let w: World;
beforeEach(async () => {
  w = await world();
  const pinned = { "THU-PT": "THU-PT@2026.1", "THU-CQ": "THU-CQ@2026.1" };
  await w.pool.query("update period set editions = editions || $1", [JSON.stringify(pinned)]);
  await recordStanding(w.db, "Thiết lập ban đầu");
});
afterEach(() => w.end());

/** Acts as a person where there are sets for units. */
const as = async (personId: string, day = "2026-05-04") =>
  callerFor(aContext({ db: w.db, actor: await actorOf(w.db, personId, day), catalog, today: day }));
const office = () => as(w.people.office);

const begun = async (unitId = w.units.cell, set = "THU-PT") =>
  (await office()).scoring.begin(of(unitId, { periodId: w.periodId, set }));

const figures = { groups: 10, active: 8 };
const ticks = { A2: [true] };

const appraised = async (unitId = w.units.cell, officerId = w.people.officer) => {
  const { id } = await begun(unitId);
  const officer = await as(officerId);
  const declared = await officer.scoring.declare(of(id, typed({ figures, ticks, claims: {} }, nothingDeclared)));
  const sent = await officer.scoring.submit(over(declared, noReason));
  const decided = await (
    await office()
  ).scoring.decide(of(sent.id, typed({ ticks, claims: {}, adjustments: {} }, undecidedYet)));
  return (await office()).scoring.appraise(over(decided, noReason));
};

const handIn = async (id: string, personId: string, mark = 20, sheetVersion = 0) =>
  (await as(personId)).scoring.handIn(of(id, { marks: { A3: mark }, comment: "", sheetVersion }));

const closed = async () => {
  const assessment = await appraised();
  for (const id of councilOf(w)) await handIn(assessment.id, id);
  return (await office()).scoring.close(over(assessment, noReason));
};

const todoOf = async (personId: string) =>
  (await (await as(personId)).session.todo({ periodId: w.periodId })).map(({ count, text }) => `${count} ${text}`);
const scorings = async (personId = w.people.office) =>
  (await (await as(personId)).scoring.list({ periodId: w.periodId })).rows;

describe("a unit is assessed", () => {
  test("from its beginning to a verdict, as a model is, each step waiting for whose it is", async () => {
    const { id } = await begun();
    expect(await todoOf(w.people.officer)).toEqual(["1 bảng điểm cần báo cáo số liệu"]);
    const officer = await as(w.people.officer);
    const declared = await officer.scoring.declare(of(id, typed({ figures, ticks, claims: {} }, nothingDeclared)));
    const sent = await officer.scoring.submit(over(declared, noReason));
    expect(await todoOf(w.people.office)).toEqual(["1 bảng tự chấm chờ xác nhận"]);
    const decided = await (
      await office()
    ).scoring.decide(of(id, typed({ ticks, claims: {}, adjustments: {} }, undecidedYet)));
    expect(decided.version).toBe(sent.version + 1);
    const passed = await (await office()).scoring.appraise(over(decided, noReason));
    const verified = await (await office()).scoring.verify(over(passed, noReason));
    expect(await todoOf(w.members[0]!)).toEqual(["1 bảng điểm chờ đồng chí cho điểm"]);
    for (const [index, member] of councilOf(w).entries()) await handIn(id, member, 20 + index);
    await (await office()).scoring.close(over(verified, noReason));

    const read = await (await office()).scoring.get({ id, data: {} });
    // 48 of the figures, 10 of the plan, 23 as the mean of seven marks.
    expect(read.verdict).toMatchObject({ total: "81.00", class: "good", passed: true });
    expect(read.assessment).toMatchObject({
      title: "Phong trào của đơn vị: Chi bộ tổ dân phố 3",
      unitName: "Chi bộ tổ dân phố 3",
      unitId: w.units.cell,
      state: "closed",
      verifiedOn: "2026-05-04",
    });
    expect([read.model, read.next, read.daysLate, read.sheets.length]).toEqual([null, null, 0, 7]);
  });

  test("and stands in the list of what is scored, by what it is called and what has come of it", async () => {
    await closed();
    await accepted(w);
    await begun(w.units.cell, "THU-CQ");
    const rows = await scorings();
    expect(rows.map(({ code, title, unitName, classLabel }) => [code, title, unitName, classLabel])).toEqual([
      ["THU-CQ", "Chính quyền thân thiện: Chi bộ tổ dân phố 3", "Chi bộ tổ dân phố 3", null],
      ["THU-PT", "Phong trào của đơn vị: Chi bộ tổ dân phố 3", "Chi bộ tổ dân phố 3", "Tốt"],
      [rows[2]?.code, "Tuyến đường liên tổ do dân hiến đất", "Chi bộ tổ dân phố 3", null],
    ]);
    expect(rows.map(({ total }) => total)).toEqual([null, "78.00", null]);
  });

  test("again when scoring is opened again: the sheets go back, and a second verdict stands beside the first", async () => {
    const assessment = await closed();
    const reopened = await (await office()).scoring.reopen(over(assessment, { reason: "Số liệu bị nhầm." }));
    const passed = await (await office()).scoring.appraise(over(reopened, noReason));
    await handIn(passed.id, w.members[0]!, 0, 1);
    await (await office()).scoring.close(over(passed, noReason));
    const { rows } = await w.pool.query("select total from verdict order by created_at");
    expect(rows).toEqual([{ total: "78.00" }, { total: "58.00" }]);
  });

  test("in the history of the unit, by the set and the unit's name, with the sheets sealed until it is closed", async () => {
    const assessment = await appraised();
    await handIn(assessment.id, w.members[0]!);
    const history = async () =>
      (await (await office()).events.ofUnit({ id: w.units.cell, data: { below: false } })).events.filter(
        ({ page }) => page === `/cham-diem/${assessment.id}`,
      );
    const open = await history();
    expect(open.map(({ action }) => action)).toEqual([
      "scoring.appraise",
      "scoring.decide",
      "scoring.submit",
      "scoring.begin",
    ]);
    expect(new Set(open.map(({ title }) => title))).toEqual(new Set(["THU-PT Chi bộ tổ dân phố 3"]));
    await (await office()).scoring.close(over(assessment, noReason));
    expect((await history()).map(({ action }) => action)).toContain("scoring.handIn");
  });

  test("and the verifier finds every fact of it as recorded, and names what is altered by hand", async () => {
    const { id } = await closed();
    expect(await verifyContents(w.db, catalog)).toEqual([]);
    await w.pool.query("update verdict set total = total + 1");
    await w.pool.query("update assessment set unit_id = $1", [w.units.committee]);
    await w.pool.query("update score_sheet set comment = 'khác' where person_id = $1", [w.members[0]]);
    const found = (await verifyContents(w.db, catalog)).join("\n");
    expect(found).toMatch(/THU-PT “Ủy ban nhân dân phường”: tổng điểm đã lưu 79.00, tính lại 78\./u);
    expect(found).toMatch(/Bảng điểm THU-PT .*đơn vị là Ủy ban nhân dân phường, .*ghi Chi bộ tổ dân phố 3/u);
    expect(found).toMatch(/Kết quả chấm điểm THU-PT .*tổng điểm là “79/u);
    expect(found).toMatch(/Phiếu chấm của Ủy viên 1 ở bảng điểm THU-PT .*khác với sự kiện/u);
    const other = await begun(w.units.cell, "THU-CQ");
    await w.pool.query("update verdict set assessment_id = $1, total = total - 1", [other.id]);
    expect((await verifyContents(w.db, catalog)).join("\n")).toContain("bảng điểm là THU-CQ");
    expect(id).not.toBe(other.id);
  });
});

describe("the assessment of a unit begins", () => {
  const refusedBy = async (personId: string, unitId = w.units.cell) =>
    (await refusalOf((await as(personId)).scoring.begin(of(unitId, { periodId: w.periodId, set: "THU-PT" })))).code;

  test("by the office of the unit or above it, and by nobody else", async () => {
    for (const id of ["officer", "leader", "administrator", "viewer", "committeeMember", "otherOffice"] as const)
      expect([id, await refusedBy(w.people[id])]).toEqual([id, "policy.denied"]);
    await (await as(w.people.provinceOffice)).scoring.begin(of(w.units.ward, { periodId: w.periodId, set: "THU-PT" }));
    expect(await scorings()).toHaveLength(1);
  });

  test("once for each set and period, also when two begin it at once", async () => {
    const both = await Promise.allSettled([begun(), begun()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await refusalOf(begun())).code).toBe("scoring.alreadyBegun");
    await begun(w.units.cell, "THU-CQ");
    await begun(w.units.committee);
    expect(await scorings()).toHaveLength(3);
  });

  test("by a set for units that the period knows, while it is open, of a unit that is there", async () => {
    const code = async (call: Promise<unknown>) => (await refusalOf(call)).code;
    expect(await code(begun(w.units.cell, "DVK-GPMB"))).toBe("scoring.notForUnits");
    expect(await code(begun(w.units.cell, "KHONG-CO"))).toBe("scoring.notForUnits");
    const plain = await w.as(w.people.office);
    const call = plain.scoring.begin(of(w.units.cell, { periodId: w.periodId, set: "THU-PT" }));
    expect(await code(call)).toBe("scoring.notForUnits");
    expect([(await plain.session.me()).setsForUnits, (await (await office()).session.me()).setsForUnits]).toEqual([
      [],
      sets.map(({ code: set, title }) => ({ code: set, title })),
    ]);
    await w.pool.query("update period set editions = editions - 'THU-CQ'");
    expect(await code(begun(w.units.cell, "THU-CQ"))).toBe("scoring.unknownEdition");
    await w.pool.query("update unit_version set valid_to = '2026-05-01' where unit_id = $1", [w.units.committee]);
    expect(await code(begun(w.units.committee))).toBe("unit.ended");
    await w.pool.query("update period set closed_on = '2026-05-04'");
    expect(await code(begun())).toBe("period.closed");
    expect(await scorings()).toEqual([]);
  });
});

describe("the rights over a unit's assessment are those within the unit", () => {
  test("who works at the unit marks it as little as a model of the unit", async () => {
    const assessment = await appraised(w.units.committee, w.people.committeeOfficer);
    const conflicted = await as(w.people.committeeMember);
    for (const verb of ["mark", "handIn"] as const) {
      const sheet = { marks: { A3: 30 }, comment: "", sheetVersion: 0 };
      expect((await refusalOf(conflicted.scoring[verb](of(assessment.id, sheet)))).code).toBe("policy.ownUnit");
    }
    const seen = await conflicted.scoring.get({ id: assessment.id, data: {} });
    expect([seen.isRecused, seen.mayMark]).toEqual([true, false]);
    expect((await scorings(w.people.committeeMember)).map(({ ownSheet }) => ownSheet)).toEqual(["ownUnit"]);
    expect(await todoOf(w.people.committeeMember)).toEqual([]);
    await handIn(assessment.id, w.members[0]!);
  });

  test("the unit alone declares, and what it has not sent is hidden from the council", async () => {
    const { id } = await begun();
    const declaration = typed({ figures, ticks, claims: {} }, nothingDeclared);
    const other = await as(w.people.committeeOfficer);
    expect((await refusalOf(other.scoring.declare(of(id, declaration)))).code).toBe("scoring.notFound");
    expect((await refusalOf((await office()).scoring.declare(of(id, declaration)))).code).toBe("policy.denied");
    await (await as(w.people.officer)).scoring.declare(of(id, declaration));
    const seen = await (await as(w.members[0]!)).scoring.get({ id, data: {} });
    expect(seen.assessment).toMatchObject({ figures: {}, version: 0 });
  });

  test("it is there for nobody of another ward, nor in the ward's list of a guest", async () => {
    const { id } = await closed();
    for (const who of [w.people.otherOfficer, w.people.otherOffice]) {
      expect((await refusalOf((await as(who)).scoring.get({ id, data: {} }))).code).toBe("scoring.notFound");
      expect(await scorings(who)).toEqual([]);
    }
    expect((await refusalOf(scorings(w.people.viewer))).code).toBe("policy.denied");
  });

  test("a council that marks a unit is at work until it is closed, and then has nothing to vote on", async () => {
    const assessment = await appraised();
    const council = (await bodyOfUnit(w.db, w.units.ward))!.id;
    expect(await countUndecided(w.db, council)).toBe(1);
    const { rows: work } = await w.pool.query("select unit_id from open_work");
    expect(work).toEqual([{ unit_id: w.units.cell }]);
    await handIn(assessment.id, w.members[0]!);
    await (await office()).scoring.close(over(assessment, noReason));
    expect(await countUndecided(w.db, council)).toBe(0);
    expect((await w.pool.query("select unit_id from open_work")).rows).toEqual([]);
  });
});

test("what is about models knows nothing of a unit's assessment, and no figure of the report counts it", async () => {
  const { id: modelId } = await appraisedModel(w);
  const seen = async () => {
    const caller = await office();
    return {
      models: (await caller.models.list({})).rows,
      candidates: await caller.meetings.candidates({ id: w.units.ward, data: { periodId: w.periodId } }),
      recognitions: (await caller.recognition.list({})).rows,
      gallery: (await caller.gallery.list({})).rows,
    };
  };
  const reported = async (id = w.units.ward) =>
    (await as(w.people.provinceOffice)).reports.annual({ id, data: { periodId: w.periodId } });
  const [before, report, elsewhere] = [await seen(), await reported(), await reported(w.units.otherWard)];
  expect(report.figures.filter(({ value }) => value === 1).map(({ name }) => name)).toEqual([
    "total",
    "new",
    "unassessed",
  ]);
  const { id } = await closed();
  await begun(w.units.committee);
  expect(await seen()).toEqual(before);
  const after = await reported();
  expect(after.tables).toEqual(report.tables);
  const [told, ...more] = [after.figures.slice(0, -1), after.figures.at(-1)];
  expect(told).toEqual(report.figures);
  expect(more).toMatchObject([{ name: "assessedUnits", value: 1 }]);
  expect(after.narrative).toEqual([...report.narrative, "Kết quả đánh giá đơn vị: Tốt 1."]);
  expect(await reported(w.units.otherWard)).toEqual(elsewhere);
  expect(await todoOf(w.people.office)).toEqual(["1 bảng điểm đang chấm, chờ đóng"]);

  const caller = await office();
  expect((await refusalOf(caller.meetings.convene(of(w.units.ward, aMeeting(w, [id]))))).code).toBe("model.notFound");
  expect((await refusalOf(caller.models.get({ id, data: {} }))).code).toBe("model.notFound");
  expect((await caller.scoring.get({ id: modelId, data: {} })).model?.id).toBe(modelId);
});
