import { assignAdvisory } from "@kheo/db/offices/advisory";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { formatNumber } from "@kheo/core/ground/exact";
import type { Block, Paper, Table } from "@kheo/papers/description/paper";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appraised, closed, drafted, marksOf, of, refusalOf, submitted, today, type World, world } from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const blocksOf = (paper: Paper, kind: Block["kind"]): readonly Block[] =>
  paper.sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === kind);
const tableOf = (paper: Paper): Table => {
  const [table] = blocksOf(paper, "table");
  if (table?.kind !== "table") throw new Error("the paper has no table");
  return table;
};
const addressees = (paper: Paper) => {
  const [block] = blocksOf(paper, "addressed");
  return block?.kind === "addressed" ? block.to : [];
};
const rowOf = (paper: Paper, code: string) => tableOf(paper).rows.find(({ cells }) => cells[0] === code)?.cells ?? [];

/** The standing office moved within the year; who it was stands at the province, a day each. */
const advised = async () => {
  const at = {
    unitId: w.units.province,
    level: "commune",
    duty: "massMobilization",
    basis: "Quyết định số 1",
  } as const;
  await assignAdvisory(w.db, { ...at, bodyName: "Khối dân vận {địa bàn}", family: "party", validFrom: "2025-07-01" });
  await assignAdvisory(w.db, {
    ...at,
    bodyName: "Ủy ban MTTQ Việt Nam {địa bàn}",
    family: "front",
    validFrom: "2026-05-04",
  });
};

describe("the registration of a model as a paper", () => {
  test("has the head of its unit, and is addressed to who advised on the day on which it was sent", async () => {
    await advised();
    const model = await submitted(w);
    const paper = await (await w.as(w.people.office)).models.paper({ id: model.id, data: {} });
    expect(paper.issuer).toMatchObject({
      family: "party",
      superior: "ĐẢNG BỘ PHƯỜNG TRÀ CÂU",
      body: ["CHI BỘ TỔ DÂN PHỐ 3"],
    });
    expect([paper.date, addressees(paper)]).toEqual([today, ["Ủy ban MTTQ Việt Nam phường Trà Câu"]]);
    await w.db.updateTable("model").set({ submittedOn: "2026-03-01" }).execute();
    const earlier = await (await w.as(w.people.office)).models.paper({ id: model.id, data: {} });
    expect([earlier.date, addressees(earlier)]).toEqual(["2026-03-01", ["Khối dân vận phường Trà Câu"]]);
  });

  test("says what is lacking where nobody is said to advise, and never from memory", async () => {
    const model = await submitted(w);
    const paper = await (await w.as(w.people.office)).models.paper({ id: model.id, data: {} });
    expect(addressees(paper)).toEqual(["[CẦN BỔ SUNG: cơ quan thường trực của phong trào]"]);
  });

  test("of a draft is dated by nobody and says that it is one; an office above does not see it at all", async () => {
    const model = await drafted(w);
    const paper = await (await w.as(w.people.officer)).models.paper({ id: model.id, data: {} });
    const [name] = blocksOf(paper, "name");
    expect([paper.date, name?.kind === "name" && name.remark]).toEqual([null, "(Đăng ký mới; bản nháp, chưa gửi)"]);
    const asked = (await w.as(w.people.leader)).models.paper({ id: model.id, data: {} });
    expect((await refusalOf(asked)).code).toBe("model.notFound");
  });

  test("of a person asks what PL-02 asks, and keeps their year of birth from those who may not read it", async () => {
    const exemplar = { name: "Nguyễn Thị Hoa", birthYear: 1968, position: "Trưởng ban", consentsToPublish: true };
    const model = await submitted(w, { form: { subjectKind: "individual", exemplar } });
    const points = async (personId: string) =>
      blocksOf(await (await w.as(personId)).models.paper({ id: model.id, data: {} }), "point").map((block) =>
        block.kind === "point" ? [block.number, block.label, block.answer] : [],
      );
    const own = await points(w.people.officer);
    expect(own.slice(0, 5).map(([number, , answer]) => [number, answer])).toEqual([
      [1, "Nguyễn Thị Hoa"],
      [2, "1968"],
      [3, "Trưởng ban, Chi bộ tổ dân phố 3"],
      [4, "Nội dung ghi đủ để gửi đăng ký."],
      [5, "Tuyến đường liên tổ do dân hiến đất"],
    ]);
    expect(own.map(([number]) => number).filter((number) => number !== undefined)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    expect((await points(w.people.leader))[1]).toEqual([2, "Năm sinh", ""]);
  });
});

describe("the papers of a scoring", () => {
  test("the self-score has the points that the rule makes of what was declared, and none for what the council marks", async () => {
    const { id } = await appraised(w);
    const paper = await (await w.as(w.people.office)).scoring.selfScorePaper({ id, data: {} });
    expect(paper.issuer.body).toEqual(["CHI BỘ TỔ DÂN PHỐ 3"]);
    const judged = Object.keys(siteClearanceExample.sheet.marks);
    expect(judged.length).toBeGreaterThan(0);
    for (const code of judged) expect(rowOf(paper, code).slice(4, 8)).toEqual(["", "", "", "hội đồng cho điểm"]);
    // A1 is a checklist: the unit's own ticks are its own points.
    expect([typeof rowOf(paper, "A1")[4], rowOf(paper, "A1")[5]]).toEqual(["number", ""]);
  });

  test("a member's sheet shows their own marks; the archive holds one for each who may mark, without others' marks", async () => {
    const { id } = await appraised(w);
    const [first = "", second = ""] = w.members;
    const marks = marksOf(siteClearanceExample, 0);
    await (await w.as(first)).scoring.handIn(of(id, { marks, comment: "Rõ việc.", sheetVersion: 0 }));
    const own = await (await w.as(first)).scoring.sheetPaper({ id, data: {} });
    for (const [code, mark] of Object.entries(marks)) expect(rowOf(own, code)[5]).toBe(formatNumber(mark, 6));
    const sheets = await (await w.as(second)).scoring.sheetPapers({ id, data: {} });
    expect(sheets).toHaveLength(6 + 1);
    for (const sheet of sheets) {
      for (const code of Object.keys(marks)) expect(rowOf(sheet, code)[5]).toBe("");
      expect(JSON.stringify(sheet)).not.toContain("Rõ việc.");
    }
    expect((await refusalOf((await w.as(w.people.office)).scoring.sheetPaper({ id, data: {} }))).code).toBe(
      "scoring.notMember",
    );
  });

  test("nobody prints what a unit is still typing but who types it", async () => {
    const model = await submitted(w);
    await (
      await w.as(w.people.office)
    ).models.accept({ requestId: crypto.randomUUID(), id: model.id, version: model.version, data: { reason: "" } });
    const of = { id: model.id, data: {} };
    await (await w.as(w.people.officer)).scoring.selfScorePaper(of);
    const [member = ""] = w.members;
    for (const call of ["selfScorePaper", "sheetPaper", "sheetPapers"] as const) {
      expect((await refusalOf((await w.as(member)).scoring[call](of))).code).toBe("scoring.notSent");
    }
  });

  test("the summary of a sitting has the points of the verdicts, highest first", async () => {
    const { id } = await closed(w);
    const office = await w.as(w.people.office);
    const verdict = (await office.scoring.get({ id, data: {} })).verdict;
    const meeting = await office.meetings.convene(
      of(w.units.ward, { periodId: w.periodId, title: "Phiên họp", heldOn: today, ballotKind: "open", modelIds: [id] }),
    );
    const paper = await office.meetings.summaryPaper({ id: meeting.id, data: {} });
    const [row] = tableOf(paper).rows;
    expect(row?.cells.slice(0, 3)).toEqual([1, "Tuyến đường liên tổ do dân hiến đất", "Chi bộ tổ dân phố 3"]);
    const [computedAndMarked, total] = [Number(row?.cells[4]) + Number(row?.cells[5]), Number(row?.cells[9])];
    expect(total).toBe(verdict?.result.total);
    expect(computedAndMarked).toBeLessThanOrEqual(total);
    expect(paper.date).toBe(today);
  });
});
