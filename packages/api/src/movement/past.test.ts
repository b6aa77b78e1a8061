import { insertPost } from "@kheo/db/offices/posts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appraised, closed, councilOf, noReason, of, opened, over, paper, type World, world } from "../testing.ts";

/* What is past stays as it was: who sat on a council, whose sheet counts, what a unit was called. */

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const later = "2026-06-10";
const office = (day?: string) => w.as(w.people.office, day);
const scoring = async (id: string, person: string, day?: string) =>
  (await w.as(person, day)).scoring.get({ id, data: {} });
const listed = async (id: string, day?: string) => {
  const { rows } = await (await office(day)).scoring.list({ periodId: w.periodId });
  return rows.find((row) => row.id === id);
};
const endSeat = (personId: string, lastDay: string) =>
  w.pool.query("update post set valid_to = $2 where person_id = $1 and seat is not null", [personId, lastDay]);
const seatFrom = (personId: string, validFrom: string) =>
  w.pool.query(
    `insert into post (id, person_id, role, unit_id, body_id, seat, valid_from)
     select gen_random_uuid(), $1, 'councilMember', unit_id, body_id, 'member', $2 from post
      where seat is not null and unit_id = $3 limit 1`,
    [personId, validFrom, w.units.ward],
  );
const officerOfCell = (personId: string, validFrom: string) =>
  insertPost(w.db, { personId, role: "unitOfficer", unitId: w.units.cell, bodyId: null, seat: null, validFrom });
const rename = async (unitId: string, name: string, from: string) => {
  await w.pool.query("update unit_version set valid_to = ($2::date - 1) where unit_id = $1 and valid_to is null", [
    unitId,
    from,
  ]);
  await w.pool.query(
    `insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
     select unit_id, line, $2, lower($2), kind, parent_id, $3 from unit_version where unit_id = $1
      order by valid_from desc limit 1`,
    [unitId, name, from],
  );
};

describe("PC-05: sheets that do not count", () => {
  const marked = async () => {
    const model = await appraised(w);
    for (const [seat, mark] of [2, 2, 2, 0, 4].entries()) {
      const marks = { B5: mark };
      await (await w.as(w.members[seat]!)).scoring.handIn(of(model.id, { marks, comment: "", sheetVersion: 0 }));
    }
    return model;
  };
  const said = async (id: string, day?: string) => {
    const { sheets, members } = await scoring(id, w.people.office, day);
    return {
      notCounted: Object.fromEntries(sheets.map(({ name, notCounted }) => [name, notCounted])),
      handedIn: members.filter(({ handedIn }) => handedIn).length,
      listed: (await listed(id, day))?.handedIn,
    };
  };

  test("say why, and list and page name the number of those that do", async () => {
    const model = await marked();
    await officerOfCell(w.members[3]!, "2026-05-01");
    await endSeat(w.members[4]!, "2026-05-03");
    expect((await listed(model.id))?.handedIn).toBe(3);
    await (await office()).scoring.close(over(model, noReason));
    expect(await said(model.id)).toEqual({
      notCounted: {
        "Ủy viên 1": null,
        "Ủy viên 2": null,
        "Ủy viên 3": null,
        "Ủy viên 4": "recused",
        "Ủy viên 5": "left",
      },
      handedIn: 3,
      listed: 3,
    });
  });

  test("counted stay counted when a seat is ended afterwards, be it backwards", async () => {
    const model = await marked();
    await (await office()).scoring.close(over(model, noReason));
    await endSeat(w.members[0]!, "2026-05-01");
    await officerOfCell(w.members[1]!, "2026-05-02");
    const { notCounted, handedIn, listed: inList } = await said(model.id, later);
    expect(Object.values(notCounted)).toEqual([null, null, null, null, null]);
    expect([handedIn, inList]).toEqual([5, 5]);
  });

  test("count again once the scoring is opened again and closed", async () => {
    const model = await marked();
    await officerOfCell(w.members[3]!, "2026-05-01");
    const first = await (await office()).scoring.close(over(model, noReason));
    const reopened = await (await office()).scoring.reopen(over(first, { reason: "Số liệu hiến đất bị nhầm." }));
    await (await office()).scoring.appraise(over(reopened, noReason));
    await w.pool.query("update post set valid_to = '2026-05-02' where person_id = $1 and role = 'unitOfficer'", [
      w.members[3],
    ]);
    const again = { B5: 3 };
    const { own } = await scoring(model.id, w.members[3]!);
    await (
      await w.as(w.members[3]!)
    ).scoring.handIn(of(model.id, { marks: again, comment: "", sheetVersion: own?.version ?? 0 }));
    const { assessment } = await scoring(model.id, w.people.office);
    await (await office()).scoring.close(over(assessment, noReason));
    expect(await said(model.id)).toMatchObject({ notCounted: { "Ủy viên 4": null }, handedIn: 1, listed: 1 });
  });
});

describe("PC-06: the council of a closed scoring is that of its day", () => {
  const names = async (id: string, day?: string) =>
    (await scoring(id, w.people.office, day)).members.map(({ name }) => name);

  test("who joins later is not said to have handed in nothing", async () => {
    const model = await closed(w);
    const before = await names(model.id);
    await seatFrom(w.people.outsider, "2026-05-20");
    expect(await names(model.id, later)).toEqual(before);
    expect(before).toHaveLength(7);
  });

  test("who leaves later is still named, and so is who is recused only later", async () => {
    const model = await closed(w);
    await endSeat(w.members[2]!, "2026-05-31");
    await officerOfCell(w.members[1]!, "2026-06-01");
    const { members } = await scoring(model.id, w.people.office, later);
    expect(members.map(({ name }) => name)).toContain("Ủy viên 3");
    expect(members.filter(({ recused }) => recused)).toEqual([]);
  });

  test("while it is marked it is that of today", async () => {
    const model = await appraised(w);
    await endSeat(w.members[2]!, "2026-05-31");
    expect(await names(model.id, later)).not.toContain("Ủy viên 3");
  });
});

describe("PC-22: old papers keep the old name", () => {
  test("minutes name the unit as on their day, and the list of scorings as the page of the model", async () => {
    const model = await closed(w);
    const meeting = await opened(w, [model]);
    for (const id of councilOf(w)) await (await w.as(id)).meetings.vote(of(meeting.id, paper(meeting, "agree")));
    await (await office()).meetings.close(over(meeting, {}));
    await rename(w.units.cell, "Chi bộ tổ dân phố Phú Mỹ", "2026-05-20");
    const { items } = await (await office(later)).meetings.get({ id: meeting.id, data: {} });
    expect(items.map(({ unitName }) => unitName)).toEqual(["Chi bộ tổ dân phố 3"]);
    expect((await listed(model.id, later))?.unitName).toBe("Chi bộ tổ dân phố 3");
    const { assessment } = await scoring(model.id, w.people.office, later);
    expect(assessment.unitName).toBe("Chi bộ tổ dân phố 3");
  });

  test("a meeting that is still to be held names it as of its day", async () => {
    const model = await closed(w);
    const { id } = await (
      await office()
    ).meetings.convene(
      of(w.units.ward, {
        periodId: w.periodId,
        title: "Phiên họp",
        heldOn: "2026-05-25",
        ballotKind: "secret",
        modelIds: [model.id],
      }),
    );
    await rename(w.units.cell, "Chi bộ tổ dân phố Phú Mỹ", "2026-05-20");
    const { items } = await (await office(later)).meetings.get({ id, data: {} });
    expect(items.map(({ unitName }) => unitName)).toEqual(["Chi bộ tổ dân phố Phú Mỹ"]);
  });

  test("what may still be put before the council is named as when it was accepted", async () => {
    const model = await closed(w);
    await rename(w.units.cell, "Chi bộ tổ dân phố Phú Mỹ", "2026-05-20");
    const candidates = await (
      await office(later)
    ).meetings.candidates({ id: w.units.ward, data: { periodId: w.periodId } });
    expect(candidates.models.find(({ id }) => id === model.id)?.unitName).toBe("Chi bộ tổ dân phố 3");
  });
});

describe("D-02: a member who is recused", () => {
  test("is sent no sheet and no remark of the others, closed or not", async () => {
    const model = await closed(w, { officer: w.people.committeeOfficer, unitId: w.units.committee });
    const { sheets, verdict } = await scoring(model.id, w.people.committeeMember);
    expect(sheets).toEqual([]);
    expect(verdict?.total).toBeDefined();
    expect((await scoring(model.id, w.members[0]!)).sheets).toHaveLength(6);
  });

  test("since then only, keeps what the council saw; from then on is recused for what is not closed", async () => {
    const model = await appraised(w);
    await officerOfCell(w.members[0]!, "2026-05-01");
    expect((await scoring(model.id, w.members[0]!)).sheets).toEqual([]);
    await (
      await w.as(w.members[1]!)
    ).scoring.handIn(of(model.id, { marks: { B5: 3 }, comment: "Tốt", sheetVersion: 0 }));
    await (await office()).scoring.close(over(model, noReason));
    expect((await scoring(model.id, w.members[0]!)).sheets).toEqual([]);
    expect((await scoring(model.id, w.members[2]!)).sheets).toHaveLength(1);
  });
});
