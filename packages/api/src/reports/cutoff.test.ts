import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  aForm,
  aPeriod,
  accepted,
  aTask,
  closed,
  decided,
  drafted,
  noReason,
  of,
  over,
  published,
  today,
  type World,
  world,
} from "../testing.ts";

/* A report of an earlier cut-off tells what stood on that day, whatever has happened since. */

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

/** The test's today is the 4th of May; what happens from here on happens after the cut-off. */
const after = "2026-06-15";
const report = async (day: string, data: object = {}) =>
  (await w.as(w.people.provinceOffice, day)).reports.annual({
    id: w.units.province,
    data: { periodId: w.periodId, ...data },
  });
type Report = Awaited<ReturnType<typeof report>>;
const figure = ({ figures }: Report, name: string) => figures.find((one) => one.name === name)?.value;
const table = ({ tables }: Report, number: string) => tables.find((one) => one.number === number);
/** What a report says, without the day on which it was made and the head of the log. */
const said = ({ figures, tables, narrative }: Report) => ({ figures, tables, narrative });

describe("B-03: a revocation after the cut-off", () => {
  const revoked = async () => {
    const recognition = await published(w);
    const before = await report(today);
    const reason = { reason: "Số liệu sai sự thật.", number: "40-QĐ/ĐU", signedOn: after };
    const on = async (person: string) => w.as(person, after);
    const draft = {
      step: "revoke" as const,
      signatory: "Nguyễn Văn A",
      signatoryTitle: "Phó Bí thư Thường trực",
      ...reason,
    };
    await (await on(w.people.office)).recognition.draft(over(recognition, draft));
    await (
      await on(w.people.leader)
    ).recognition.revoke(over({ ...recognition, version: recognition.version + 1 }, noReason));
    return before;
  };

  test("changes no figure of it, and is named in a note", async () => {
    const before = await revoked();
    const then = await report(after, { cutoff: today });
    expect(figure(then, "recognized")).toBe(1);
    expect(then.figures).toEqual(before.figures);
    expect(table(then, "06")?.rows).toEqual(table(before, "06")?.rows);
    expect(table(then, "06")?.notes).toEqual([
      "Sau ngày chốt số liệu, việc công nhận “Tuyến đường liên tổ do dân hiến đất” bị thu hồi theo Quyết định số 40-QĐ/ĐU ngày 15/06/2026.",
    ]);
  });

  test("counts from its own day on", async () => {
    await revoked();
    expect(figure(await report(after, { cutoff: "2026-06-14" }), "recognized")).toBe(1);
    const now = await report(after, { cutoff: after });
    expect(figure(now, "recognized")).toBe(0);
    expect(table(now, "06")?.notes).toEqual([]);
  });

  test("of before it is no note at all", async () => {
    const recognition = await published(w);
    await decided(w, recognition, "revoke", { reason: "Số liệu sai sự thật.", number: "40-QĐ/ĐU" });
    const now = await report(after, { cutoff: today });
    expect([figure(now, "recognized"), table(now, "06")?.notes]).toEqual([0, []]);
  });
});

describe("B-04: every table stands at the cut-off", () => {
  test("a task given later is not there; one confirmed later is as it stood", async () => {
    const recognition = await published(w);
    const give = async (day: string, unitId: string) =>
      (await w.as(w.people.provinceOffice, day)).replication.give(of(unitId, aTask(w, recognition)));
    const task = await give(today, w.units.otherCell);
    await (await w.as(w.people.otherOfficer)).replication.accept(over({ id: task.id, version: 1 }, noReason));
    const before = await report(today);
    const adopter = await w.as(w.people.otherOfficer, after);
    await adopter.replication.start(over({ id: task.id, version: 2 }, noReason));
    await adopter.replication.submit(over({ id: task.id, version: 3 }, { ...noReason, result: "Đã mở rộng 2 km." }));
    await (await w.as(w.people.provinceOffice, after)).replication.confirm(over({ id: task.id, version: 4 }, noReason));
    await give(after, w.units.otherWard);
    const then = await report(after, { cutoff: today });
    expect(said(then)).toEqual(said(before));
    expect(table(then, "07")?.rows.map((row) => row[6])).toEqual(["Đã nhận"]);
    expect(
      table(await report(after), "07")
        ?.rows.map((row) => row[6])
        .toSorted(),
    ).toEqual(["Đã giao", "Đã nghiệm thu"]);
  });

  test("a model accepted later was waiting, and one that was withdrawn later was there", async () => {
    const waiting = await (await w.as(w.people.officer)).models.submit(over(await drafted(w), noReason));
    const held = await accepted(w, { officer: w.people.committeeOfficer, unitId: w.units.committee });
    const other = { officer: w.people.otherOfficer, office: w.people.otherOffice, unitId: w.units.otherCell };
    const kept = await accepted(w, { ...other, form: { title: "Ánh sáng an ninh" } });
    const before = await report(today);
    const office = await w.as(w.people.office, after);
    await office.models.accept(over(waiting, noReason));
    await office.models.discontinue(over(held, { reason: "Hết kinh phí thực hiện." }));
    await (await w.as(w.people.otherOffice, after)).models.suspend(over(kept, { reason: "Tạm dừng do bão lũ." }));
    expect(said(await report(after, { cutoff: today }))).toEqual(said(before));
    expect(figure(await report(after), "discontinued")).toBe(1);
  });

  test("a verdict that was opened again later still stood", async () => {
    const model = await closed(w);
    const before = await report(today);
    expect(figure(before, "effective")).toBe(1);
    const office = await w.as(w.people.office, after);
    await office.scoring.reopen(over(model, { reason: "Số liệu hiến đất bị nhầm." }));
    expect(figure(await report(after, { cutoff: today }), "effective")).toBe(1);
    expect(figure(await report(after), "effective")).toBe(0);
  });

  test("the year before is compared up to the same day, and said to be", async () => {
    const periodId = await aPeriod(w.db, 2025, { registrationClosesOn: "2025-12-31" });
    for (const [day, title] of [
      ["2025-08-01", "Hàng rào xanh"],
      ["2025-11-20", "Tổ tự quản"],
    ] as const) {
      const officer = await w.as(w.people.officer, day);
      const draft = await officer.models.create(
        of(w.units.cell, { periodId, form: aForm({ title }), continuesId: null }),
      );
      const sent = await officer.models.submit(over(draft, noReason));
      await (await w.as(w.people.office, day)).models.accept(over(sent, noReason));
    }
    await accepted(w);
    const before = async (cutoff: string) => {
      const made = await report("2027-01-10", { cutoff });
      return { difference: figure(made, "difference"), words: made.narrative[0] };
    };
    expect((await before("2026-09-30")).words).toContain("cùng kỳ năm 2025 (tính đến 30/09/2025)");
    expect((await before("2026-12-31")).words).toContain("so với năm 2025;");
    const months = ["2026-07-31", "2026-08-01", "2026-11-20", "2026-12-31"];
    expect(await Promise.all(months.map(async (day) => (await before(day)).difference))).toEqual([1, 0, -1, -1]);
  });
});
