import { randomUUID } from "node:crypto";
import { registrationItemNames } from "@kheo/core/movement/models";
import { insertModel } from "@kheo/db/movement/models";
import { insertUnit, insertUnitChange } from "@kheo/db/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  accepted,
  aForm,
  aPeriod,
  callerOf,
  drafted,
  noReason,
  of,
  over,
  refusalOf,
  submitted,
  type World,
  world,
  typed,
  today,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const officer = () => w.as(w.people.officer);
const office = () => w.as(w.people.office);

/** The topic of a model becomes one that was declared when it was registered, and is no longer. */
const forgetTopic = (id: string) =>
  w.pool.query(`update model set topic = 'canals', form = jsonb_set(form, '{topic}', '"canals"') where id = $1`, [id]);

describe("a registration", () => {
  test("may be kept with next to nothing in it, and is numbered in the register", async () => {
    const made = await (
      await officer()
    ).models.create(
      of(w.units.cell, {
        periodId: w.periodId,
        form: {
          ...aForm(),
          items: Object.fromEntries(registrationItemNames.map((name) => [name, ""])) as ReturnType<
            typeof aForm
          >["items"],
          targets: [],
          contactName: "",
          contactPhone: "",
        },
        continuesId: null,
      }),
    );
    expect(made).toEqual({ id: made.id, code: "MH-2026-0001", version: 1 });
    expect((await drafted(w)).code).toBe("MH-2026-0002");
  });

  test("C-06: is not for a period that has not begun; each year has its own numbers", async () => {
    const next = await aPeriod(w.db, 2027);
    const create = async (day: string, periodId = next) =>
      (await w.as(w.people.officer, day)).models.create(
        of(w.units.cell, { periodId, form: aForm(), continuesId: null }),
      );
    for (const day of [today, "2026-12-31"]) {
      const refusal = await refusalOf(create(day));
      expect(refusal).toMatchObject({ code: "period.notBegun", details: { opensOn: "01/01/2027" } });
    }
    await drafted(w);
    expect((await create("2027-01-01")).code).toBe("MH-2027-0001");
    expect((await drafted(w)).code).toBe("MH-2026-0002");
    expect((await create("2027-02-01")).code).toBe("MH-2027-0002");
    const codes = await Promise.all(Array.from({ length: 6 }, async () => (await create("2027-02-02")).code));
    expect(new Set(codes).size).toBe(6);
  });

  test("that is not complete is not sent, and every gap is named in the order of the form", async () => {
    const form = {
      items: { ...aForm().items, situation: "Ngắn", outputs: "" },
      targets: [],
      subjectKind: "individual" as const,
      contactPhone: "",
    };
    const draft = await drafted(w, { form });
    const refusal = await refusalOf((await officer()).models.submit(over(draft, noReason)));
    expect(refusal).toMatchObject({
      code: "model.incomplete",
      details: {
        fields: [
          { path: "items.situation" },
          { path: "items.outputs" },
          { path: "targets" },
          { path: "exemplar" },
          { path: "contactPhone" },
        ],
      },
    });
  });

  test("has a topic that some plugin declares, when it is made, edited and sent", async () => {
    const refused = {
      code: "input.invalid",
      details: { fields: [{ path: "topic", message: "Chủ đề: cần chọn trong danh sách." }] },
    };
    const caller = await officer();
    expect(await refusalOf(drafted(w, { form: { topic: "canals" } }))).toMatchObject(refused);
    const draft = await drafted(w);
    const edit = caller.models.edit(of(draft.id, typed(aForm({ topic: "canals" }), aForm())));
    expect(await refusalOf(edit)).toMatchObject(refused);
    await forgetTopic(draft.id);
    expect(await refusalOf(caller.models.submit(over(draft, noReason)))).toMatchObject(refused);
  });

  test("of a topic that is declared no longer is shown, found, accepted and counted all the same", async () => {
    const sent = await submitted(w);
    await forgetTopic(sent.id);
    const caller = await office();
    expect((await caller.models.get({ id: sent.id, data: {} })).model.form.topic).toBe("canals");
    expect((await caller.models.list({ topic: "canals" })).rows.map(({ id }) => id)).toEqual([sent.id]);
    await caller.models.accept(over(sent, noReason));
    const { tables } = await caller.reports.annual({ id: w.units.ward, data: { periodId: w.periodId } });
    const byTopic = tables.find(({ number }) => number === "03");
    expect(byTopic?.rows.at(-1)?.slice(1)).toEqual(["Chủ đề khác", 1, 0, 1, 0]);
    expect(byTopic?.total).toEqual([null, "Tổng cộng", 1, 0, 1, 0]);
  });

  test("is frozen once it has been sent, and open again once it is returned", async () => {
    const sent = await submitted(w);
    const refusal = await refusalOf(
      (await officer()).models.edit(of(sent.id, typed(aForm(), aForm({ contactName: "Tên cũ" })))),
    );
    expect(refusal).toMatchObject({
      code: "workflow.wrongState",
      details: { what: "Mô hình", state: "Đã đăng ký", action: "sửa phiếu đăng ký" },
    });
    const returned = await (await office()).models.return(over(sent, { reason: "Bổ sung chỉ tiêu." }));
    const edited = await (
      await officer()
    ).models.edit(of(returned.id, typed(aForm({ contactName: "Người khác" }), aForm())));
    expect(edited.version).toBe(returned.version + 1);
  });

  test.each(["return", "reject"] as const)("is answered by “%s” with a reason only", async (step) => {
    const sent = await submitted(w);
    const caller = await office();
    for (const reason of ["", "   ", "ngắn"]) {
      expect((await refusalOf(caller.models[step](over(sent, { reason })))).code).toBe("workflow.reasonRequired");
    }
    await caller.models[step](over(sent, { reason: "Trùng với mô hình đã có." }));
    const { model } = await caller.models.get({ id: sent.id, data: {} });
    expect(model.reason).toBe("Trùng với mô hình đã có.");
  });

  test("is accepted once", async () => {
    const model = await accepted(w);
    const refusal = await refusalOf((await office()).models.accept(over(model, noReason)));
    expect(refusal).toMatchObject({ code: "workflow.wrongState", details: { state: "Đã tiếp nhận" } });
    const { rows } = await w.pool.query("select state, edition_id from assessment");
    expect(rows).toEqual([{ state: "open", edition_id: "DVK-GPMB@2026.1" }]);
  });

  test("two who accept it at once open its scoring once", async () => {
    const sent = await submitted(w);
    const caller = await office();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => caller.models.accept(over(sent, noReason))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { rows } = await w.pool.query("select count(*) as count from assessment");
    expect(rows).toEqual([{ count: 1 }]);
  });

  test("that came after the deadline is accepted and counted as late", async () => {
    const sent = await submitted(w);
    const { daysLate } = await (await office()).models.get({ id: sent.id, data: {} });
    expect(daysLate).toBe(34);
  });

  test("is not merged into itself, nor into what one may not see", async () => {
    const sent = await submitted(w);
    const elsewhere = await drafted(w, { officer: w.people.otherOfficer, unitId: w.units.otherCell });
    const caller = await office();
    const merge = (intoId: string) => caller.models.merge(over(sent, { reason: "Trùng nội dung.", intoId }));
    expect((await refusalOf(merge(sent.id))).code).toBe("model.mergeIntoItself");
    expect((await refusalOf(merge(elsewhere.id))).code).toBe("model.notFound");
    const into = await accepted(w);
    expect((await merge(into.id)).state).toBe("merged");
  });

  test("is not touched once its period is locked", async () => {
    const draft = await drafted(w);
    const sent = await submitted(w);
    const administrator = await w.as(w.people.administrator);
    await administrator.periods.close(of(w.units.province, { periodId: w.periodId }));
    const [unit, ward] = [await officer(), await office()];
    const attempts = [
      () => unit.models.edit(of(draft.id, typed(aForm({ contactName: "Người khác" }), aForm()))),
      () => unit.models.submit(over(draft, noReason)),
      () => unit.models.create(of(w.units.cell, { periodId: w.periodId, form: aForm(), continuesId: null })),
      () => ward.models.accept(over(sent, noReason)),
    ];
    for (const attempt of attempts) {
      expect(await refusalOf(attempt())).toMatchObject({
        code: "period.closed",
        details: { title: "Năm 2026", closedOn: "04/05/2026" },
      });
    }
  });
});

describe("lists of models", () => {
  test("hold what is within reach, whatever is asked for", async () => {
    const [here, there] = [
      await drafted(w, { form: { title: "Mô hình ở Trà Câu" } }),
      await drafted(w, {
        officer: w.people.otherOfficer,
        unitId: w.units.otherCell,
        form: { title: "Mô hình ở Sa Huỳnh" },
      }),
    ];
    const seenBy = async (personId: string, of: object = {}) => {
      const { rows, counts } = await (await w.as(personId)).models.list(of);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      return rows.map(({ id }) => id);
    };
    expect(await seenBy(w.people.officer)).toEqual([here.id]);
    expect(await seenBy(w.people.office, { unitId: w.units.otherWard })).toEqual([]);
    expect(await seenBy(w.people.office, { search: "Sa Huỳnh" })).toEqual([]);
    expect(await seenBy(w.people.provinceOffice)).toEqual([there.id, here.id]);
    expect(await seenBy(w.people.provinceOffice, { unitId: w.units.otherWard })).toEqual([there.id]);
    expect((await refusalOf((await w.as(w.people.outsider)).models.list({}))).code).toBe("policy.denied");
  });

  test("find a name however it is typed, and a number of the register", async () => {
    const { code } = await drafted(w, {
      form: { title: "Ủy ban “gần dân” với đồng bào Đăk H'Ring – giảm 5% hộ nghèo" },
    });
    const found = async (search: string) => (await (await office()).models.list({ search })).rows.length;
    for (const search of [
      "uy ban",
      "Uỷ ban",
      "ỦY BAN",
      "ủy ban".normalize("NFD"),
      "dak h'ring",
      "Đăk H’Ring",
      "“gần dân”",
      '"gan dan"',
      "ring - giảm",
      " 5% ",
      code,
    ]) {
      expect({ search, found: await found(search) }).toEqual({ search, found: 1 });
    }
    for (const search of ["hội đồng", "5%nghèo", "ủy_ban", "\\"]) {
      expect({ search, found: await found(search) }).toEqual({ search, found: 0 });
    }
  });

  test("count each state, also when only some are shown", async () => {
    await drafted(w);
    await submitted(w);
    const { rows, counts } = await (await office()).models.list({ states: ["submitted"] });
    expect(rows.map(({ state }) => state)).toEqual(["submitted"]);
    expect(counts).toEqual({ draft: 1, submitted: 1 });
  });
});

describe("a model that is registered again", () => {
  /** Xã Phổ Phong registered in 2023; on 1 July 2025 it became part of xã Nguyễn Nghiêm. */
  const merger = async () => {
    const { db, units, pool } = w;
    const [old, commune] = [randomUUID(), randomUUID()];
    const base = { kind: "commune" as const, line: "territory" as const, parentId: units.province };
    await pool.query("update unit_version set valid_from = '2000-01-01' where unit_id = $1", [units.province]);
    await insertUnit(db, { ...base, id: old, name: "Xã Phổ Phong", validFrom: "2000-01-01", validTo: "2025-06-30" });
    await insertUnit(db, { ...base, id: commune, name: "Xã Nguyễn Nghiêm", validFrom: "2025-07-01" });
    await insertUnitChange(db, { kind: "merge", effectiveOn: "2025-07-01", basis: "Nghị quyết số 1677/NQ-UBTVQH15" }, [
      { fromUnitId: old, toUnitId: commune, note: null },
    ]);
    const period2023 = await aPeriod(db, 2023, { editions: {} });
    const first = await insertModel(db, {
      id: randomUUID(),
      unitId: old,
      periodId: period2023,
      year: "2023",
      form: aForm({ title: "Tuyến đường hoa nông thôn mới" }),
      continues: null,
      changedBy: null,
      state: "accepted",
      acceptedOn: "2023-03-01",
    });
    return { commune, first };
  };

  test("by the unit that took its unit in, is one lineage under both names", async () => {
    const { commune, first } = await merger();
    const caller = await w.as(w.people.provinceOffice);
    const data = { periodId: w.periodId };
    const continuable = await caller.models.continuable({ id: commune, data });
    expect(continuable.map(({ code, title, periodTitle }) => ({ code, title, periodTitle }))).toEqual([
      { code: first.code, title: "Tuyến đường hoa nông thôn mới", periodTitle: "Năm 2023" },
    ]);
    const again = await caller.models.create(of(commune, { ...data, form: aForm(), continuesId: first.id }));
    const sent = await caller.models.submit(over(again, noReason));
    await caller.models.accept(over(sent, noReason));

    const { lineage } = await caller.models.get({ id: again.id, data: {} });
    expect(lineage.map(({ unitName, periodTitle }) => `${unitName}, ${periodTitle}`)).toEqual([
      "Xã Phổ Phong, Năm 2023",
      "Xã Nguyễn Nghiêm, Năm 2026",
    ]);
    expect(await caller.models.continuable({ id: commune, data })).toEqual([]);
    const report = await caller.reports.annual({ id: w.units.province, data });
    const figures = Object.fromEntries(report.figures.map(({ name, value }) => [name, value]));
    expect(figures).toMatchObject({ total: 1, new: 0, continued: 1 });
  });

  test("twice in one period is refused, also at the same moment", async () => {
    const { commune, first } = await merger();
    const caller = await w.as(w.people.provinceOffice);
    const again = () =>
      caller.models.create(of(commune, { periodId: w.periodId, form: aForm(), continuesId: first.id }));
    const outcomes = await Promise.allSettled([again(), again(), again()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await refusalOf(again())).code).toBe("model.notContinuable");
  });

  test("is its own unit's: a ward does not continue what a party cell below it registered", async () => {
    const earlier = await aPeriod(w.db, 2025, {
      opensOn: "2025-07-01",
      registrationClosesOn: "2025-09-30",
      editions: {},
    });
    const first = await insertModel(w.db, {
      id: randomUUID(),
      unitId: w.units.cell,
      periodId: earlier,
      year: "2025",
      form: aForm(),
      continues: null,
      changedBy: null,
      state: "accepted",
      acceptedOn: "2025-08-01",
    });
    const data = { periodId: w.periodId };
    const ofCell = await (await officer()).models.continuable({ id: w.units.cell, data });
    expect(ofCell.map(({ id }) => id)).toEqual([first.id]);
    expect(await (await office()).models.continuable({ id: w.units.ward, data })).toEqual([]);
  });

  test("a draft or a rejected one of an earlier period is none to continue", async () => {
    const rejected = await submitted(w);
    await (await office()).models.reject(over(rejected, { reason: "Không phù hợp phong trào." }));
    const next = await aPeriod(w.db, 2027, { editions: {} });
    const later = await callerOf(w.db, w.people.officer, "2027-01-05");
    expect(await later.models.continuable({ id: w.units.cell, data: { periodId: next } })).toEqual([]);
  });
});

test("the history of a model tells who did what, in which capacity, and why, the newest first", async () => {
  const sent = await submitted(w);
  const returned = await (await office()).models.return(over(sent, { reason: "Bổ sung chỉ tiêu." }));
  await (await officer()).models.withdraw(over(returned, { reason: "Không còn thực hiện." }));
  const { events: history } = await (await officer()).models.history({ id: sent.id, data: {} });
  expect(history.map(({ action, personName, reason }) => [action, personName, reason])).toEqual([
    ["model.withdraw", "Cán bộ chi bộ", "Không còn thực hiện."],
    ["model.return", "Thường trực phường", "Bổ sung chỉ tiêu."],
    ["model.submit", "Cán bộ chi bộ", ""],
    ["model.create", "Cán bộ chi bộ", ""],
  ]);
});
