import { fewestSecretBallots } from "@kheo/core/movement/meetings";
import { insertPost } from "@kheo/db/offices/posts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  aForm,
  aMeeting,
  appraised,
  closed,
  councilOf,
  noReason,
  of,
  opened,
  over,
  paper,
  refusalOf,
  type World,
  world,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const vote = async (personId: string, meeting: Awaited<ReturnType<typeof opened>>, choice: "agree" | "disagree") =>
  (await w.as(personId)).meetings.vote(of(meeting.id, paper(meeting, choice)));
const office = () => w.as(w.people.office);

describe("calling a meeting", () => {
  test("a model whose scoring is not closed is named by its title, not by a number", async () => {
    const model = await appraised(w, { form: { title: "Mô hình đang thẩm định" } });
    const refusal = await refusalOf((await office()).meetings.convene(of(w.units.ward, aMeeting(w, [model.id]))));
    expect(refusal).toMatchObject({
      code: "meeting.itemNotReady",
      details: { titles: ["Mô hình đang thẩm định"] },
    });
  });

  test("a model of another ward is not there", async () => {
    const elsewhere = {
      officer: w.people.otherOfficer,
      office: w.people.otherOffice,
      unitId: w.units.otherCell,
    };
    const { id } = await (
      await w.as(elsewhere.officer)
    ).models.create(
      of(elsewhere.unitId, {
        periodId: w.periodId,
        form: aForm({ title: "Mô hình của phường khác" }),
        continuesId: null,
      }),
    );
    const refusal = await refusalOf((await office()).meetings.convene(of(w.units.ward, aMeeting(w, [id]))));
    expect(refusal.code).toBe("model.notFound");
  });

  test("two at once cannot put one model before two meetings", async () => {
    const model = await closed(w);
    const caller = await office();
    // Nobody can write a meeting until both calls are under way and wait.
    const gate = await w.pool.connect();
    await gate.query("begin; lock table meeting in share mode");
    const calls = [1, 2].map(() => caller.meetings.convene(of(w.units.ward, aMeeting(w, [model.id]))));
    const ended = Promise.allSettled(calls);
    for (let waiting = 0; waiting < 2;) {
      const { rows } = await w.pool.query<{ waiting: number }>(
        `select count(distinct pid)::int as waiting from pg_locks join pg_stat_activity using (pid)
          where not granted and datname = current_database()`,
      );
      waiting = rows[0]?.waiting ?? 0;
    }
    await gate.query("commit");
    gate.release();
    const refused = (await ended).filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect((await refusalOf(Promise.reject(refused[0]!.reason))).code).toBe("meeting.itemNotReady");
  });

  test("a unit without a council has none to call", async () => {
    const { id } = await closed(w);
    const otherOffice = await w.as(w.people.otherOffice);
    const refusal = await refusalOf(otherOffice.meetings.convene(of(w.units.otherWard, aMeeting(w, [id]))));
    expect(refusal.code).toBe("body.noCouncil");
  });

  test("the vote opens once", async () => {
    const meeting = await opened(w, [await closed(w)]);
    const refusal = await refusalOf((await office()).meetings.open(over(meeting, {})));
    expect(refusal.code).toBe("meeting.alreadyOpen");
  });
});

describe("voting", () => {
  test("is for members of the council, while the vote is open", async () => {
    const model = await closed(w);
    const caller = await office();
    const { id } = await caller.meetings.convene(of(w.units.ward, aMeeting(w, [model.id])));
    const { items } = await caller.meetings.get({ id, data: {} });
    const ballot = { ballots: items.map((item) => ({ itemId: item.id, choice: "agree" as const })) };
    const [first, second] = [await w.as(w.members[0]!), await w.as(w.members[1]!)];
    expect((await refusalOf(first.meetings.vote(of(id, ballot)))).code).toBe("meeting.notOpen");

    await caller.meetings.open(over({ id, version: 1 }, {}));
    expect((await refusalOf(caller.meetings.vote(of(id, ballot)))).code).toBe("policy.denied");
    await first.meetings.vote(of(id, ballot));
    for (const member of councilOf(w).slice(2)) await (await w.as(member)).meetings.vote(of(id, ballot));
    await caller.meetings.close(over({ id, version: 2 }, {}));
    expect((await refusalOf(second.meetings.vote(of(id, ballot)))).code).toBe("meeting.notOpen");
  });

  test("is for those who sat on the council when the vote was opened", async () => {
    const meeting = await opened(w, [await closed(w)]);
    const { bodyId } = (await (await office()).meetings.get({ id: meeting.id, data: {} })).meeting;
    const seat = { unitId: w.units.ward, bodyId, seat: "member" as const, role: "councilMember" as const };
    await insertPost(w.db, { ...seat, personId: w.people.viewer, validFrom: "2026-05-05" });
    const newcomer = await w.as(w.people.viewer, "2026-05-05");
    const refusal = await refusalOf(newcomer.meetings.vote(of(meeting.id, paper(meeting, "agree"))));
    expect(refusal.code).toBe("meeting.notMember");
  });

  test("happens once a person, also when they try again with the other word", async () => {
    const meeting = await opened(w, [await closed(w)]);
    const member = await w.as(w.members[0]!);
    const envelope = of(meeting.id, paper(meeting, "agree"));
    await member.meetings.vote(envelope);
    expect((await refusalOf(vote(w.members[0]!, meeting, "disagree"))).code).toBe("meeting.alreadyVoted");
    // The same request again is answered as before and counts nothing; with another word it is another request.
    await member.meetings.vote(envelope);
    const other = member.meetings.vote({ ...envelope, data: paper(meeting, "disagree") });
    expect((await refusalOf(other)).code).toBe("request.reused");
    const { rows } = await w.pool.query("select choice, ballots from ballot_box order by choice");
    expect(rows).toEqual([
      { choice: "agree", ballots: 1 },
      { choice: "disagree", ballots: 0 },
    ]);
  });

  test("needs a word on every model and no other", async () => {
    const models = [
      await closed(w, { form: { title: "Mô hình thứ nhất" } }),
      await closed(w, { form: { title: "Mô hình thứ hai" } }),
    ];
    const meeting = await opened(w, models);
    const [one, two] = paper(meeting, "agree").ballots as [never, never];
    const stranger = { itemId: w.units.cell, choice: "agree" as const };
    const member = await w.as(w.members[0]!);
    for (const ballots of [[], [one], [one, one], [one, stranger], [one, two, stranger]]) {
      const refusal = await refusalOf(member.meetings.vote(of(meeting.id, { ballots })));
      expect(refusal).toMatchObject({
        code: "meeting.incompleteBallot",
        details: { titles: ["Mô hình thứ nhất", "Mô hình thứ hai"] },
      });
    }
    const { rows } = await w.pool.query("select sum(ballots)::int as papers from ballot_box");
    expect(rows).toEqual([{ papers: 0 }]);
  });

  test("a member from the proposing unit has no paper for its model, and still counts in the base", async () => {
    const own = { officer: w.people.committeeOfficer, unitId: w.units.committee };
    const meeting = await opened(w, [await closed(w), await closed(w, own)]);
    const member = await w.as(w.people.committeeMember);
    const refusal = await refusalOf(member.meetings.vote(of(meeting.id, paper(meeting, "agree"))));
    expect(refusal.code).toBe("meeting.incompleteBallot");

    const others = meeting.items.filter(({ unitId }) => unitId !== w.units.committee);
    await member.meetings.vote(of(meeting.id, paper({ items: others }, "agree")));
    for (const id of w.members) await vote(id, meeting, "agree");
    await (await office()).meetings.close(over(meeting, {}));
    const { items } = await (await office()).meetings.get({ id: meeting.id, data: {} });
    const tallies = Object.fromEntries(items.map((item) => [item.unitId, item.tally]));
    expect(tallies[w.units.cell]).toMatchObject({ members: 7, agree: 7, ratio: 100 });
    expect(tallies[w.units.committee]).toMatchObject({ members: 7, agree: 6, ratio: 85.71 });
  });
});

describe("who votes is set down when the meeting is called", () => {
  const convened = async () => {
    const caller = await office();
    const model = await closed(w);
    const { id } = await caller.meetings.convene(of(w.units.ward, aMeeting(w, [model.id])));
    const { meeting } = await caller.meetings.get({ id, data: {} });
    return { caller, id, bodyId: meeting.bodyId, meeting: { id, version: 1 } };
  };
  const seat = (bodyId: string, personId: string) =>
    insertPost(w.db, {
      personId,
      role: "councilMember",
      unitId: w.units.ward,
      bodyId,
      seat: "member",
      validFrom: "2026-05-04",
    });

  test("S-05: a member who came before the vote is opened is set down anew first, and then votes", async () => {
    const { caller, id, bodyId, meeting } = await convened();
    await seat(bodyId, w.people.viewer);
    expect(await refusalOf(caller.meetings.open(over(meeting, {})))).toMatchObject({
      code: "meeting.rosterChanged",
      details: { joined: ["Khách xem"], left: [] },
    });
    await caller.meetings.renewRoster(over(meeting, {}));
    await caller.meetings.open(over({ id, version: 2 }, {}));
    const { items, members } = await caller.meetings.get({ id, data: {} });
    expect(members).toHaveLength(8);
    const ballots = items.map((item) => ({ itemId: item.id, choice: "agree" as const }));
    await (await w.as(w.people.viewer)).meetings.vote(of(id, { ballots }));
    const { rows } = await w.pool.query(
      "select action from event where thing_id = $1 and action = 'meeting.renewRoster'",
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  test("a member who has left, or has come to work for the proposing unit, asks for a new list too", async () => {
    const { caller, meeting } = await convened();
    const own = { role: "unitOfficer" as const, unitId: w.units.cell, bodyId: null, seat: null };
    await insertPost(w.db, { ...own, personId: w.members[1]!, validFrom: "2026-05-01" });
    expect((await refusalOf(caller.meetings.open(over(meeting, {})))).code).toBe("meeting.rosterChanged");
    await w.pool.query("update post set valid_to = '2026-05-03' where person_id = $1", [w.members[0]]);
    expect(await refusalOf(caller.meetings.open(over(meeting, {})))).toMatchObject({
      code: "meeting.rosterChanged",
      details: { joined: [], left: ["Ủy viên 1"] },
    });
  });

  test("S-05: after the vote is opened nothing changes the list: not its base, not its minutes, not who is recused", async () => {
    const { caller, id, bodyId, meeting } = await convened();
    await caller.meetings.open(over(meeting, {}));
    await seat(bodyId, w.people.viewer);
    const own = { role: "unitOfficer" as const, unitId: w.units.cell, bodyId: null, seat: null };
    await insertPost(w.db, { ...own, personId: w.members[1]!, validFrom: "2026-05-01" });
    const { items } = await caller.meetings.get({ id, data: {} });
    const opened = { id, items: items.map((item) => ({ itemId: item.id })) };
    for (const personId of councilOf(w)) {
      await (await w.as(personId)).meetings.vote(of(id, paper(opened, "agree")));
    }
    await w.pool.query("delete from post where person_id = $1", [w.members[0]]);
    expect((await refusalOf(caller.meetings.renewRoster(over({ id, version: 2 }, {})))).code).toBe(
      "meeting.alreadyOpen",
    );
    await caller.meetings.close(over({ id, version: 2 }, {}));
    const ended = await caller.meetings.get({ id, data: {} });
    expect(ended.members.filter(({ hasVoted }) => hasVoted)).toHaveLength(7);
    expect(ended.items[0]?.tally).toMatchObject({ members: 7, base: 7, agree: 7, ratio: 100 });
  });

  test("S-05: the database itself holds no more agreement than it is a ratio of, nor more papers than people", async () => {
    const { id } = await opened(w, [await closed(w)]);
    const write = (values: string) => w.pool.query(`update meeting_item set ${values} where meeting_id = $1`, [id]);
    await expect(write("agree = 12, disagree = 0, base = 9")).rejects.toThrow("meeting_item_within_base");
    await expect(write("agree = 7, disagree = 1, base = 9")).rejects.toThrow("meeting_item_within_roster");
  });
});

describe("a secret ballot with few papers", () => {
  /** A vote on a model of the committee, whose member has no paper for it. */
  const ofCommittee = async () => {
    const own = { officer: w.people.committeeOfficer, unitId: w.units.committee };
    return opened(w, [await closed(w, { ...own, form: { title: "Mô hình của ủy ban" } })]);
  };

  test("S-10: does not end while fewer than five papers are on a model; those of recused members are none", async () => {
    const meeting = await ofCommittee();
    await (await w.as(w.people.committeeMember)).meetings.vote(of(meeting.id, { ballots: [] }));
    for (const id of w.members.slice(0, 4)) await vote(id, meeting, "agree");
    const caller = await office();
    expect(await refusalOf(caller.meetings.close(over(meeting, {})))).toMatchObject({
      code: "meeting.tooFewBallots",
      details: { minimum: fewestSecretBallots, titles: ["Mô hình của ủy ban"] },
    });
    await vote(w.members[4]!, meeting, "agree");
    await caller.meetings.close(over(meeting, {}));
  });

  test("S-10: becomes an open vote: what was voted is thrown away, and all on the same roster vote anew", async () => {
    const meeting = await ofCommittee();
    await (await w.as(w.people.committeeMember)).meetings.vote(of(meeting.id, { ballots: [] }));
    for (const id of w.members.slice(0, 4)) await vote(id, meeting, "disagree");
    const caller = await office();
    await caller.meetings.voteOpenly(over(meeting, {}));
    const { rows } = await w.pool.query(
      "select (select count(*) from meeting_voter) as voters, (select sum(ballots) from ballot_box) as ballots",
    );
    expect(rows).toEqual([{ voters: 0, ballots: 0 }]);
    const again = { ...meeting, version: 3 };
    expect((await refusalOf(caller.meetings.voteOpenly(over(again, {})))).code).toBe("meeting.isOpenVote");
    expect((await refusalOf(caller.meetings.renewRoster(over(again, {})))).code).toBe("meeting.alreadyOpen");
    await (await w.as(w.people.committeeMember)).meetings.vote(of(meeting.id, { ballots: [] }));
    for (const id of w.members.slice(0, 4)) await vote(id, meeting, "agree");
    await caller.meetings.close(over(again, {}));
    const { items } = await caller.meetings.get({ id: meeting.id, data: {} });
    expect(items[0]?.tally).toMatchObject({ agree: 4, disagree: 0, passed: true });
  });

  test("S-10: is not thrown away while it does, nor while papers are still awaited", async () => {
    const meeting = await opened(w, [await closed(w)]);
    const caller = await office();
    for (const id of w.members.slice(0, 3)) await vote(id, meeting, "disagree");
    expect((await refusalOf(caller.meetings.voteOpenly(over(meeting, {})))).code).toBe("meeting.secretSuffices");
    for (const id of w.members.slice(3)) await vote(id, meeting, "disagree");
    expect((await refusalOf(caller.meetings.voteOpenly(over(meeting, {})))).code).toBe("meeting.secretSuffices");
  });

  test("is not called where fewer than five members have a paper at all", async () => {
    const model = await closed(w);
    await w.pool.query("delete from post where role = 'councilMember' and person_id = any($1)", [
      w.members.slice(0, 3),
    ]);
    const caller = await office();
    const secret = caller.meetings.convene(of(w.units.ward, aMeeting(w, [model.id])));
    expect((await refusalOf(secret)).code).toBe("meeting.tooFewBallots");
    await caller.meetings.convene(of(w.units.ward, aMeeting(w, [model.id], "open")));
  });
});

describe("ending a vote", () => {
  test("needs two thirds of the members to have voted", async () => {
    const meeting = await opened(w, [await closed(w)]);
    for (const id of w.members.slice(0, 4)) await vote(id, meeting, "agree");
    const refusal = await refusalOf((await office()).meetings.close(over(meeting, {})));
    expect(refusal).toMatchObject({ code: "meeting.noQuorum", details: { cast: 4, required: 5, members: 7 } });
    await vote(w.members[4]!, meeting, "agree");
    await (await office()).meetings.close(over(meeting, {}));
  });

  test("of fewer than five secret papers would tell who wrote what", async () => {
    await w.pool.query("update post set valid_to = '2026-05-01' where person_id = $1 and role = 'councilMember'", [
      w.people.committeeMember,
    ]);
    const model = { officer: w.people.officer };
    const [secret, inTheOpen] = [await closedBySix(model), await closedBySix(model)];
    const first = await opened(w, [secret]);
    for (const id of w.members.slice(0, 4)) await vote(id, first, "agree");
    const refusal = await refusalOf((await office()).meetings.close(over(first, {})));
    expect(refusal).toMatchObject({ code: "meeting.tooFewBallots", details: { minimum: fewestSecretBallots } });

    const second = await opened(w, [inTheOpen], "open");
    for (const id of w.members.slice(0, 4)) await vote(id, second, "agree");
    await (await office()).meetings.close(over(second, {}));
  });

  test("shows no count before, and the count with the share of all members after", async () => {
    const meeting = await opened(w, [await closed(w)]);
    for (const id of w.members) await vote(id, meeting, "agree");
    const caller = await office();
    const before = await caller.meetings.get({ id: meeting.id, data: {} });
    expect(before.items.map(({ tally, passed }) => ({ tally, passed }))).toEqual([{ tally: null, passed: null }]);
    expect(before.members.filter(({ hasVoted }) => hasVoted)).toHaveLength(6);
    await caller.meetings.close(over(meeting, {}));
    const after = await caller.meetings.get({ id: meeting.id, data: {} });
    expect(after.items[0]?.tally).toEqual({ members: 7, base: 7, agree: 6, disagree: 0, ratio: 85.71, passed: true });
  });

  test("half of the members is not enough; the model is not proposed and may come to a later meeting", async () => {
    const model = await closed(w);
    const meeting = await opened(w, [model]);
    for (const id of w.members.slice(0, 3)) await vote(id, meeting, "agree");
    for (const id of w.members.slice(3)) await vote(id, meeting, "disagree");
    const caller = await office();
    await caller.meetings.close(over(meeting, {}));
    const { items } = await caller.meetings.get({ id: meeting.id, data: {} });
    expect(items[0]?.tally).toMatchObject({ agree: 3, disagree: 3, ratio: 42.86, passed: false });
    expect((await caller.recognition.list({})).rows).toEqual([]);
    const { models } = await caller.meetings.candidates({ id: w.units.ward, data: { periodId: w.periodId } });
    expect(models.map(({ id }) => id)).toEqual([model.id]);
  });

  test("by two at once counts once", async () => {
    const meeting = await opened(w, [await closed(w)]);
    for (const id of councilOf(w)) await vote(id, meeting, "agree");
    const caller = await office();
    const outcomes = await Promise.allSettled([1, 2].map(() => caller.meetings.close(over(meeting, {}))));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await caller.recognition.list({})).rows).toHaveLength(1);
  });

  test("while the last papers come in counts exactly the papers of those on the roll", async () => {
    const meeting = await opened(w, [await closed(w)]);
    for (const id of w.members.slice(0, 5)) await vote(id, meeting, "agree");
    const caller = await office();
    await Promise.allSettled([
      vote(w.members[5]!, meeting, "agree"),
      caller.meetings.close(over(meeting, {})),
      vote(w.people.committeeMember, meeting, "agree"),
    ]);
    const { items, members } = await caller.meetings.get({ id: meeting.id, data: {} });
    expect(items[0]?.tally?.agree).toBe(members.filter(({ hasVoted }) => hasVoted).length);
  });
});

describe("a secret ballot", () => {
  const words: readonly ("agree" | "disagree")[] = [
    "agree",
    "disagree",
    "agree",
    "agree",
    "disagree",
    "agree",
    "agree",
  ];

  const voted = async () => {
    const meeting = await opened(w, [await closed(w), await closed(w)]);
    for (const [index, id] of councilOf(w).entries()) await vote(id, meeting, words[index]!);
    return meeting;
  };

  test("when all vote at the same moment, every paper is counted", async () => {
    const meeting = await opened(w, [await closed(w), await closed(w), await closed(w)]);
    // Some write their paper from the last model to the first.
    await Promise.all(
      councilOf(w).map(async (id, index) => {
        const items = index % 2 === 0 ? meeting.items : meeting.items.toReversed();
        await (await w.as(id)).meetings.vote(of(meeting.id, paper({ items }, words[index]!)));
      }),
    );
    await (await office()).meetings.close(over(meeting, {}));
    const { items } = await (await office()).meetings.get({ id: meeting.id, data: {} });
    expect(items.map(({ tally }) => [tally?.agree, tally?.disagree])).toEqual([
      [5, 2],
      [5, 2],
      [5, 2],
    ]);
  });

  test("is kept in two tables that have nothing in common but the meeting", async () => {
    const { rows } = await w.pool.query(
      `select table_name, string_agg(column_name, ', ' order by ordinal_position) as columns from information_schema.columns
        where table_name in ('meeting_voter', 'ballot_box') group by table_name order by table_name`,
    );
    expect(rows).toEqual([
      { table_name: "ballot_box", columns: "meeting_item_id, choice, ballots" },
      { table_name: "meeting_voter", columns: "meeting_id, person_id" },
    ]);
  });

  test("leaves no row in any table that names a voter and a choice", async () => {
    await voted();
    const { rows: tables } = await w.pool.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await w.pool.query<{ text: string }>(`select t::text as text from "${name}" t`);
      for (const { text } of rows) {
        if (!councilOf(w).some((id) => text.includes(id))) continue;
        found[name] = (found[name] ?? 0) + 1;
        expect({ name, names: /agree/u.test(text) }).toEqual({ name, names: false });
      }
    }
    // The roll, the log and the keys of requests do name the voters, so the search looked where it should.
    expect(found).toMatchObject({ meeting_voter: 7, event: expect.any(Number), request: expect.any(Number) });
  });

  test("leaves nothing of which the choice could be worked out: the log and the keys are the same for all", async () => {
    await voted();
    const { rows: events } = await w.pool.query(
      "select payload from event_payload join event on id = event_id where action = 'meeting.vote'",
    );
    expect(events).toEqual(Array.from({ length: 7 }, () => ({ payload: null })));
    // A hash of two possible words tells the word: it has a key that stands nowhere, and the same words differ in it.
    const { rows: hashes } = await w.pool.query<{ input_hash: string; result: unknown }>(
      "select input_hash, result from request where action = 'meeting.vote'",
    );
    expect(new Set(hashes.map(({ input_hash }) => input_hash)).size).toBe(7);
    expect(hashes.every(({ input_hash }) => input_hash.includes(":"))).toBe(true);
    expect(new Set(hashes.map(({ result }) => JSON.stringify(result))).size).toBe(1);
  });

  test("marks all boxes of a model with the same transaction, whichever the paper went into", async () => {
    await voted();
    const { rows } = await w.pool.query(
      "select count(distinct xmin::text)::int as writers from ballot_box group by meeting_item_id",
    );
    expect(rows).toEqual([{ writers: 1 }, { writers: 1 }]);
  });
});

/** Scoring closed with the sheets of the six members that are left. */
const closedBySix = async (given: Parameters<typeof appraised>[1]) => {
  const model = await appraised(w, given);
  for (const id of w.members) {
    await (await w.as(id)).scoring.handIn(of(model.id, { marks: { B5: 4 }, comment: "", sheetVersion: 0 }));
  }
  return (await office()).scoring.close(over(model, noReason));
};
