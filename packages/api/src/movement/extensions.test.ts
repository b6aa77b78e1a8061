import { failedFloorExample } from "@kheo/catalog/worked-examples";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  accepted,
  aForm,
  closed,
  drafted,
  noReason,
  of,
  over,
  refusalOf,
  submitted,
  today,
  typed,
  type World,
  world,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const extension = (given: object = {}) => ({
  periodId: w.periodId,
  unitId: null as string | null,
  until: "2026-05-10",
  reason: "Các chi bộ tập trung khắc phục hậu quả bão.",
  number: "12-CV/ĐU",
  signedOn: "2026-05-02",
  ...given,
});
const extend = async (given: object = {}, day = today) =>
  (await w.as(w.people.provinceOffice, day)).periods.extend(of(w.units.province, extension(given)));
const late = async (model: { id: string }) =>
  (await (await w.as(w.people.provinceOffice)).models.get({ id: model.id, data: {} })).daysLate;

describe("C-25: the registration of a period is extended by decision", () => {
  test("C-25: for every unit: what came in before is no longer late, and everybody reads by what decision", async () => {
    const sent = await submitted(w);
    expect(await late(sent)).toBe(34);
    await extend();
    expect(await late(sent)).toBe(0);
    const [period] = await (await w.as(w.people.officer)).periods.list({});
    const { periodId: _, ...said } = extension();
    expect(period?.extensions).toEqual([{ ...said, holdsFor: [], recordedOn: today }]);
    expect(period?.registrationClosesOn).toBe("2026-03-31");
  });

  test("C-25: for one unit, and the others stay late", async () => {
    const [here, there] = [
      await submitted(w),
      await drafted(w, { officer: w.people.otherOfficer, unitId: w.units.otherCell }),
    ];
    await (await w.as(w.people.otherOfficer)).models.submit(over(there, noReason));
    await extend({ unitId: w.units.cell, until: "2026-05-01" });
    expect([await late(here), await late(there)]).toEqual([3, 34]);
    await extend({ unitId: w.units.cell, until: "2026-05-04", number: "15-CV/ĐU" });
    await extend({ until: "2026-04-24" });
    expect([await late(here), await late(there)]).toEqual([0, 10]);
  });

  test("C-25: for a commune and so for each unit in it, that of a neighbour not among them", async () => {
    const [here, there] = [
      await submitted(w),
      await drafted(w, { officer: w.people.otherOfficer, unitId: w.units.otherCell }),
    ];
    await (await w.as(w.people.otherOfficer)).models.submit(over(there, noReason));
    await extend({ unitId: w.units.ward, until: "2026-05-04" });
    expect([await late(here), await late(there)]).toEqual([0, 34]);
    const [period] = await (await w.as(w.people.officer)).periods.list({});
    const holdsFor = period?.extensions[0]?.holdsFor;
    expect(holdsFor).toEqual(expect.arrayContaining([w.units.ward, w.units.cell]));
    expect(holdsFor).not.toContain(w.units.otherCell);
  });

  test("C-25: the figure of days late follows in every assessment that is not settled", async () => {
    const form = aForm({
      topic: "health",
      targets: [{ name: "Người được khám", unit: "người", baseline: 0, goal: 1000, dueOn: "2026-11-30" }],
    });
    const model = await accepted(w, { form });
    const officer = await w.as(w.people.officer);
    await officer.scoring.declare(of(model.id, typed({ figures: { targets: [] } }, { figures: {} })));
    const figure = async () => (await officer.scoring.get({ id: model.id, data: {} })).assessment.figures["daysLate"];
    expect(await figure()).toBe(34);
    await extend({ unitId: w.units.otherCell });
    expect(await figure()).toBe(34);
    await extend({ unitId: w.units.cell, until: "2026-05-01" });
    expect(await figure()).toBe(3);
    await extend();
    expect(await figure()).toBe(0);
  });

  test("C-25: a result that is settled keeps what it was given for, until it is opened again", async () => {
    const model = await closed(w, { example: failedFloorExample, form: { topic: "environment" } });
    const office = await w.as(w.people.office);
    const figure = async () => (await office.scoring.get({ id: model.id, data: {} })).assessment.figures["daysLate"];
    expect(await figure()).toBe(34);
    await extend();
    expect(await figure()).toBe(34);
    await office.scoring.reopen(over(model, { reason: "Hạn đăng ký đã được gia hạn." }));
    expect(await figure()).toBe(0);
  });

  test("C-25: what a draft is due by is the day that holds for its unit", async () => {
    await drafted(w);
    const due = async () => {
      const rows = await (await w.as(w.people.officer)).session.todo({ periodId: w.periodId });
      return rows.map(({ late: missed, dueOn }) => ({ missed, dueOn }));
    };
    expect(await due()).toEqual([{ missed: 1, dueOn: "2026-03-31" }]);
    await extend({ unitId: w.units.otherCell });
    expect(await due()).toEqual([{ missed: 1, dueOn: "2026-03-31" }]);
    await extend({ unitId: w.units.cell });
    expect(await due()).toEqual([{ missed: 0, dueOn: "2026-05-10" }]);
  });

  test("C-25: a report of an earlier day tells the deadline of that day", async () => {
    const deadlines = async (cutoff: string, day: string) => {
      const office = await w.as(w.people.provinceOffice, day);
      const report = await office.reports.annual({ id: w.units.province, data: { periodId: w.periodId, cutoff } });
      const table = report.tables.find(({ number }) => number === "08");
      return [...new Set(table?.rows.map((row) => row[3]))];
    };
    const before = await deadlines(today, today);
    expect(before).toEqual(["2026-03-31"]);
    await extend({ until: "2026-06-30", signedOn: "2026-05-20" }, "2026-05-20");
    expect(await deadlines(today, "2026-05-20")).toEqual(before);
    expect(await deadlines("2026-05-19", "2026-05-20")).toEqual(before);
    expect(await deadlines("2026-05-20", "2026-05-20")).toEqual(["2026-06-30"]);
  });

  test.each([
    ["to the day that holds already", { until: "2026-03-31" }, "period.extensionNotLater"],
    ["to an earlier day", { until: "2026-03-01" }, "period.extensionNotLater"],
    ["beyond the end of the period", { until: "2027-01-01" }, "period.extensionAfterEnd"],
    ["by a paper of tomorrow", { signedOn: "2026-05-05" }, "decision.signedInFuture"],
    ["for a unit that is not there", { unitId: "00000000-0000-4000-8000-000000000000" }, "unit.notFound"],
    ["without a reason", { reason: "" }, "input.invalid"],
    ["without the number of the paper", { number: "" }, "input.invalid"],
  ])("C-25: not %s", async (_, given, code) => {
    expect((await refusalOf(extend(given))).code).toBe(code);
  });

  test("C-25: nor once the period is locked, nor by an office below, nor by whoever opens periods", async () => {
    const ward = (await w.as(w.people.office)).periods.extend(of(w.units.ward, extension()));
    expect((await refusalOf(ward)).code).toBe("period.highestUnitOnly");
    const administrator = await w.as(w.people.administrator);
    const opener = administrator.periods.extend(of(w.units.province, extension()));
    expect((await refusalOf(opener)).code).toBe("policy.denied");
    await administrator.periods.close(of(w.units.province, { periodId: w.periodId }));
    expect((await refusalOf(extend())).code).toBe("period.closed");
  });

  test("C-25: of two at once that would move it to the same day one is refused", async () => {
    const outcomes = await Promise.allSettled([extend(), extend(), extend()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("C-25: it stands in the history with its paper and its reason", async () => {
    await extend();
    const { rows } = await w.pool.query<{ payload: Record<string, unknown>; capacity: string }>(
      `select payload, capacity from event join event_payload on event_id = event.id
        where action = 'period.extend' and thing = 'period' and thing_id = $1`,
      [w.periodId],
    );
    expect(rows).toEqual([
      {
        capacity: "Cơ quan thường trực – Tỉnh Thử Nghiệm",
        payload: expect.objectContaining({ number: "12-CV/ĐU", until: "2026-05-10", reason: extension().reason }),
      },
    ]);
  });
});
