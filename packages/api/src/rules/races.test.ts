import { openPool, type Pool } from "@kheo/db/ground/connect";
import { isDomainError } from "@kheo/core/rules/errors";
import { actorOf, insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { TRPCError } from "@trpc/server";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callerFor } from "../index.ts";
import {
  aContext,
  aDecision,
  aForm,
  aMeeting,
  appraised,
  aTask,
  closed,
  councilOf,
  everything,
  noReason,
  of,
  opened,
  over,
  paper,
  proposed,
  published,
  submitted,
  today,
  typed,
  undecidedYet,
  type World,
  world,
} from "../testing.ts";

/*
 * Any two steps that write to a common table or are about one thing, at the same moment: whatever comes first, what must
 * hold holds. Which tables a step writes to is seen by taking it once alone. `npm run proof` takes every two steps there
 * are, many times.
 */

const rounds = Number(process.env["KHEO_ROUNDS"] ?? "1");
const reason = { reason: "Có thông tin mới cần xem lại." };
/** What every step writes to. */
const logs = ["event", "event_payload", "request", "state_change"];

/** A step, and what it is about, so that steps that look at one thing meet too. */
type Step = { readonly name: string; readonly on: string; readonly take: () => Promise<unknown> };

let w: World;
let owner: Pool;
let steps: readonly Step[];
let tables: readonly { readonly name: string; readonly columns: string }[];
const written = new Map<string, readonly string[]>();

/** Things of every kind, each where several steps lead on. */
const scenery = async (): Promise<readonly Step[]> => {
  const { db, units, people, members, periodId } = w;
  const committee = { officer: people.committeeOfficer, unitId: units.committee };
  const titled = (title: string) => ({ form: { title } });
  const [waiting, target] = [
    await submitted(w, titled("Chờ tiếp nhận")),
    await submitted(w, { ...committee, ...titled("Chờ gộp") }),
  ];
  const marking = await appraised(w, titled("Đang chấm"));
  for (const id of councilOf(w).slice(1)) {
    await (await w.as(id)).scoring.handIn(of(marking.id, { marks: { B5: 4 }, comment: "", sheetVersion: 0 }));
  }
  const scored = await closed(w, titled("Đã chấm"));
  const office = await w.as(people.office);
  const convening = await closed(w, titled("Đã triệu tập"));
  const convened = await office.meetings.convene(of(units.ward, aMeeting(w, [convening.id])));
  const voting = await closed(w, titled("Đang biểu quyết"));
  const vote = await opened(w, [voting]);
  for (const id of members) await (await w.as(id)).meetings.vote(of(vote.id, paper(vote, "agree")));
  const candidate = await proposed(w, titled("Đề nghị công nhận"));
  await office.recognition.draft(over(candidate, { step: "recognize", ...aDecision({ number: "20-QĐ/ĐU" }) }));
  const source = await published(w, titled("Đã công bố"));
  const revocation = { step: "revoke" as const, ...aDecision({ number: "21-QĐ/ĐU", ...reason }) };
  await office.recognition.draft(over(source, revocation));
  const province = await w.as(people.provinceOffice);
  const task = await province.replication.give(of(units.otherCell, aTask(w, source)));
  const adopter = await w.as(people.otherOfficer);
  await adopter.replication.accept(over({ id: task.id, version: 1 }, noReason));
  await adopter.replication.start(over({ id: task.id, version: 2 }, noReason));
  const report = { ...noReason, result: "Đã vận động xong các hộ." };
  await adopter.replication.submit(over({ id: task.id, version: 3 }, report));

  const administrator = await w.as(people.administrator);
  const second = randomUUID();
  await insertPerson(db, {
    id: second,
    name: "Quản trị thứ hai",
    username: second,
    passwordHash: "in use",
  });
  const root = { role: "administrator" as const, unitId: units.province, bodyId: null, seat: null };
  const secondPost = await insertPost(db, { ...root, personId: second, validFrom: "2025-07-01" });
  const postOf = async (personId: string) =>
    (await db.selectFrom("post").select("id").where("personId", "=", personId).executeTakeFirstOrThrow()).id;
  const [firstPost, officePost] = [await postOf(people.administrator), await postOf(people.office)];
  const leader = await w.as(people.leader);
  const other = await w.as(second);
  const post = { seat: null, validFrom: today, validTo: null };
  const appointed = await administrator.posts.appoint(
    of(units.ward, { ...post, role: "leader", personId: people.outsider }),
  );
  const seat = await administrator.posts.appoint(
    of(units.ward, { ...post, role: "councilMember", seat: "member", personId: people.officer }),
  );
  await administrator.people.invite(of(officePost, {}));
  const newcomer = await administrator.people.create(
    of(units.ward, {
      name: "Người mới",
      username: "nguoi.moi",
      email: null,
      post: { ...post, role: "viewer" },
    }),
  );
  const slip = await administrator.people.slip({ id: newcomer.postId, data: {} });
  const nobody = callerFor(aContext({ db, actor: null }));
  // Where one person does everything, an administrator also locks one beside them.
  const alone = callerFor(aContext({ db, actor: await actorOf(db, people.administrator, today), needsTwo: false }));
  const [last] = councilOf(w).slice(-1);
  const late = await w.as(last!);
  const first = await w.as(councilOf(w)[0]!);

  const at = (id: string, version: number) => ({ id, version });
  return [
    { name: "model.accept", on: "waiting", take: () => office.models.accept(over(waiting, noReason)) },
    { name: "model.return", on: "waiting", take: () => office.models.return(over(waiting, reason)) },
    { name: "model.reject", on: "waiting", take: () => office.models.reject(over(waiting, reason)) },
    {
      name: "model.withdraw",
      on: "waiting",
      take: async () => (await w.as(people.officer)).models.withdraw(over(waiting, reason)),
    },
    {
      name: "model.merge",
      on: "waiting",
      take: () => office.models.merge(over(waiting, { ...reason, intoId: target.id })),
    },
    {
      name: "model.merge the other way",
      on: "waiting",
      take: () => office.models.merge(over(target, { ...reason, intoId: waiting.id })),
    },
    {
      name: "model.withdraw what is merged into",
      on: "waiting",
      take: async () => (await w.as(people.committeeOfficer)).models.withdraw(over(target, reason)),
    },
    {
      name: "model.create",
      on: "new",
      take: async () =>
        (await w.as(people.officer)).models.create(of(units.cell, { periodId, form: aForm(), continuesId: null })),
    },
    {
      name: "model.suspend what is scored",
      on: "scored",
      take: async () => office.models.suspend(over(await modelNow(scored.id), reason)),
    },
    {
      name: "model.discontinue what is put to the vote",
      on: "vote",
      take: async () => office.models.discontinue(over(await modelNow(voting.id), reason)),
    },
    {
      name: "model.discontinue what is proposed",
      on: "candidate",
      take: async () => office.models.discontinue(over(await modelNow(candidate.modelId), reason)),
    },
    {
      name: "scoring.handIn",
      on: "marking",
      take: () => first.scoring.handIn(of(marking.id, { marks: { B5: 3 }, comment: "", sheetVersion: 0 })),
    },
    {
      name: "scoring.decide",
      on: "marking",
      take: () =>
        office.scoring.decide(of(marking.id, typed({ ...undecidedYet, adjustments: { press: 1 } }, undecidedYet))),
    },
    { name: "scoring.return", on: "marking", take: () => office.scoring.return(over(marking, reason)) },
    { name: "scoring.verify", on: "marking", take: () => office.scoring.verify(over(marking, noReason)) },
    { name: "scoring.close", on: "marking", take: () => office.scoring.close(over(marking, noReason)) },
    { name: "scoring.reopen", on: "scored", take: () => office.scoring.reopen(over(scored, reason)) },
    {
      name: "model.suspend what is called over",
      on: "convened",
      take: async () => office.models.suspend(over(await modelNow(convening.id), reason)),
    },
    {
      name: "meeting.convene",
      on: "scored",
      take: () => office.meetings.convene(of(units.ward, aMeeting(w, [scored.id]))),
    },
    {
      name: "meeting.convene again",
      on: "scored",
      take: () => office.meetings.convene(of(units.ward, aMeeting(w, [scored.id]))),
    },
    {
      name: "meeting.renewRoster",
      on: "convened",
      take: () => office.meetings.renewRoster(over(at(convened.id, 1), {})),
    },
    { name: "meeting.open", on: "convened", take: () => office.meetings.open(over(at(convened.id, 1), {})) },
    { name: "meeting.vote", on: "vote", take: () => late.meetings.vote(of(vote.id, paper(vote, "disagree"))) },
    { name: "meeting.vote twice", on: "vote", take: () => late.meetings.vote(of(vote.id, paper(vote, "agree"))) },
    { name: "meeting.close", on: "vote", take: () => office.meetings.close(over(vote, {})) },
    {
      name: "recognition.recognize",
      on: "candidate",
      take: () => leader.recognition.recognize(over(at(candidate.id, 2), noReason)),
    },
    {
      name: "recognition.decline",
      on: "candidate",
      take: () => leader.recognition.decline(over(at(candidate.id, 2), reason)),
    },
    {
      name: "recognition.hold",
      on: "candidate",
      take: () => office.recognition.hold(over(at(candidate.id, 2), reason)),
    },
    {
      name: "recognition.draft",
      on: "candidate",
      take: () =>
        office.recognition.draft(
          over(at(candidate.id, 2), { step: "recognize", ...aDecision({ number: "22-QĐ/ĐU" }) }),
        ),
    },
    {
      name: "recognition.revoke",
      on: "source",
      take: () => leader.recognition.revoke(over(at(source.id, source.version + 1), noReason)),
    },
    {
      name: "recognition.downgrade",
      on: "source",
      take: () => office.recognition.downgrade(over(at(source.id, source.version + 1), reason)),
    },
    {
      name: "replication.give",
      on: "source",
      take: () => province.replication.give(of(units.committee, aTask(w, source))),
    },
    {
      name: "replication.give twice",
      on: "source",
      take: () => province.replication.give(of(units.committee, aTask(w, source))),
    },
    {
      name: "replication.confirm",
      on: "source",
      take: () => province.replication.confirm(over(at(task.id, 4), noReason)),
    },
    { name: "replication.fail", on: "source", take: () => province.replication.fail(over(at(task.id, 4), reason)) },
    {
      name: "post.appoint to the council",
      on: "convened",
      take: () =>
        administrator.posts.appoint(
          of(units.ward, { ...post, role: "councilMember", seat: "member", personId: people.viewer }),
        ),
    },
    {
      name: "post.confirm of a seat",
      on: "convened",
      take: () => leader.posts.confirm(of(seat.postId, {})),
    },
    {
      name: "post.release of a member",
      on: "convened",
      take: async () => leader.posts.release(of(await postOf(members[0]!), { validTo: today, document: "" })),
    },
    {
      name: "post.end of the first administrator",
      on: "people",
      take: () => other.posts.end(of(firstPost, { validTo: today, document: "" })),
    },
    {
      name: "post.end of the second administrator",
      on: "people",
      take: () => administrator.posts.end(of(secondPost, { validTo: today, document: "" })),
    },
    { name: "post.confirm", on: "people", take: () => leader.posts.confirm(of(appointed.postId, {})) },
    {
      name: "post.end of who waits",
      on: "people",
      take: () => administrator.posts.end(of(appointed.postId, { validTo: today, document: "" })),
    },
    { name: "person.invite", on: "people", take: () => administrator.people.invite(of(newcomer.postId, {})) },
    {
      name: "person.invite an account in use",
      on: "people",
      take: () => administrator.people.invite(of(officePost, {})),
    },
    { name: "person.confirmInvite", on: "people", take: () => leader.people.confirmInvite(of(officePost, {})) },
    {
      name: "session.accept",
      on: "people",
      take: () =>
        nobody.session.acceptInvitation({
          username: "nguoi.moi",
          code: slip.code,
          password: "mật khẩu tự đặt",
        }),
    },
    {
      name: "person.disable",
      on: "people",
      take: () => administrator.people.disable(of(newcomer.postId, { reason: "Chuyển công tác." })),
    },
    {
      name: "person.disable the second administrator",
      on: "people",
      take: () => alone.people.disable(of(secondPost, { reason: "Chuyển công tác." })),
    },
    {
      name: "post.appoint out of reach of the slip",
      on: "people",
      take: () =>
        administrator.posts.appoint(of(units.province, { ...post, role: "viewer", personId: newcomer.personId })),
    },
    { name: "report.freeze", on: "period", take: () => office.reports.freeze(of(units.ward, { periodId })) },
    { name: "period.close", on: "period", take: () => administrator.periods.close(of(units.province, { periodId })) },
  ];
};

const modelNow = async (id: string) =>
  w.db.selectFrom("model").select(["id", "version"]).where("id", "=", id).executeTakeFirstOrThrow();

/** What must hold whatever happened, each a query that finds what breaks it. */
const invariants: Readonly<Record<string, string>> = {
  "a meeting that is not ended is over models whose scoring is closed": `
    select from meeting_item item join meeting on meeting.id = item.meeting_id
      join assessment on assessment.model_id = item.model_id
     where meeting.closed_on is null and assessment.state <> 'closed'`,
  "a model stands before one meeting at a time": `
    select from meeting_item item join meeting on meeting.id = item.meeting_id where meeting.closed_on is null
     group by item.model_id having count(*) > 1`,
  "nothing is merged into what was withdrawn, or in a circle": `
    select from model lost join model target on target.id = lost.merged_into_id
     where lost.state = 'merged' and target.state in ('withdrawn', 'merged')`,
  "an accepted model has its assessment, and no other has one": `
    select from model left join assessment on assessment.model_id = model.id
     where (model.state in ('accepted', 'suspended', 'discontinued')) <> (assessment.id is not null)`,
  "a closed scoring has a verdict over all sheets that count": `
    select from assessment where state = 'closed'
      and not exists (select from verdict where verdict.assessment_id = assessment.id)`,
  "a scoring that was given back to the unit has no sheet handed in": `
    select from assessment join score_sheet sheet on sheet.assessment_id = assessment.id
     where assessment.state = 'open' and sheet.handed_in_at is not null`,
  "the marks of a verdict are those of the sheets that are handed in": `
    select from assessment join lateral (select input from verdict where verdict.assessment_id = assessment.id
      order by created_at desc limit 1) last on true
     where assessment.state = 'closed' and jsonb_array_length(last.input -> 'judged' -> 'B5') <>
       (select count(*) from score_sheet sheet where sheet.assessment_id = assessment.id and handed_in_at is not null)`,
  "whoever voted is on the roster": `
    select from meeting_voter voter where not exists (select from meeting_member member
      where member.meeting_id = voter.meeting_id and member.person_id = voter.person_id)`,
  "there are as many papers on an item as people who voted and had one": `
    select from meeting_item item join meeting on meeting.id = item.meeting_id
     where meeting.opened_on is not null
       and (select sum(ballots) from ballot_box box where box.meeting_item_id = item.id) <>
         (select count(*) from meeting_voter voter where voter.meeting_id = item.meeting_id
           and not exists (select from meeting_recusal recusal where recusal.meeting_item_id = item.id
             and recusal.person_id = voter.person_id))`,
  "an ended vote was counted as it stood": `
    select from meeting_item item join meeting on meeting.id = item.meeting_id
     where meeting.closed_on is not null and (item.agree, item.disagree) is distinct from
       ((select ballots from ballot_box box where box.meeting_item_id = item.id and choice = 'agree'),
        (select ballots from ballot_box box where box.meeting_item_id = item.id and choice = 'disagree'))`,
  "a recognition has one state: decided with a decision, not decided without": `
    select from recognition where (state in ('proposed', 'held', 'declined')) <> (decision_id is null)`,
  "what is revoked has its revocation": `
    select from recognition where (state = 'revoked') <> (revocation_id is not null)`,
  "a model that was stopped is not newly recognised": `
    select from recognition join model on model.id = recognition.model_id
      join event on event.thing_id = recognition.id and event.action = 'recognition.recognize'
      join event stop on stop.thing_id = model.id and stop.action = 'model.discontinue'
     where event.id > stop.id`,
  "a task is given from a source that stood then": `
    select from replication join recognition on recognition.id = replication.recognition_id
      join event given on given.thing_id = replication.id and given.action = 'replication.assign'
      join event ended on ended.thing_id = recognition.id and ended.action in ('recognition.revoke', 'recognition.downgrade')
     where given.id > ended.id`,
  "the highest unit has an administrator whose account is open": `
    select where not exists (select from post join person on person.id = post.person_id
      where post.role = 'administrator' and person.disabled_at is null and post.valid_to is null)`,
  "a person has one open invitation at most": `
    select from invitation where used_at is null and withdrawn_at is null group by person_id having count(*) > 1`,
  "nobody has both a password set by a slip and a newer slip that did not end it": `
    select from invitation used join invitation newer on newer.person_id = used.person_id
      and newer.created_at > used.created_at
     where used.used_at > newer.created_at and newer.waits = false and newer.withdrawn_at is null`,
  "nobody has accepted with a slip of less authority than their post": `
    select from invitation join post on post.person_id = invitation.person_id
     where invitation.used_at is not null and not invitation.invited_from = any(unit_path(post.unit_id, '${today}'))
       and exists (select from event appoint join event accept on accept.thing_id::text = invitation.person_id
         where appoint.thing_id = post.id and appoint.action = 'post.appoint' and accept.action = 'session.accept'
           and accept.id > appoint.id)`,
  "each thing that was made or changed has its event": `
    select from meeting where not exists (select from event where event.thing_id = meeting.id)
    union all select from replication where not exists (select from event where event.thing_id = replication.id)
    union all select from report_snapshot where not exists (select from event where action = 'report.freeze')`,
};

beforeAll(async () => {
  w = await world();
  owner = openPool({ connectionString: w.url });
  steps = await scenery();
  const { rows } = await owner.query<{ name: string; columns: string }>(
    `select c.table_name as name, string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position) as columns
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' group by 1`,
  );
  tables = rows;
  await owner.query("create schema kept");
  for (const { name } of tables) await owner.query(`create table kept."${name}" as table public."${name}"`);
  for (const { name, take } of steps) {
    const before = await everything(w);
    await take();
    const after = await everything(w);
    written.set(
      name,
      Object.keys(after).filter((table) => after[table] !== before[table]),
    );
    await restore(written.get(name) ?? []);
  }
}, 120_000);
afterAll(async () => {
  await owner.end();
  await w.end();
});

/** Puts the scenery back as it was, where steps have written. */
const restore = async (names: readonly string[]): Promise<void> => {
  const touched = tables.filter(({ name }) => names.includes(name));
  await owner.query(
    [
      "begin; set local session_replication_role = replica",
      ...touched.map(({ name }) => `delete from "${name}"`),
      ...touched.map(
        ({ name, columns }) =>
          `insert into "${name}" (${columns}) overriding system value select ${columns} from kept."${name}"`,
      ),
      "commit",
    ].join(";"),
  );
};

const broken = async (): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    Object.entries(invariants)
      .map(([name, query]) => `select '${name.replaceAll("'", "''")}' as name where exists (${query})`)
      .join(" union all "),
  );
  return rows.map(({ name }) => name);
};

/** What a step came to; anything but success and a refusal in the domain's words is a fault. */
const outcomeOf = (outcome: PromiseSettledResult<unknown>): string => {
  if (outcome.status === "fulfilled") return "done";
  const reasonOf = outcome.reason as unknown;
  const cause = reasonOf instanceof TRPCError ? reasonOf.cause : reasonOf;
  return isDomainError(cause) ? cause.code : `fault: ${String(cause)}`;
};

test("each step can be taken alone, and leaves all as it must be", async () => {
  expect(written.size).toBe(steps.length);
  expect(steps.filter(({ name }) => (written.get(name) ?? []).length === 0)).toEqual([]);
  expect(await broken()).toEqual([]);
});

test(
  "S-12: any two steps that write to a common table, or are about one thing, at the same moment leave all as it must be",
  { timeout: 1_800_000 },
  async () => {
    const common = (one: Step, other: Step) =>
      rounds > 1 ||
      one.on === other.on ||
      (written.get(one.name) ?? []).some((table) => !logs.includes(table) && written.get(other.name)?.includes(table));
    const pairs = steps.flatMap((one, index) =>
      steps.slice(index + 1).flatMap((other) => (common(one, other) ? [[one, other] as const] : [])),
    );
    expect(pairs.length).toBeGreaterThan(100);
    const faults: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      for (const [one, other] of pairs) {
        const [first, second] = round % 2 === 0 ? [other, one] : [one, other];
        const outcomes = await Promise.allSettled([first.take(), second.take()]);
        const said = outcomes.map(outcomeOf);
        const wrong = [...(await broken()), ...said.filter((word) => word.startsWith("fault"))];
        if (!said.includes("done")) wrong.push("neither was done");
        if (wrong.length > 0) faults.push(`${first.name} | ${second.name}: ${said.join(" | ")}: ${wrong.join("; ")}`);
        await restore([...(written.get(one.name) ?? []), ...(written.get(other.name) ?? []), ...logs]);
      }
    }
    console.log(`${pairs.length} pairs, ${rounds} rounds`);
    expect(faults).toEqual([]);
  },
);
