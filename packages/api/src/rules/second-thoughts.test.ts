import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { openPool } from "@kheo/db/ground/connect";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  accepted,
  aDecision,
  aForm,
  aMeeting,
  appraised,
  aTask,
  closed,
  councilOf,
  drafted,
  marksOf,
  noReason,
  of,
  opened,
  over,
  paper,
  proposed,
  published,
  refusalOf,
  submitted,
  today,
  type World,
  world,
  typed,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const office = () => w.as(w.people.office);
const reason = { reason: "Có thông tin mới cần xem lại." };

/**
 * Begins the first and holds it where it writes a table, begins the second, and lets go once that waits too or is over:
 * how each ended.
 */
const heldAt = async (table: string, first: () => Promise<unknown>, second: () => Promise<unknown>) => {
  // As the owner, who may lock every table and sees what others wait for.
  const owner = openPool({ connectionString: w.url });
  const gate = await owner.connect();
  try {
    await gate.query(`begin; lock table ${table} in share mode`);
    const settled = new AbortController();
    const waiting = async (many: number) => {
      const asked = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while (!settled.signal.aborted && ((await owner.query(asked)).rowCount ?? 0) < many);
    };
    const one = first();
    const begun = Promise.allSettled([one]);
    await Promise.race([waiting(1), begun]);
    const other = Promise.allSettled([second()]);
    await Promise.race([waiting(2), other]);
    settled.abort();
    await gate.query("commit");
    return [...(await begun), ...(await other)].map(({ status }) => status);
  } finally {
    gate.release();
    await owner.end();
  }
};

describe("what was decided is not undone behind the council's back", () => {
  test("scoring is not reopened while the model stands before the council or has been put forward", async () => {
    const model = await closed(w);
    await opened(w, [model]);
    const caller = await office();
    const { assessment } = await caller.scoring.get({ id: model.id, data: {} });
    const reopen = caller.scoring.reopen(over({ id: model.id, version: assessment.version }, reason));
    expect((await refusalOf(reopen)).code).toBe("scoring.beforeCouncil");
  });

  test("S-12: scoring is reopened or a meeting called over it, never both, whichever is first", async () => {
    for (const [table, isFirst] of [
      ["score_sheet", "reopen"],
      ["meeting", "convene"],
    ] as const) {
      const model = await closed(w);
      const caller = await office();
      const reopen = () => caller.scoring.reopen(over(model, reason));
      const convene = () => caller.meetings.convene(of(w.units.ward, aMeeting(w, [model.id])));
      const outcomes =
        isFirst === "reopen" ? await heldAt(table, reopen, convene) : await heldAt(table, convene, reopen);
      expect([isFirst, ...outcomes]).toEqual([isFirst, "fulfilled", "rejected"]);
    }
  });

  test("a model that was stopped after the meeting was convened is voted on and put forward no further", async () => {
    const model = await closed(w);
    const meeting = await opened(w, [model]);
    const caller = await office();
    const { model: current } = await caller.models.get({ id: model.id, data: {} });
    await caller.models.discontinue(over(current, reason));
    for (const member of councilOf(w))
      await (await w.as(member)).meetings.vote(of(meeting.id, paper(meeting, "agree")));
    const { meeting: voted } = await caller.meetings.get({ id: meeting.id, data: {} });
    await caller.meetings.close(over(voted, {}));
    expect((await (await w.as(w.people.leader)).recognition.list({ periodId: w.periodId })).rows).toEqual([]);
  });

  test("a decision is not dated before the vote it rests on", async () => {
    const recognition = await proposed(w);
    const draft = { step: "recognize" as const, ...aDecision({ signedOn: "2026-01-05" }) };
    const early = (await office()).recognition.draft(over(recognition, draft));
    expect((await refusalOf(early)).code).toBe("decision.signedTooEarly");
  });
});

describe("what was marked was marked for these figures", () => {
  test("a report that is returned gives every member their sheet back", async () => {
    const model = await appraised(w);
    const [first = ""] = w.members;
    const member = await w.as(first);
    await member.scoring.handIn(
      of(model.id, { marks: marksOf(siteClearanceExample, 0), comment: "", sheetVersion: 0 }),
    );
    await (await office()).scoring.return(over(model, reason));
    const { own } = await member.scoring.get({ id: model.id, data: {} });
    expect(own?.handedInAt).toBeNull();
  });

  test("a suspended model is not scored", async () => {
    const model = await appraised(w);
    const caller = await office();
    const { model: current } = await caller.models.get({ id: model.id, data: {} });
    await caller.models.suspend(over(current, reason));
    const [first = ""] = w.members;
    const sheet = { marks: marksOf(siteClearanceExample, 0), comment: "", sheetVersion: 0 };
    expect((await refusalOf((await w.as(first)).scoring.mark(of(model.id, sheet)))).code).toBe("workflow.wrongState");
  });
});

describe("the register knows better than who reports", () => {
  test("what was promised, and how late it was, cannot be declared away", async () => {
    const form = aForm({
      topic: "health",
      targets: [{ name: "Người được khám", unit: "người", baseline: 0, goal: 1000, dueOn: "2026-11-30" }],
    });
    const model = await accepted(w, { form });
    const officer = await w.as(w.people.officer);
    const figures = { daysLate: 0, targets: [{ name: "Người được khám", planned: 1, done: 1 }] };
    await officer.scoring.declare(of(model.id, typed({ figures }, { figures: {} })));
    const { assessment } = await officer.scoring.get({ id: model.id, data: {} });
    expect(assessment.figures).toEqual({
      daysLate: 34,
      targets: [{ name: "Người được khám", planned: 1000, done: 1 }],
    });
  });

  test("a registration that was returned keeps the day on which it was first sent", async () => {
    const sent = await submitted(w);
    const returned = await (await office()).models.return(over(sent, reason));
    const later = await w.as(w.people.officer, "2026-06-30");
    await later.models.submit(over({ id: sent.id, version: returned.version }, noReason));
    expect((await later.models.get({ id: sent.id, data: {} })).model.submittedOn).toBe(today);
  });

  test("a model is merged into one that is alive in the same period only", async () => {
    const [sent, draft] = [await submitted(w), await drafted(w)];
    const merge = (await office()).models.merge(over(sent, { ...reason, intoId: draft.id }));
    expect((await refusalOf(merge)).code).toBe("model.mergeTarget");
  });
});

describe("what others were merged into", () => {
  const merged = async () => {
    const [into, other] = [await submitted(w), await submitted(w, { form: { title: "Mô hình được gộp" } })];
    await (await office()).models.merge(over(other, { ...reason, intoId: into.id }));
    return into;
  };

  test("Low: is not withdrawn with them; the refusal names them", async () => {
    const into = await merged();
    const withdrawal = (await w.as(w.people.officer)).models.withdraw(over(into, reason));
    expect(await refusalOf(withdrawal)).toMatchObject({
      code: "model.holdsOthers",
      details: { titles: ["Mô hình được gộp"] },
    });
  });

  test.each(["merger", "withdrawal"] as const)(
    "Low: a merger and a withdrawal at the same moment lose nothing, the %s first",
    async (isFirst) => {
      const [into, other] = [await submitted(w), await submitted(w, { form: { title: "Mô hình được gộp" } })];
      const [officer, caller] = [await w.as(w.people.officer), await office()];
      const merge = () => caller.models.merge(over(other, { ...reason, intoId: into.id }));
      const withdraw = () => officer.models.withdraw(over(into, reason));
      const outcomes =
        isFirst === "merger" ? await heldAt("event", merge, withdraw) : await heldAt("event", withdraw, merge);
      expect(outcomes).toEqual(["fulfilled", "rejected"]);
      const { rows } = await w.pool.query(
        `select from model lost join model target on target.id = lost.merged_into_id
        where lost.state = 'merged' and target.state = 'withdrawn'`,
      );
      expect(rows).toEqual([]);
    },
  );
});

describe("reach", () => {
  test("a period is opened and locked by who administers the highest unit", async () => {
    const ward = await w.as(w.people.administrator);
    const { postId } = await ward.people.create(
      of(w.units.ward, {
        name: "Quản trị phường",
        username: "quantri.phuong",
        email: null,
        post: { role: "administrator", validFrom: today, seat: null },
      }),
    );
    const { id } = await w.db
      .selectFrom("person")
      .select("id")
      .where("username", "=", "quantri.phuong")
      .executeTakeFirstOrThrow();
    await (await w.as(w.people.leader)).posts.confirm(of(postId, {}));
    const lock = (await w.as(id)).periods.close(of(w.units.ward, { periodId: w.periodId }));
    expect((await refusalOf(lock)).code).toBe("period.highestUnitOnly");
  });

  test("the people of the source see a task, and do no more than see it", async () => {
    const recognition = await published(w);
    const task = await (
      await w.as(w.people.provinceOffice)
    ).replication.give(of(w.units.otherCell, aTask(w, recognition)));
    const source = await w.as(w.people.officer);
    const { replication, steps } = await source.replication.get({ id: task.id, data: {} });
    expect(replication.adopterUnitName).toBe("Chi bộ thôn Long Thạnh");
    expect(steps).toEqual([]);
  });

  test("a guest sees what is published, and no dossier", async () => {
    const recognition = await published(w);
    const guest = await w.as(w.people.viewer);
    expect((await guest.gallery.list({})).total).toBe(1);
    expect((await refusalOf(guest.models.get({ id: recognition.modelId, data: {} }))).code).toBe("model.notFound");
  });
});
