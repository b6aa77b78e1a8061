import { failedFloorExample, siteClearanceExample } from "@kheo/catalog/worked-examples";
import { insertPost } from "@kheo/db/offices/posts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  accepted,
  appraised,
  closed,
  councilOf,
  marksOf,
  noReason,
  of,
  over,
  refusalOf,
  declared,
  type World,
  nothingDeclared,
  typed,
  undecidedYet,
  world,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const officer = () => w.as(w.people.officer);
const office = () => w.as(w.people.office);
const member = (seat: number) => w.as(w.members[seat]!);
const sheet = (marks: Record<string, number>, sheetVersion = 0, comment = "") => ({ marks, comment, sheetVersion });
const { figures, ticks } = siteClearanceExample.sheet;
const claims = { D1: "Dự án bồi thường toàn bộ, không vận động hiến đất." };

describe("the unit's report", () => {
  const report = async (given: object) => {
    const { id } = await accepted(w);
    const caller = await officer();
    const saved = await caller.scoring.declare(of(id, typed({ figures, ticks, claims, ...given }, nothingDeclared)));
    return caller.scoring.submit(over(saved, noReason));
  };

  test("may be wrong and have gaps until it is sent", async () => {
    const { id } = await accepted(w);
    const caller = await officer();
    await caller.scoring.declare(
      of(id, typed({ figures: { hhAffected: -3 }, ticks: {}, claims: {} }, nothingDeclared)),
    );
    const { assessment } = await caller.scoring.get({ id, data: {} });
    expect(assessment.figures).toEqual({ hhAffected: -3 });
  });

  test("is not sent while a figure is missing; each is named with its place in the form", async () => {
    const { hhMet: _, ...others } = figures;
    const refusal = await refusalOf(report({ figures: others }));
    expect(refusal).toMatchObject({
      code: "scoring.figuresMissing",
      details: {
        fields: [{ path: "figures.hhMet", message: expect.stringMatching(/^Tiêu chí .+: chưa nhập “.+”\.$/u) }],
      },
    });
  });

  test("is not sent with figures that contradict each other", async () => {
    const refusal = await refusalOf(report({ figures: { ...figures, hhSigned: 87 } }));
    expect(refusal.code).toBe("scoring.figuresMissing");
  });

  test("is not sent while a checklist has not been ticked through", async () => {
    const refusal = await refusalOf(report({ ticks: { A1: ticks["A1"] } }));
    expect(refusal).toMatchObject({ code: "scoring.figuresMissing", details: { fields: [{ path: "ticks.E2" }] } });
  });

  test("claims “không phát sinh” only where the set allows it", async () => {
    const refusal = await refusalOf(report({ claims: { ...claims, B1: "Không có hộ nào." } }));
    expect(refusal).toMatchObject({ code: "scoring.notClaimable", details: { codes: ["B1"] } });
  });

  test("is frozen once it has been sent", async () => {
    const sent = await report({});
    const refusal = await refusalOf(
      (await officer()).scoring.declare(of(sent.id, typed({ figures, ticks, claims }, nothingDeclared))),
    );
    expect(refusal).toMatchObject({ code: "workflow.wrongState", details: { state: "Đã tự chấm" } });
  });

  test("goes back with a reason only, and what the office had decided is forgotten", async () => {
    const sent = await report({});
    const caller = await office();
    const decided = await caller.scoring.decide(
      of(sent.id, typed({ ticks, claims: { D1: "approved" }, adjustments: {} }, undecidedYet)),
    );
    expect((await refusalOf(caller.scoring.return(over(decided, noReason)))).code).toBe("workflow.reasonRequired");
    const returned = await caller.scoring.return(over(decided, { reason: "Kiểm tra lại số hộ." }));
    const again = await (await officer()).scoring.submit(over(returned, noReason));
    const { assessment, undecided } = await caller.scoring.get({ id: again.id, data: {} });
    expect(assessment.decisions).toEqual({});
    expect(undecided).toHaveLength(3);
  });
});

describe("the office", () => {
  const selfScored = async () => (await officer()).scoring.submit(over(await declared(w), noReason));

  test("passes nothing on before every tick and every claim is decided; what is left is named", async () => {
    const sent = await selfScored();
    const caller = await office();
    const refusal = await refusalOf(caller.scoring.appraise(over(sent, noReason)));
    expect(refusal).toMatchObject({
      code: "scoring.undecided",
      details: { items: [expect.stringMatching(/^A1 /u), expect.stringMatching(/^E2 /u), "D1 không phát sinh"] },
    });
    const half = await caller.scoring.decide(
      of(sent.id, typed({ ticks: { A1: ticks["A1"]! }, claims: {}, adjustments: {} }, undecidedYet)),
    );
    expect((await refusalOf(caller.scoring.appraise(over(half, noReason)))).code).toBe("scoring.undecided");
  });

  test("does not add a bonus more often than it counts", async () => {
    const sent = await selfScored();
    const caller = await office();
    for (const adjustments of [{ press: 3 }, { unheardOf: 1 }]) {
      const call = caller.scoring.decide(of(sent.id, typed({ ticks, claims: {}, adjustments }, undecidedYet)));
      expect(await refusalOf(call)).toMatchObject({
        code: "input.invalid",
        details: { fields: [{ path: "adjustments", message: expect.stringMatching(/^Điểm cộng, điểm trừ: .+\.$/u) }] },
      });
    }
  });

  test("cannot pass on to a council where there is none", async () => {
    const elsewhere = {
      officer: w.people.otherOfficer,
      office: w.people.otherOffice,
      unitId: w.units.otherCell,
    };
    expect((await refusalOf(appraised(w, elsewhere))).code).toBe("body.noCouncil");
  });

  test("closes nothing before a sheet is handed in", async () => {
    const model = await appraised(w);
    await (await member(0)).scoring.mark(of(model.id, sheet({ B5: 4 })));
    expect((await refusalOf((await office()).scoring.close(over(model, noReason)))).code).toBe("scoring.noSheets");
  });

  test("that refuses a claim whose figures are missing must send the report back before the council sees it", async () => {
    const sent = await selfScored();
    const caller = await office();
    const decided = await caller.scoring.decide(
      of(sent.id, typed({ ticks, claims: { D1: "refused" }, adjustments: {} }, undecidedYet)),
    );
    const refusal = await refusalOf(caller.scoring.appraise(over(decided, noReason)));
    expect(refusal).toMatchObject({ code: "scoring.claimRefused", details: { codes: ["D1"] } });
    await caller.scoring.return(over(decided, { reason: "Bổ sung diện tích vận động hiến." }));
  });
});

describe("a score sheet", () => {
  test("S-05: is not for one who joined the council after the model was passed to it", async () => {
    const model = await appraised(w);
    const [seat] = await w.db.selectFrom("post").selectAll().where("personId", "=", w.members[0]!).execute();
    const joining = { role: "councilMember" as const, seat: "member" as const, unitId: w.units.ward };
    await insertPost(w.db, { ...joining, bodyId: seat!.bodyId, personId: w.people.viewer, validFrom: "2026-05-05" });
    const late = await w.as(w.people.viewer, "2026-05-06");
    expect((await refusalOf(late.scoring.handIn(of(model.id, sheet({ B5: 5 }))))).code).toBe("scoring.notMember");
    const early = await w.as(w.members[1]!, "2026-05-06");
    await early.scoring.handIn(of(model.id, sheet({ B5: 3 })));
  });

  test("is not saved, and not handed in, once the period is locked", async () => {
    const model = await appraised(w);
    await w.pool.query("update period set closed_on = '2026-05-04'");
    for (const call of ["mark", "handIn"] as const) {
      const refusal = await refusalOf((await member(0)).scoring[call](of(model.id, sheet({ B5: 4 }))));
      expect(refusal.code).toBe("period.closed");
    }
  });

  test("is for a member of the council, and not for their own unit's model", async () => {
    const model = await appraised(w);
    const own = await appraised(w, { officer: w.people.committeeOfficer, unitId: w.units.committee });
    const conflicted = await w.as(w.people.committeeMember);
    await conflicted.scoring.mark(of(model.id, sheet({ B5: 4 })));
    for (const verb of ["mark", "handIn"] as const) {
      expect((await refusalOf((await office()).scoring[verb](of(model.id, sheet({ B5: 4 }))))).code).toBe(
        "policy.denied",
      );
      expect((await refusalOf(conflicted.scoring[verb](of(own.id, sheet({ B5: 4 }))))).code).toBe("policy.ownUnit");
    }
    const seen = await conflicted.scoring.get({ id: own.id, data: {} });
    expect([seen.isRecused, seen.mayMark]).toEqual([true, false]);
    expect(seen.members.find(({ personId }) => personId === w.people.committeeMember)?.recused).toBe(true);
  });

  test("is not for a member of another council, however far their post reaches", async () => {
    const model = await appraised(w);
    const administrator = await w.as(w.people.administrator);
    await administrator.posts.appoint(
      of(w.units.province, {
        personId: w.people.viewer,
        role: "councilMember",
        seat: "chair",
        validFrom: "2026-01-01",
      }),
    );
    await w.db.updateTable("post").set({ waits: false }).where("waits", "=", true).execute();
    const stranger = await w.as(w.people.viewer);
    const refusal = await refusalOf(stranger.scoring.mark(of(model.id, sheet({ B5: 4 }))));
    expect(refusal.code).toBe("scoring.notMember");
  });

  test("is not for one who has left the council", async () => {
    const model = await appraised(w);
    await w.pool.query("update post set valid_to = '2026-05-03' where person_id = $1", [w.members[0]]);
    expect((await refusalOf((await member(0)).scoring.mark(of(model.id, sheet({ B5: 4 }))))).code).toBe(
      "scoring.notFound",
    );
  });

  test.each([
    ["above the maximum", { B5: 5.5 }],
    ["below zero", { B5: -0.5 }],
    ["off the step", { B5: 3.7 }],
    ["for a criterion that is computed", { B5: 4, A1: 3 }],
    ["for a criterion that is none", { B5: 4, Z9: 1 }],
  ])("holds no mark %s", async (_, marks) => {
    const model = await appraised(w);
    const refusal = await refusalOf((await member(0)).scoring.mark(of(model.id, sheet(marks))));
    expect(refusal.code).toBe("scoring.badMark");
    const { rows } = await w.pool.query("select marks from score_sheet");
    expect(rows).toEqual([]);
  });

  test("is handed in complete, and then stays as it is", async () => {
    const model = await appraised(w);
    const caller = await member(0);
    const refusal = await refusalOf(caller.scoring.handIn(of(model.id, sheet({}))));
    expect(refusal).toMatchObject({ code: "scoring.marksMissing", details: { codes: ["B5"] } });
    const { sheetVersion } = await caller.scoring.handIn(of(model.id, sheet({ B5: 4 })));
    for (const verb of ["mark", "handIn"] as const) {
      const late = await refusalOf(caller.scoring[verb](of(model.id, sheet({ B5: 1 }, sheetVersion))));
      expect(late.code).toBe("scoring.sheetHandedIn");
    }
    expect((await caller.scoring.get({ id: model.id, data: {} })).own?.marks).toEqual({ B5: 4 });
  });

  test("open in two windows is saved from one: the other is told", async () => {
    const model = await appraised(w);
    const caller = await member(0);
    const first = await caller.scoring.mark(of(model.id, sheet({ B5: 1 })));
    expect((await refusalOf(caller.scoring.mark(of(model.id, sheet({ B5: 2 }))))).code).toBe("changedMeanwhile");
    await caller.scoring.mark(of(model.id, sheet({ B5: 3 }, first.sheetVersion)));
    expect((await caller.scoring.get({ id: model.id, data: {} })).own).toMatchObject({ marks: { B5: 3 }, version: 2 });
  });

  test("is not for a model that is not being appraised", async () => {
    const { id } = await accepted(w);
    expect((await refusalOf((await member(0)).scoring.mark(of(id, sheet({}))))).code).toBe("scoring.notMember");
    const model = await closed(w);
    const late = await refusalOf((await member(0)).scoring.mark(of(model.id, sheet({ B5: 1 }))));
    expect(late.code).toBe("workflow.wrongState");
  });

  test("before closing shows that it was handed in and by whom, and nothing else; the history keeps it sealed", async () => {
    const model = await appraised(w);
    await (await member(0)).scoring.handIn(of(model.id, sheet({ B5: 4 })));
    await (await member(1)).scoring.mark(of(model.id, sheet({ B5: 2 })));
    const caller = await office();
    const seen = await caller.scoring.get({ id: model.id, data: {} });
    expect(seen.members.filter(({ handedIn }) => handedIn).map(({ name }) => name)).toEqual(["Ủy viên 1"]);
    expect([seen.sheets, seen.own, seen.verdict]).toEqual([[], null, null]);
    const actions = async () =>
      (await caller.models.history({ id: model.id, data: {} })).events.map(({ action }) => action);
    expect(await actions()).not.toContain("scoring.handIn");
    await caller.scoring.close(over(model, noReason));
    expect(await actions()).toContain("scoring.handIn");
  });

  test("when seven hand in at once, seven count", async () => {
    const model = await appraised(w);
    await Promise.all(
      councilOf(w).map(async (id, index) =>
        (await w.as(id)).scoring.handIn(of(model.id, sheet(marksOf(siteClearanceExample, index)))),
      ),
    );
    await (await office()).scoring.close(over(model, noReason));
    const { sheets, verdict } = await (await office()).scoring.get({ id: model.id, data: {} });
    expect(sheets).toHaveLength(7);
    // Without the bonus of the worked example.
    expect(verdict?.total).toBe("76.06");
  });
});

describe("a verdict", () => {
  test("does not count the sheet of somebody who has left the council since, nor of one recused since", async () => {
    const model = await appraised(w);
    for (const index of [0, 1, 2]) await (await member(index)).scoring.handIn(of(model.id, sheet({ B5: index + 1 })));
    await w.pool.query("update post set valid_to = '2026-05-03' where person_id = $1", [w.members[0]]);
    const own = { role: "unitOfficer" as const, unitId: w.units.cell, bodyId: null, seat: null };
    await insertPost(w.db, { ...own, personId: w.members[1]!, validFrom: "2026-05-01" });
    await (await w.as(w.people.office)).scoring.close(over(model, noReason));
    const { verdict } = await (await w.as(w.people.office)).scoring.get({ id: model.id, data: {} });
    expect(verdict?.input.judged["B5"]).toEqual([3]);
  });

  test("counts only the sheets that were handed in", async () => {
    const model = await appraised(w);
    await (await member(0)).scoring.handIn(of(model.id, sheet({ B5: 5 })));
    await (await member(1)).scoring.mark(of(model.id, sheet({ B5: 0 })));
    await (await office()).scoring.close(over(model, noReason));
    const { verdict, sheets } = await (await office()).scoring.get({ id: model.id, data: {} });
    expect(verdict?.input.judged).toEqual({ B5: [5] });
    expect(sheets.map(({ name }) => name)).toEqual(["Ủy viên 1"]);
  });

  test("stands beside the first when scoring is opened again with a reason; every member gets their sheet back", async () => {
    const model = await closed(w);
    const caller = await office();
    expect((await refusalOf(caller.scoring.reopen(over(model, noReason)))).code).toBe("workflow.reasonRequired");
    const reopened = await caller.scoring.reopen(over(model, { reason: "Số liệu hiến đất bị nhầm." }));
    const open = await caller.scoring.get({ id: model.id, data: {} });
    expect([open.verdict, open.sheets]).toEqual([null, []]);
    expect(open.members.every(({ handedIn }) => !handedIn)).toBe(true);

    const again = await caller.scoring.appraise(over(reopened, noReason));
    const own = (await (await member(0)).scoring.get({ id: model.id, data: {} })).own;
    expect(own?.marks).toEqual(marksOf(siteClearanceExample, 0));
    await (await member(0)).scoring.handIn(of(model.id, sheet({ B5: 0 }, own?.version)));
    await caller.scoring.close(over(again, noReason));
    const { rows } = await w.pool.query("select total from verdict order by created_at");
    // The four points of B5, of the 95 that the claim leaves.
    expect(rows).toEqual([{ total: "76.06" }, { total: "71.85" }]);
    expect((await caller.scoring.get({ id: model.id, data: {} })).verdict?.total).toBe("71.85");
  });

  test("with a floor that failed does not pass, whatever its total", async () => {
    const example = { example: failedFloorExample, form: { topic: "environment" as const } };
    const model = await closed(w, example);
    const { verdict } = await (await office()).scoring.get({ id: model.id, data: {} });
    expect([verdict?.editionId, verdict?.passed]).toEqual(["DVK-CHUNG@2026.1", false]);
    expect(Number(verdict?.total)).toBeGreaterThan(70);
    const { models } = await (await office()).meetings.candidates({ id: w.units.ward, data: { periodId: w.periodId } });
    expect(models).toEqual([]);
  });

  test("is reached over field verification too, which is written down with its day", async () => {
    const model = await appraised(w);
    const caller = await office();
    const verified = await caller.scoring.verify(over(model, noReason));
    await (await member(0)).scoring.handIn(of(model.id, sheet({ B5: 4 })));
    await caller.scoring.close(over(verified, noReason));
    const { assessment } = await caller.scoring.get({ id: model.id, data: {} });
    expect([assessment.state, assessment.verifiedOn]).toEqual(["closed", "2026-05-04"]);
  });
});

test("who moves to another unit keeps no sheet of the new unit's model", async () => {
  const model = await appraised(w);
  await (await member(0)).scoring.mark(of(model.id, sheet({ B5: 5 })));
  await insertPost(w.db, {
    personId: w.members[0]!,
    role: "unitOfficer",
    unitId: w.units.cell,
    bodyId: null,
    seat: null,
    validFrom: "2026-05-04",
  });
  expect((await refusalOf((await member(0)).scoring.handIn(of(model.id, sheet({ B5: 5 }, 1))))).code).toBe(
    "policy.ownUnit",
  );
});

test("the list says of a closed scoring who handed in and who did not, not that a turn is to come", async () => {
  const model = await appraised(w);
  const own = async (seat: number) => {
    const { rows } = await (await member(seat)).scoring.list({ periodId: w.periodId, limit: 10 });
    return rows[0]?.ownSheet;
  };
  await (await member(0)).scoring.handIn(of(model.id, sheet(marksOf(siteClearanceExample, 0))));
  expect([await own(0), await own(1)]).toEqual(["handedIn", "waiting"]);
  await (await office()).scoring.close(over(model, noReason));
  expect([await own(0), await own(1)]).toEqual(["handedIn", "missed"]);
});
