import { randomUUID } from "node:crypto";
import type { PlannedChange, PlannedUnit } from "@kheo/core/territory/reorganisations";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { insertUnit } from "@kheo/db/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../index.ts";
import {
  aForm,
  appraised,
  attached,
  callerOf,
  drafted,
  marksOf,
  of,
  over,
  refusalOf,
  uploaded,
  type World,
  world,
} from "../testing.ts";

let w: World;
let administrator: Caller;
const day = "2026-05-01";
const basis = "Nghị quyết 12/NQ-HĐND";
beforeEach(async () => {
  w = await world();
  administrator = await w.as(w.people.administrator);
});
afterEach(() => w.end());

const becoming = (given: Partial<PlannedUnit> & Pick<PlannedUnit, "name" | "parentId">): PlannedUnit => ({
  id: randomUUID(),
  kind: "partyCell",
  code: null,
  share: null,
  ...given,
});
const changing = (given: Partial<PlannedChange> & Pick<PlannedChange, "kind">): PlannedChange => ({
  from: [],
  into: [],
  posts: "carry",
  note: "",
  ...given,
});
const plan = async (changes: readonly PlannedChange[], effectiveOn = day) => {
  const { id } = await administrator.reorganisations.plan(
    of(w.units.province, { title: "Sắp xếp", basis, effectiveOn, changes }),
  );
  return id;
};
const look = (id: string) => administrator.reorganisations.get({ id, data: {} });
const carryOut = async (id: string) => {
  const { reorganisation } = await look(id);
  return administrator.reorganisations.carryOut(over(reorganisation, {}));
};
const undo = async (id: string) => {
  const { reorganisation } = await look(id);
  return administrator.reorganisations.undo(over(reorganisation, { reason: "Lập nhầm đơn vị." }));
};
const namesOn = async (asOf: string) =>
  (await administrator.units.tree({ day: asOf })).map(({ name }) => name).toSorted();

/** Two cells of the ward become one. */
const mergeOfCells = async (posts: "carry" | "end" = "carry") => {
  const second = randomUUID();
  const { ward, cell } = w.units;
  await insertUnit(w.db, {
    id: second,
    name: "Chi bộ tổ dân phố 4",
    kind: "partyCell",
    line: "territory",
    parentId: ward,
    validFrom: "2025-07-01",
  });
  const heir = becoming({ name: "Chi bộ tổ dân phố Đông", parentId: ward });
  return { second, heir, changes: [changing({ kind: "merge", from: [cell, second], into: [heir], posts })] };
};

describe("a merger", () => {
  test("leaves files with the models that they are attached to; what is added at the heir keeps it from being undone", async () => {
    const draft = await drafted(w);
    await attached(w, { to: draft.id, title: "Ảnh trước khi sáp nhập" });
    const { heir, changes } = await mergeOfCells();
    const id = await plan(changes);
    await carryOut(id);
    const now = await callerOf(w.db, w.people.officer);
    expect((await now.evidence.list({})).rows).toMatchObject([{ title: "Ảnh trước khi sáp nhập" }]);
    const uploadId = await uploaded(w, { unitId: heir.id });
    expect(await refusalOf(undo(id))).toMatchObject({
      code: "reorganisation.builtUpon",
      details: { what: ["minh chứng"] },
    });
    await now.evidence.attach(of(draft.id, { uploadId, title: "Ảnh sau khi sáp nhập" }));
    expect((await now.evidence.of({ id: draft.id, data: {} })).files.map(({ title }) => title)).toEqual([
      "Ảnh trước khi sáp nhập",
      "Ảnh sau khi sáp nhập",
    ]);
  });

  test("is previewed with what hangs on it, carried out in one go and undone while nothing new hangs on it", async () => {
    const officer = await w.as(w.people.officer);
    const draft = await officer.models.create(
      of(w.units.cell, { periodId: w.periodId, form: aForm(), continuesId: null }),
    );
    const { heir, changes } = await mergeOfCells();
    const before = await namesOn("2026-05-04");
    const id = await plan(changes);

    const { outcome, consequences } = await look(id);
    expect(outcome).toMatchObject({ problems: [], created: [heir], renewed: [] });
    expect(consequences).toContainEqual(
      expect.objectContaining({
        unitName: "Chi bộ tổ dân phố 3",
        successors: [heir.name],
        drafts: 1,
        posts: 1,
        seats: 0,
        peopleLeft: [],
      }),
    );
    expect(await namesOn("2026-05-04")).toEqual(before);

    await carryOut(id);
    expect(await namesOn("2026-04-30")).toEqual(before);
    expect(await namesOn("2026-05-01")).toEqual(
      [...before.filter((name) => !name.startsWith("Chi bộ tổ dân phố")), heir.name].toSorted(),
    );
    // The officer goes on at the heir, and with the draft that the old cell left.
    const now = await callerOf(w.db, w.people.officer);
    expect((await now.session.me()).actor?.posts).toMatchObject([{ role: "unitOfficer", unitId: heir.id }]);
    const model = await now.models.get({ id: draft.id, data: {} });
    await now.models.submit(over(model.model, { reason: "" }));
    expect(
      (await refusalOf(now.models.create(of(w.units.cell, { periodId: w.periodId, form: aForm(), continuesId: null }))))
        .code,
    ).toBe("unit.ended");

    await undo(id);
    expect(await namesOn("2026-05-04")).toEqual(before);
    const again = await callerOf(w.db, w.people.officer);
    expect((await again.session.me()).actor?.posts).toMatchObject([{ role: "unitOfficer", unitId: w.units.cell }]);
    expect((await again.models.get({ id: draft.id, data: {} })).model.state).toBe("submitted");
  });

  test("that ends the posts leaves the office above with the drafts, and nobody else", async () => {
    const officer = await w.as(w.people.officer);
    const draft = await officer.models.create(
      of(w.units.cell, { periodId: w.periodId, form: aForm(), continuesId: null }),
    );
    const { changes } = await mergeOfCells("end");
    const id = await plan(changes);
    expect((await look(id)).consequences.map(({ peopleLeft }) => peopleLeft)).toContainEqual(["Cán bộ chi bộ"]);
    await carryOut(id);
    const now = await callerOf(w.db, w.people.officer);
    expect((await now.session.me()).actor?.posts).toEqual([]);
    const office = await callerOf(w.db, w.people.office);
    expect((await office.models.get({ id: draft.id, data: {} })).model.state).toBe("draft");
    // The work of a unit that has ended is with the office of what came of it, so nobody has to be named.
    expect(await administrator.posts.unattended({ id: w.units.province, data: {} })).toEqual([]);
  });

  test("of the planning unit itself is refused where nobody would administer what comes of it", async () => {
    const { province, ward } = w.units;
    const merged = becoming({ name: "Tỉnh Mới", kind: "province", parentId: null });
    const changeOf = (posts: "carry" | "end") =>
      changing({ kind: "merge", from: [province, ward], into: [merged], posts });
    const before = await namesOn("2026-05-04");
    expect((await refusalOf(carryOut(await plan([changeOf("end")])))).code).toBe("reorganisation.nobodyLeft");
    expect(await namesOn("2026-05-04")).toEqual(before);
    const id = await plan([changeOf("carry")]);
    const { consequences, steps } = await look(id);
    expect(steps).toEqual(["edit", "discard", "carryOut"]);
    expect(consequences.find(({ unitId }) => unitId === province)).toMatchObject({ peopleLeft: [] });
    await carryOut(id);
    const now = await callerOf(w.db, w.people.administrator);
    expect((await now.session.me()).actor?.posts.map(({ unitId }) => unitId)).toEqual([merged.id]);
    const { reorganisation, steps: stepsNow } = await now.reorganisations.get({ id, data: {} });
    expect(stepsNow).toEqual(["undo"]);
    await now.reorganisations.undo(over(reorganisation, { reason: "Lập nhầm đơn vị." }));
    expect(await namesOn("2026-05-04")).toEqual(before);
  });

  test("gives no name that a unit has which begins only after its day, wherever the tone marks are put", async () => {
    const id = await plan([
      changing({ kind: "create", into: [becoming({ name: "Chi bộ Hoà An", parentId: w.units.ward })] }),
    ]);
    await administrator.units.create(
      of(w.units.ward, { name: "Chi bộ Hòa An", kind: "partyCell", validFrom: "2026-06-01" }),
    );
    expect(await refusalOf(carryOut(id))).toMatchObject({
      code: "unit.duplicate",
      details: { name: "Chi bộ Hoà An" },
    });
  });

  test("lets units below keep the names that they come together with, and no new one take such a name", async () => {
    const { ward, otherWard } = w.units;
    const add = async (parentId: string, name: string) =>
      insertUnit(w.db, {
        id: randomUUID(),
        name,
        kind: "partyCell",
        line: "territory",
        parentId,
        validFrom: "2025-07-01",
      });
    await add(ward, "Chi bộ Hòa An");
    await add(otherWard, "Chi bộ Hoà An");
    const heir = becoming({ name: "Phường Phổ Hòa", kind: "ward", parentId: w.units.province });
    const id = await plan([changing({ kind: "merge", from: [ward, otherWard], into: [heir] })]);
    await carryOut(id);
    const cells = (await namesOn("2026-05-04")).filter((name) => /Chi bộ (?:Hoà|Hòa) An/u.test(name));
    expect(cells).toEqual(["Chi bộ Hoà An", "Chi bộ Hòa An"].toSorted());
    const third = administrator.units.create(
      of(heir.id, { name: "CHI BỘ HOÀ AN", kind: "partyCell", validFrom: "2026-05-04" }),
    );
    expect((await refusalOf(third)).code).toBe("unit.duplicate");
    await undo(id);
    expect(await namesOn("2026-05-04")).toContain("Phường Trà Câu");
  });

  test("can not be undone once another unit bears the name of one that it ended", async () => {
    const { changes } = await mergeOfCells();
    const id = await plan(changes);
    await carryOut(id);
    await administrator.units.create(
      of(w.units.ward, { name: "Chi bộ tổ dân phố 4", kind: "partyCell", validFrom: "2026-05-04" }),
    );
    expect(await refusalOf(undo(id))).toMatchObject({
      code: "reorganisation.builtUpon",
      details: { what: ["đơn vị khác mang tên cũ"] },
    });
  });

  test("can not be undone once a model hangs on the heir", async () => {
    const { heir, changes } = await mergeOfCells();
    const id = await plan(changes);
    await carryOut(id);
    const now = await callerOf(w.db, w.people.officer);
    await now.models.create(of(heir.id, { periodId: w.periodId, form: aForm(), continuesId: null }));
    expect(await refusalOf(undo(id))).toMatchObject({
      code: "reorganisation.builtUpon",
      details: { what: ["mô hình"] },
    });
  });

  test("waits for its day, and for the council of a unit that ends", async () => {
    const { changes } = await mergeOfCells();
    const early = await plan(changes, "2026-06-01");
    expect((await refusalOf(carryOut(early))).code).toBe("reorganisation.tooEarly");
    const { ward, otherWard, province } = w.units;
    const merged = becoming({ name: "Phường Mới", kind: "ward", parentId: province });
    const id = await plan([changing({ kind: "merge", from: [ward, otherWard], into: [merged] })]);
    const { outcome } = await look(id);
    expect(outcome?.renewed.map(({ parentId }) => parentId)).toEqual([merged.id, merged.id, merged.id, merged.id]);
    await carryOut(id);
    const { rows: ended } = await administrator.bodies.list({ unitId: ward });
    expect(ended).toMatchObject([{ dissolvedOn: "2026-04-30" }]);
    await undo(id);
    expect((await administrator.bodies.list({ unitId: ward })).rows).toMatchObject([{ dissolvedOn: null, members: 7 }]);
  });
});

test("what a divided cell left is given to its heirs by the office, over what it has read, all of it or nothing", async () => {
  const officer = await w.as(w.people.officer);
  const draftOf = (title: string) =>
    officer.models.create(of(w.units.cell, { periodId: w.periodId, form: aForm({ title }), continuesId: null }));
  const [road, hedge] = [await draftOf("Tuyến đường"), await draftOf("Hàng rào xanh")];
  const { ward, cell } = w.units;
  const [north, south] = ["Chi bộ Bắc", "Chi bộ Nam"].map((name) => becoming({ name, parentId: ward }));
  const id = await plan([changing({ kind: "split", from: [cell], into: [north!, south!], posts: "end" })]);
  const office = await w.as(w.people.provinceOffice);
  expect((await refusalOf(office.reorganisations.place(over({ id, version: 1 }, { heirs: {} })))).code).toBe(
    "reorganisation.notApplied",
  );
  await carryOut(id);

  const left = () => office.reorganisations.divided({ id, data: {} });
  const placedAt = async () => Object.fromEntries((await left()).map(({ title, placedAt: at }) => [title, at]));
  expect(await placedAt()).toEqual({ "Hàng rào xanh": null, "Tuyến đường": null });
  expect((await left())[0]?.heirs.map(({ name }) => name)).toEqual(["Chi bộ Bắc", "Chi bộ Nam"]);
  const { version } = (await look(id)).reorganisation;
  const place = (heirs: Readonly<Record<string, string>>) =>
    office.reorganisations.place(over({ id, version }, { heirs }));
  expect((await refusalOf(place({ [road.id]: north!.id, [hedge.id]: ward }))).code).toBe("reorganisation.notAnHeir");
  expect(await placedAt()).toEqual({ "Hàng rào xanh": null, "Tuyến đường": null });
  const both = [{ [road.id]: north!.id, [hedge.id]: south!.id }, { [road.id]: south!.id }];
  // Whichever comes first is written whole; the other is told.
  const answers = await Promise.allSettled(both.map(place));
  const [won] = both.filter((_, index) => answers[index]?.status === "fulfilled");
  const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
  expect([won === undefined, refused.length]).toEqual([false, 1]);
  expect((await refusalOf(Promise.reject(refused[0]))).code).toBe("changedMeanwhile");
  expect(await placedAt()).toEqual({
    "Hàng rào xanh": won?.[hedge.id] ?? null,
    "Tuyến đường": won?.[road.id] ?? null,
  });
  await undo(id);
  expect(await left()).toEqual([]);
});

test("who moves to another unit leaves what they did in the capacity of then, and judges no more (edge case 12)", async () => {
  const model = await appraised(w);
  const [memberId = ""] = w.members;
  const member = await w.as(memberId);
  await member.scoring.handIn(of(model.id, { marks: marksOf(siteClearanceExample, 0), comment: "", sheetVersion: 0 }));
  const rows = async () =>
    (await w.pool.query("select capacity from event where action = 'scoring.handIn' and person_id = $1", [memberId]))
      .rows;
  const before = await rows();
  expect(before).toEqual([{ capacity: "Thành viên hội đồng – Phường Trà Câu" }]);
  const seat = await w.db.selectFrom("post").select("id").where("personId", "=", memberId).executeTakeFirstOrThrow();
  // A council that marks is left through its leader alone.
  const leaving = of(seat.id, { validTo: "2026-05-10", document: "QĐ điều động" });
  expect((await refusalOf(administrator.posts.end(leaving))).code).toBe("post.seatAtWork");
  await (await w.as(w.people.leader)).posts.release(of(seat.id, leaving.data));
  const moved = { personId: memberId, role: "unitOfficer" as const, validFrom: "2026-05-11", seat: null };
  await administrator.posts.appoint(of(w.units.otherCell, moved));
  const later = await callerOf(w.db, memberId, "2026-05-12");
  expect((await later.session.me()).actor?.posts.map(({ unitId }) => unitId)).toEqual([w.units.otherCell]);
  const sheet = { marks: {}, comment: "", sheetVersion: 1 };
  expect((await refusalOf(later.scoring.mark(of(model.id, sheet)))).code).toBe("scoring.notFound");
  expect(await rows()).toEqual(before);
});

test("a plan with problems says them, and is not carried out", async () => {
  const { cell, ward } = w.units;
  const id = await plan([
    changing({ kind: "split", from: [cell], into: [becoming({ name: "Chi bộ Một", parentId: ward })] }),
    changing({ kind: "abolish", from: [w.units.otherWard] }),
  ]);
  const { outcome } = await look(id);
  expect(outcome?.problems.map(({ message }) => message)).toEqual([
    "Chia tách: cần ít nhất 2 đơn vị mới.",
    "“Chi bộ thôn Long Thạnh” trực thuộc “Phường Sa Huỳnh”, đơn vị này kết thúc. Cần thêm một thay đổi “Chuyển trực thuộc” cho đơn vị này.",
  ]);
  expect((await refusalOf(carryOut(id))).code).toBe("reorganisation.hasProblems");
});

test("only units below the plan's own are touched", async () => {
  const wardAdministrator = randomUUID();
  await w.db
    .insertInto("person")
    .values({ id: wardAdministrator, name: "Quản trị phường", email: `${wardAdministrator}@no-mail.invalid` })
    .execute();
  await w.db
    .insertInto("post")
    .values({ personId: wardAdministrator, role: "administrator", unitId: w.units.ward, validFrom: "2025-07-01" })
    .execute();
  const own = await callerOf(w.db, wardAdministrator);
  const { id } = await own.reorganisations.plan(
    of(w.units.ward, {
      title: "Lấy đơn vị của phường khác",
      basis,
      effectiveOn: day,
      changes: [
        changing({
          kind: "move",
          from: [w.units.otherCell],
          into: [becoming({ id: w.units.otherCell, name: "Chi bộ thôn Long Thạnh", parentId: w.units.ward })],
        }),
      ],
    }),
  );
  const { outcome } = await own.reorganisations.get({ id, data: {} });
  expect(outcome?.problems[0]?.message).toContain("không thuộc đơn vị lập phương án");
});
