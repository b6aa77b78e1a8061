import { randomUUID } from "node:crypto";
import { createHash } from "node:crypto";
import { canonical } from "@kheo/core/ground/canonical";
import { headText, parseHead } from "@kheo/core/rules/events";
import { assignAdvisory } from "@kheo/db/offices/advisory";
import { headOf, sealEvents, verifyEvents } from "@kheo/db/rules/chain";
import { writeSetting } from "@kheo/db/ground/settings";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  accepted,
  decided,
  drafted,
  noReason,
  of,
  over,
  published,
  refusalOf,
  submitted,
  today,
  type World,
  world,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const office = () => w.as(w.people.office);
const report = async (personId: string, unitId: string, data: object = {}) =>
  (await w.as(personId)).reports.annual({ id: unitId, data: { periodId: w.periodId, ...data } });
const figuresOf = async (...given: Parameters<typeof report>) =>
  Object.fromEntries((await report(...given)).figures.map(({ name, value }) => [name, value]));

describe("who reads a report", () => {
  test("the office, the leader and a viewer of the unit or above it; nobody of another ward, and no unit officer", async () => {
    for (const id of [w.people.office, w.people.leader, w.people.viewer, w.people.provinceOffice]) {
      expect((await report(id, w.units.ward)).unitName).toBe("Phường Trà Câu");
    }
    for (const id of [w.people.otherOffice, w.people.otherOfficer, w.people.officer, w.people.administrator]) {
      expect((await refusalOf(report(id, w.units.ward))).code).toBe("policy.denied");
    }
    expect((await refusalOf(report(w.people.office, w.units.province))).code).toBe("policy.denied");
    expect((await refusalOf(report(w.people.office, randomUUID()))).code).toBe("unit.notFound");
  });

  test("a frozen report of another ward is not there", async () => {
    const frozen = await (await office()).reports.freeze(of(w.units.ward, { periodId: w.periodId }));
    const stranger = await w.as(w.people.otherOffice);
    expect((await refusalOf(stranger.reports.snapshot({ id: frozen.id, data: {} }))).code).toBe("report.notFound");
  });
});

describe("what a report holds", () => {
  test("the unit's own models and those below it, each once, in the ward's report and in the province's", async () => {
    await accepted(w);
    await drafted(w);
    await submitted(w, { officer: w.people.committeeOfficer, unitId: w.units.committee });
    await accepted(w, { officer: w.people.otherOfficer, office: w.people.otherOffice, unitId: w.units.otherCell });
    expect(await figuresOf(w.people.office, w.units.ward)).toMatchObject({ total: 1, new: 1, coverage: 50 });
    expect(await figuresOf(w.people.provinceOffice, w.units.province)).toMatchObject({ total: 2, coverage: 100 });
    const { tables } = await report(w.people.office, w.units.ward);
    expect(tables.find(({ number }) => number === "08")?.rows).toEqual([
      [1, "Ủy ban nhân dân phường", "Đã gửi 1 phiếu, chưa được tiếp nhận", "2026-03-31"],
    ]);
  });

  test("a recognition until it is revoked", async () => {
    const recognition = await published(w);
    expect(await figuresOf(w.people.office, w.units.ward)).toMatchObject({ recognized: 1, recognizedShare: 100 });
    await decided(w, recognition, "revoke", { reason: "Số liệu sai sự thật.", number: "40-QĐ/ĐU" });
    expect(await figuresOf(w.people.office, w.units.ward)).toMatchObject({ recognized: 0, effective: 1 });
  });

  test("a re-check that did not keep it, even when the verdict passed", async () => {
    const recognition = await published(w);
    const caller = await office();
    await caller.recognition.downgrade(over(recognition, { reason: "Tuyến đường xuống cấp." }));
    expect(await figuresOf(w.people.office, w.units.ward)).toMatchObject({ effective: 0, ineffective: 1 });
  });

  test("a model that was discontinued, among the registered and on its own", async () => {
    const model = await accepted(w);
    await (await office()).models.discontinue(over(model, { reason: "Hết kinh phí thực hiện." }));
    expect(await figuresOf(w.people.office, w.units.ward)).toMatchObject({ total: 1, discontinued: 1 });
  });

  test("nothing from after its cut-off day, and no cut-off after today", async () => {
    await accepted(w);
    expect(await figuresOf(w.people.office, w.units.ward, { cutoff: "2026-05-03" })).toMatchObject({ total: 0 });
    expect((await report(w.people.office, w.units.ward, { cutoff: "2026-12-31" })).cutoff).toBe("2026-05-04");
  });

  test("the words “dữ liệu minh họa” where the database holds a demonstration", async () => {
    expect((await report(w.people.office, w.units.ward)).demonstration).toBe(false);
    await writeSetting(w.db, "demonstration", { seededAt: "2026-05-04", accounts: [] });
    expect((await report(w.people.office, w.units.ward)).demonstration).toBe(true);
  });
});

describe("a frozen report", () => {
  test("stays as it was when the figures move on; the next one is a new version", async () => {
    await accepted(w);
    const caller = await office();
    const first = await caller.reports.freeze(of(w.units.ward, { periodId: w.periodId }));
    await accepted(w);
    const second = await caller.reports.freeze(of(w.units.ward, { periodId: w.periodId }));
    expect([first.version, second.version]).toEqual([1, 2]);
    const totalOf = async (id: string) => {
      const { report: content, hash } = await caller.reports.snapshot({ id, data: {} });
      expect(createHash("sha256").update(canonical(content)).digest("hex")).toBe(hash);
      return content.figures.find(({ name }) => name === "total")?.value;
    };
    expect([await totalOf(first.id), await totalOf(second.id)]).toEqual([1, 2]);
    const list = await caller.reports.snapshots({ id: w.units.ward, data: { periodId: w.periodId } });
    expect(list.map(({ version, createdBy }) => [version, createdBy])).toEqual([
      [2, "Thường trực phường"],
      [1, "Thường trực phường"],
    ]);
  });

  test("keeps the head of the log of its day, by which a later verification can be held to it", async () => {
    await accepted(w);
    const caller = await office();
    const scope = { periodId: w.periodId };
    expect((await caller.reports.annual({ id: w.units.ward, data: scope })).eventHead).toBeUndefined();
    await sealEvents(w.db);
    const { id } = await caller.reports.freeze(of(w.units.ward, scope));
    const head = await headOf(w.db);
    await sealEvents(w.db);
    const { report: kept } = await caller.reports.snapshot({ id, data: {} });
    expect(kept.eventHead).toBe(headText(head!));
    expect((await caller.reports.annual({ id: w.units.ward, data: scope })).eventHead).not.toBe(kept.eventHead);
    const { differences } = await verifyEvents(w.db, { today, head: parseHead(kept.eventHead ?? "") });
    expect(differences).toEqual([]);
  });

  test("is the office's to make", async () => {
    for (const id of [w.people.leader, w.people.viewer, w.people.otherOffice]) {
      const call = (await w.as(id)).reports.freeze(of(w.units.ward, { periodId: w.periodId }));
      expect((await refusalOf(call)).code).toBe("policy.denied");
    }
  });
});

test("the figures of the wards add up to those of the province, whatever happened in them", async () => {
  await published(w);
  await accepted(w, { officer: w.people.committeeOfficer, unitId: w.units.committee });
  const elsewhere = { officer: w.people.otherOfficer, office: w.people.otherOffice, unitId: w.units.otherCell };
  const stopped = await accepted(w, elsewhere);
  const otherOffice = await w.as(w.people.otherOffice);
  await otherOffice.models.suspend(over(stopped, { reason: "Chờ mặt bằng thi công." }));
  await accepted(w, elsewhere);

  const wards = [
    await figuresOf(w.people.provinceOffice, w.units.ward),
    await figuresOf(w.people.provinceOffice, w.units.otherWard),
  ];
  const province = await figuresOf(w.people.provinceOffice, w.units.province);
  for (const name of ["total", "new", "continued", "effective", "ineffective", "unassessed", "recognized"]) {
    const sum = wards.reduce((total, figures) => total + Number(figures[name]), 0);
    expect({ name, value: province[name] }).toEqual({ name, value: sum });
  }
  await otherOffice.models.resume(over({ id: stopped.id, version: stopped.version + 1 }, noReason));
});

describe("a frozen report", () => {
  const advised = () =>
    assignAdvisory(w.db, {
      unitId: w.units.province,
      level: "commune",
      duty: "massMobilization",
      family: "front",
      bodyName: "Ủy ban MTTQ Việt Nam {địa bàn}",
      validFrom: "2025-07-01",
      basis: "Quyết định số 1",
    });
  const frozen = async () => (await office()).reports.freeze(of(w.units.ward, { periodId: w.periodId }));
  const signed = { signatory: "Trần Văn Bình", signing: "deputy" } as const;

  test("is issued once, under the next number of who sends it, and says that number and day from then on", async () => {
    await advised();
    await accepted(w);
    const [first, second] = [await frozen(), await frozen()];
    const caller = await office();
    const made = await caller.reports.issue(of(first.id, signed));
    expect(made.numberText).toBe("01/BC-MTTQ-BTT");
    const { paper, kept } = await caller.documents.paper({ id: made.id, data: {} });
    expect(paper).toMatchObject({ date: today, numbered: { type: "BC", number: 1 }, issuer: { family: "front" } });
    expect(kept).toEqual({ docx: null, pdf: null });
    expect((await caller.documents.get({ id: made.id, data: {} })).document).toMatchObject({
      state: "issued",
      issuedOn: today,
      signatory: "Trần Văn Bình",
      capacity: "TM. BAN THƯỜNG TRỰC, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
      isWritten: true,
    });
    expect(await refusalOf(caller.reports.issue(of(first.id, signed)))).toMatchObject({
      code: "document.alreadyIssued",
      details: { number: "01/BC-MTTQ-BTT" },
    });
    expect((await caller.reports.issue(of(second.id, signed))).numberText).toBe("02/BC-MTTQ-BTT");
    expect((await caller.reports.snapshot({ id: first.id, data: {} })).document).toMatchObject({ id: made.id });
    expect((await caller.reports.snapshot({ id: first.id, data: {} })).mayIssue).toBe(false);
  });

  test("is issued once also when two do it at the same moment", async () => {
    await advised();
    const { id } = await frozen();
    const tries = await Promise.allSettled([1, 2].map(async () => (await office()).reports.issue(of(id, signed))));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await w.db.selectFrom("document").select("numberText").execute()).toEqual([
      { numberText: "01/BC-MTTQ-BTT" },
    ]);
  });

  test("is not issued with a fault, and takes no number then", async () => {
    await advised();
    const { id } = await frozen();
    const refusal = await refusalOf(
      (await office()).reports.issue(of(id, { ...signed, signatory: "TS. Trần Văn Bình" })),
    );
    expect(refusal).toMatchObject({
      code: "document.faulty",
      details: { faults: [expect.stringContaining("học hàm")] },
    });
    expect(await w.db.selectFrom("document").select("id").execute()).toEqual([]);
    expect((await (await office()).reports.issue(of(id, signed))).numberText).toBe("01/BC-MTTQ-BTT");
  });
});
