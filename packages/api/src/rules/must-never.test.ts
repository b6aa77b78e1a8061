import { randomUUID } from "node:crypto";
import { defaultBodyRules, ruleValues } from "@kheo/core/offices/bodies";
import { errors } from "@kheo/core/rules/errors";
import { insertBody } from "@kheo/db/offices/bodies";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost, type NewPost } from "@kheo/db/offices/posts";
import { beforeAll, afterAll, expect, test } from "vitest";
import type { Caller } from "../index.ts";
import {
  aDecision,
  aForm,
  aMeeting,
  aNumber,
  appraised,
  aReceived,
  aTask,
  closed,
  councilOf,
  everything,
  noReason,
  of,
  over,
  paper,
  published,
  refusalOf,
  submitted,
  today,
  typed,
  undecidedYet,
  type World,
  world,
} from "../testing.ts";

/*
 * What must never happen, written down from how the movement is run: whose task a step is on paper. It does not read
 * the policy; where the two differ, one of them is wrong.
 */

const reason = { reason: "Theo yêu cầu công việc." };
const eight = [1, 2, 3, 4, 5, 6, 7, 8];

/** The ward with its council, another ward without one, so that its models go before the province's. */
const scenery = async () => {
  const w = await world();
  const { db, units, people, members, periodId } = w;
  const bodyOfProvince = await insertBody(db, {
    unitId: units.province,
    name: "Hội đồng tỉnh",
    rules: defaultBodyRules,
  });
  const person = async (name: string, ...posts: readonly Partial<NewPost>[]) => {
    const id = randomUUID();
    await insertPerson(db, { id, name, username: id, passwordHash: "in use" });
    for (const post of posts) {
      await insertPost(db, {
        personId: id,
        role: "viewer",
        unitId: units.ward,
        bodyId: null,
        seat: null,
        validFrom: "2025-07-01",
        ...post,
      });
    }
    return id;
  };
  const seatOfProvince = {
    role: "councilMember",
    unitId: units.province,
    bodyId: bodyOfProvince,
    seat: "member",
  } as const;
  const provinceMembers: string[] = [];
  for (const seat of eight) provinceMembers.push(await person(`Ủy viên tỉnh ${seat}`, seatOfProvince));
  const { bodyId } = await db
    .selectFrom("post")
    .select("bodyId")
    .where("personId", "=", members[0]!)
    .executeTakeFirstOrThrow();
  const others = {
    provinceLeader: await person("Lãnh đạo tỉnh", { role: "leader", unitId: units.province }),
    otherLeader: await person("Lãnh đạo phường khác", { role: "leader", unitId: units.otherWard }),
    cellLeader: await person("Bí thư chi bộ", { role: "leader", unitId: units.cell }),
    cellOffice: await person("Thường trực ở chi bộ khác", { role: "standingOffice", unitId: units.otherCell }),
    both: await person(
      "Một người hai chức vụ",
      { role: "standingOffice", unitId: units.ward },
      { role: "leader", unitId: units.ward },
    ),
    wardSecretary: await person("Thư ký hội đồng phường", { role: "secretary", bodyId }),
    wardAdministrator: await person("Quản trị phường", { role: "administrator" }),
    newcomer: await person("Người mới"),
    seated: await person("Người được cử vào hội đồng"),
    promoted: await person("Người giữ chức ở trên", { role: "viewer" }, { role: "viewer", unitId: units.province }),
  };

  const elsewhere = { officer: people.otherOfficer, office: people.otherOffice, unitId: units.otherCell };
  const provinceOffice = await w.as(people.provinceOffice);
  const waiting = await submitted(w);
  const inWard = await appraised(w, { form: { title: "Mô hình hội đồng phường đang chấm" } });
  const ofCommittee = { officer: people.committeeOfficer, unitId: units.committee };
  const fromCommittee = await appraised(w, { ...ofCommittee, form: { title: "Mô hình của ủy ban" } });
  const inProvince = await appraised(w, { ...elsewhere, form: { title: "Mô hình hội đồng tỉnh đang chấm" } });

  /** Marked by the province's council, and closed by its office. */
  const closedByProvince = async (title: string) => {
    const model = await appraised(w, { ...elsewhere, form: { title } });
    for (const id of provinceMembers)
      await (await w.as(id)).scoring.handIn(of(model.id, { marks: { B5: 4 }, comment: "", sheetVersion: 0 }));
    return provinceOffice.scoring.close(over(model, noReason));
  };
  const before = await closedByProvince("Mô hình tỉnh đã biểu quyết");
  const meetingOf = async (caller: Caller, unitId: string, modelId: string) => {
    const { id } = await caller.meetings.convene(of(unitId, aMeeting(w, [modelId])));
    return { id, version: 1 };
  };
  const opened = async (caller: Caller, meeting: { id: string; version: number }) => {
    await caller.meetings.open(over(meeting, {}));
    const { items } = await caller.meetings.get({ id: meeting.id, data: {} });
    return { id: meeting.id, version: 2, items: items.map(({ id: itemId }) => ({ itemId })) };
  };
  const voted = await opened(provinceOffice, await meetingOf(provinceOffice, units.province, before.id));
  for (const id of provinceMembers) await (await w.as(id)).meetings.vote(of(voted.id, paper(voted, "agree")));
  await provinceOffice.meetings.close(over(voted, {}));
  const [row] = (await provinceOffice.recognition.list({ periodId, states: ["proposed"] })).rows;
  const ofProvince = { id: row!.id, version: 1 };
  await provinceOffice.recognition.draft(over(ofProvince, { step: "recognize", ...aDecision({ number: "9-QĐ/TU" }) }));
  const draftOfProvince = { id: ofProvince.id, version: 2 };

  const convened = await meetingOf(provinceOffice, units.province, (await closedByProvince("Mô hình tỉnh chờ họp")).id);
  const office = await w.as(people.office);
  const source = await published(w, { form: { title: "Mô hình phường đã công bố" } });
  const inVote = await closed(w, { ...ofCommittee, form: { title: "Mô hình của ủy ban đang biểu quyết" } });
  const inWardVote = await opened(office, await meetingOf(office, units.ward, inVote.id));
  await (await w.as(members[0]!)).meetings.vote(of(inWardVote.id, paper(inWardVote, "agree")));
  // Joined on the day of the vote, after it was opened.
  const seatOfWard = { role: "councilMember" as const, unitId: units.ward, bodyId, seat: "member" as const };
  await insertPost(db, { ...seatOfWard, personId: others.newcomer, validFrom: today });

  const task = await provinceOffice.replication.give(of(units.otherCell, aTask(w, source)));
  const otherOfficer = await w.as(people.otherOfficer);
  await otherOfficer.replication.accept(over({ id: task.id, version: 1 }, noReason));
  await otherOfficer.replication.start(over({ id: task.id, version: 2 }, noReason));
  await otherOfficer.replication.submit(
    over({ id: task.id, version: 3 }, { ...noReason, result: "Đã vận động xong." }),
  );
  const result = { id: task.id, version: 4 };

  // The same person drafts a revocation of the ward's recognition and holds the deciding post as well.
  const revocation = { step: "revoke" as const, ...aDecision({ number: "77-QĐ/ĐU", ...reason }) };
  await (await w.as(others.both)).recognition.draft(over(source, revocation));
  const ownDraft = { id: source.id, version: source.version + 1 };

  const administrator = await w.as(people.administrator);
  const postOf = async (personId: string) =>
    (await db.selectFrom("post").select("id").where("personId", "=", personId).executeTakeFirstOrThrow()).id;
  const appointed = await administrator.posts.appoint(
    of(units.ward, { personId: people.outsider, role: "leader", seat: null, validFrom: today, validTo: null }),
  );
  const officePost = await postOf(people.office);
  await administrator.people.invite(of(officePost, {}));
  const secondAdministrator = await administrator.posts.appoint(
    of(units.ward, { personId: people.viewer, role: "administrator", seat: null, validFrom: today, validTo: null }),
  );
  const newLeader = await administrator.people.create(
    of(units.ward, {
      name: "Lãnh đạo mới",
      username: "lanh.dao.moi",
      email: null,
      post: { role: "leader", seat: null, validFrom: today, validTo: null },
    }),
  );
  await (await w.as(people.leader)).posts.confirm(of(newLeader.postId, {}));
  const seat = await administrator.posts.appoint(
    of(units.ward, { personId: others.seated, role: "councilMember", seat: "member", validFrom: today, validTo: null }),
  );
  return {
    seat,
    w,
    others,
    waiting,
    inWard,
    fromCommittee,
    inProvince,
    convened,
    draftOfProvince,
    source,
    inWardVote,
    result,
    ownDraft,
    appointed,
    officePost,
    secondAdministrator,
    newLeader,
    postOf,
    provinceMembers,
  };
};

let s: Awaited<ReturnType<typeof scenery>>;
let w: World;
beforeAll(async () => {
  s = await scenery();
  ({ w } = s);
}, 60_000);
afterAll(() => w.end());

const as = (personId: string) => w.as(personId);
const communeOffice = () => as(w.people.otherOffice);
const communeLeader = () => as(s.others.otherLeader);
const administrator = () => as(w.people.administrator);
const decisions = { figures: { ticks: { A1: [true] } } };
const appointment = (role: NewPost["role"], personId: string, given: object = {}) =>
  of(w.units.ward, { personId, role, seat: null, validFrom: today, validTo: null, ...given });
const asSeat = { seat: "member" as const };

/** Who must never do what; the refusal, where it is another than that the step is not theirs. */
type Never = readonly [sentence: string, attempt: () => Promise<unknown>, code?: keyof typeof errors];

const never: readonly Never[] = [
  // A commune and what is the province's.
  [
    "S-03: a commune's office never closes the scoring of the province's council",
    async () => (await communeOffice()).scoring.close(over(s.inProvince, noReason)),
  ],
  [
    "a commune's office never reopens the scoring of the province's council",
    async () => (await communeOffice()).scoring.reopen(over(s.inProvince, reason)),
  ],
  [
    "a commune's office never takes a model back from the province's council",
    async () => (await communeOffice()).scoring.return(over(s.inProvince, reason)),
  ],
  [
    "a commune's office never records the field check of the province's council",
    async () => (await communeOffice()).scoring.verify(over(s.inProvince, noReason)),
  ],
  [
    "a commune's office never changes evidence or bonus points that the province's council has before it",
    async () => (await communeOffice()).scoring.decide(of(s.inProvince.id, typed(decisions, undecidedYet))),
  ],
  [
    "a commune's office never passes a model on that the province's council has",
    async () => (await communeOffice()).scoring.appraise(over(s.inProvince, noReason)),
  ],
  [
    "a commune's office never calls the province's council together",
    async () => (await communeOffice()).meetings.convene(of(w.units.province, aMeeting(w, [s.inProvince.id]))),
  ],
  [
    "a commune's office never opens the vote of the province's council",
    async () => (await communeOffice()).meetings.open(over(s.convened, {})),
  ],
  [
    "a commune's office never ends the vote of the province's council",
    async () => (await communeOffice()).meetings.close(over(s.convened, {})),
  ],
  [
    "a commune's office never says who votes in the province's council",
    async () => (await communeOffice()).meetings.renewRoster(over(s.convened, {})),
  ],
  [
    "a commune's office never turns the province's secret ballot into an open one",
    async () => (await communeOffice()).meetings.voteOpenly(over(s.convened, {})),
  ],
  [
    "S-03: a commune's leader never recognises in the province's name",
    async () => (await communeLeader()).recognition.recognize(over(s.draftOfProvince, noReason)),
  ],
  [
    "a commune's leader never declines for the province",
    async () => (await communeLeader()).recognition.decline(over(s.draftOfProvince, reason)),
  ],
  [
    "S-03: a commune's leader never publishes the province's decision",
    async () => (await communeLeader()).recognition.publish(over(s.draftOfProvince, noReason)),
  ],
  [
    "a commune's leader never revokes what the province recognised",
    async () => (await communeLeader()).recognition.revoke(over(s.draftOfProvince, noReason)),
  ],
  [
    "a commune's office never drafts a decision of the province",
    async () =>
      (await communeOffice()).recognition.draft(over(s.draftOfProvince, { step: "recognize", ...aDecision() })),
  ],
  [
    "a commune's office never puts a dossier of the province on hold",
    async () => (await communeOffice()).recognition.hold(over(s.draftOfProvince, reason)),
  ],
  [
    "a commune's office never releases a dossier of the province",
    async () => (await communeOffice()).recognition.release(over(s.draftOfProvince, noReason)),
  ],
  [
    "a commune's office never confirms in a re-check what the province recognised",
    async () => (await communeOffice()).recognition.confirm(over(s.draftOfProvince, noReason)),
  ],
  [
    "a commune's office never downgrades what the province recognised",
    async () => (await communeOffice()).recognition.downgrade(over(s.draftOfProvince, reason)),
  ],
  [
    "S-04: a commune's office never accepts the result of the province's task",
    async () => (await communeOffice()).replication.confirm(over(s.result, noReason)),
  ],
  [
    "a commune's office never sends the province's task back for more work",
    async () => (await communeOffice()).replication.requestWork(over(s.result, reason)),
  ],
  [
    "a commune's office never ends the province's task as failed",
    async () => (await communeOffice()).replication.fail(over(s.result, reason)),
  ],
  [
    "a commune's office never takes a number of the province",
    async () => (await communeOffice()).documents.reserve(of(w.units.province, { ...aNumber, symbol: "UBND" })),
  ],
  [
    "a cell's officer never takes a number of the ward",
    async () => (await as(w.people.officer)).documents.reserve(of(w.units.ward, { ...aNumber, symbol: "ĐU" })),
  ],
  [
    "an officer of another ward never writes into a cell's book",
    async () => (await as(w.people.otherOfficer)).documents.record(of(w.units.cell, aReceived)),
  ],
  [
    "a leader never takes a number",
    async () => (await as(w.people.leader)).documents.reserve(of(w.units.ward, { ...aNumber, symbol: "ĐU" })),
  ],
  [
    "a commune's office never freezes the province's report",
    async () => (await communeOffice()).reports.freeze(of(w.units.province, { periodId: w.periodId })),
  ],
  [
    "a ward's secretary never calls the province's council together",
    async () =>
      (await as(s.others.wardSecretary)).meetings.convene(of(w.units.province, aMeeting(w, [s.inProvince.id]))),
  ],

  // The province and what is a ward's own.
  [
    "the province's office never closes the scoring of a ward's council",
    async () => (await as(w.people.provinceOffice)).scoring.close(over(s.inWard, noReason)),
  ],
  [
    "the province's office never ends the vote of a ward's council",
    async () => (await as(w.people.provinceOffice)).meetings.close(over(s.inWardVote, {})),
  ],
  [
    "the province's leader never signs the ward's decision",
    async () => (await as(s.others.provinceLeader)).recognition.revoke(over(s.ownDraft, noReason)),
  ],
  [
    "the province's office never re-checks what the ward recognised",
    async () => (await as(w.people.provinceOffice)).recognition.confirm(over(s.ownDraft, noReason)),
  ],

  // Who proposes, and who carries out.
  [
    "a proposer never accepts its own registration",
    async () => (await as(w.people.officer)).models.accept(over(s.waiting, noReason)),
  ],
  [
    "a proposer never merges another's registration into its own",
    async () => (await as(w.people.otherOfficer)).models.merge(over(s.waiting, { ...noReason, intoId: s.inWard.id })),
  ],
  [
    "a proposer never confirms its own evidence",
    async () => (await as(w.people.officer)).scoring.decide(of(s.inWard.id, typed(decisions, undecidedYet))),
  ],
  [
    "a proposer never closes its own scoring",
    async () => (await as(w.people.officer)).scoring.close(over(s.inWard, noReason)),
  ],
  [
    "S-04: a leader's post at the proposing cell never signs for the ward",
    async () => (await as(s.others.cellLeader)).recognition.revoke(over(s.ownDraft, noReason)),
  ],
  [
    "a leader's post at the proposing cell never publishes for the ward",
    async () => (await as(s.others.cellLeader)).recognition.publish(over(s.ownDraft, noReason)),
  ],
  [
    "who carries out a task never accepts its result",
    async () => (await as(w.people.otherOfficer)).replication.confirm(over(s.result, noReason)),
  ],
  [
    "S-04: an office at the unit that carries out a task never accepts its result",
    async () => (await as(s.others.cellOffice)).replication.confirm(over(s.result, noReason)),
  ],
  [
    "an office never gives a task to its own unit, to accept it afterwards",
    async () => (await as(s.others.cellOffice)).replication.give(of(w.units.otherCell, { ...aTask(w, s.source) })),
    "replication.givenToOneself",
  ],
  [
    "a member from the proposing unit never marks its model",
    async () =>
      (await as(w.people.committeeMember)).scoring.handIn(
        of(s.fromCommittee.id, { marks: { B5: 5 }, comment: "", sheetVersion: 0 }),
      ),
  ],
  [
    "a member from the proposing unit never votes on its model",
    async () => (await as(w.people.committeeMember)).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree"))),
    "meeting.incompleteBallot",
  ],

  // An administrator alone.
  [
    "an administrator never marks",
    async () =>
      (await administrator()).scoring.mark(of(s.inWard.id, { marks: { B5: 5 }, comment: "", sheetVersion: 0 })),
  ],
  [
    "an administrator never votes",
    async () => (await administrator()).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree"))),
  ],
  [
    "an administrator never closes a scoring",
    async () => (await administrator()).scoring.close(over(s.inWard, noReason)),
  ],
  [
    "an administrator never accepts a registration",
    async () => (await administrator()).models.accept(over(s.waiting, noReason)),
  ],
  ["an administrator never ends a vote", async () => (await administrator()).meetings.close(over(s.inWardVote, {}))],
  [
    "an administrator never drafts a decision",
    async () =>
      (await administrator()).recognition.draft(over(s.draftOfProvince, { step: "recognize", ...aDecision() })),
  ],
  [
    "an administrator never recognises",
    async () => (await administrator()).recognition.recognize(over(s.draftOfProvince, noReason)),
  ],
  [
    "an administrator never publishes",
    async () => (await administrator()).recognition.publish(over(s.draftOfProvince, noReason)),
  ],
  [
    "S-06: nobody makes themselves leader",
    async () => (await administrator()).posts.appoint(appointment("leader", w.people.administrator)),
  ],
  [
    "S-06: nobody gives themselves the office",
    async () => (await administrator()).posts.appoint(appointment("standingOffice", w.people.administrator)),
  ],
  [
    "S-06: nobody gives themselves a seat on a council",
    async () => (await administrator()).posts.appoint(appointment("councilMember", w.people.administrator, asSeat)),
  ],
  [
    "S-06: nobody makes themselves secretary of a council",
    async () => (await administrator()).posts.appoint(appointment("secretary", w.people.administrator)),
  ],
  [
    "nobody sends themselves to stand in for a leader",
    async () =>
      (await administrator()).posts.substitute(
        of(await s.postOf(w.people.leader), {
          personId: w.people.administrator,
          validFrom: today,
          validTo: "2026-12-31",
        }),
      ),
  ],
  [
    "nobody hands a leader's post over to themselves",
    async () =>
      (await administrator()).posts.handOver(
        of(w.units.ward, {
          lastDay: today,
          posts: [{ postId: await s.postOf(w.people.leader), to: w.people.administrator }],
        }),
      ),
  ],
  [
    "S-06: who gives a leader's post never confirms it",
    async () => (await administrator()).posts.confirm(of(s.appointed.postId, {})),
  ],
  [
    "S-06: a leader's post that waits for the second person decides nothing",
    async () => (await as(w.people.outsider)).recognition.revoke(over(s.ownDraft, noReason)),
  ],
  [
    "an administrator of the same unit is not the second person for its leader",
    async () => (await as(s.others.wardAdministrator)).posts.confirm(of(s.appointed.postId, {})),
  ],
  [
    "S-06: no slip is printed for an account in use on one person's word",
    async () => (await administrator()).people.slip({ id: s.officePost, data: {} }),
    "person.noInvitation",
  ],
  [
    "S-06: who asks to take an account over never agrees to it themselves",
    async () => (await administrator()).people.confirmInvite(of(s.officePost, {})),
  ],
  [
    "an administrator below never takes over whoever also holds a post above",
    async () => (await as(s.others.wardAdministrator)).people.invite(of(await s.postOf(s.others.promoted), {})),
  ],
  [
    "S-05: nobody is put on a council with an earlier day while it votes",
    async () =>
      (await administrator()).posts.appoint(
        appointment("councilMember", w.people.viewer, { ...asSeat, validFrom: "2026-05-03" }),
      ),
    "post.bodyAtWork",
  ],
  [
    "S-05: no seat is ended with an earlier day while the council votes",
    async () =>
      (await administrator()).posts.end(of(await s.postOf(w.members[0]!), { validTo: "2026-05-03", document: "" })),
    "post.bodyAtWork",
  ],
  [
    "no seat is handed over with an earlier day while the council votes",
    async () =>
      (await administrator()).posts.handOver(
        of(w.units.ward, {
          lastDay: "2026-05-03",
          document: "",
          posts: [{ postId: await s.postOf(w.members[0]!), to: null }],
        }),
      ),
    "post.bodyAtWork",
  ],

  [
    "an administrator never puts somebody else's unit above their own, whose people would have rights in it",
    async () =>
      (await as(s.others.wardAdministrator)).units.setSuperior(
        of(w.units.ward, { line: "vertical", parentId: w.units.otherWard, from: today }),
      ),
  ],
  [
    "nobody makes a unit a province below another, to recognise at its level",
    async () =>
      (await as(s.others.wardAdministrator)).units.create(
        of(w.units.ward, { name: "Tỉnh tự lập", kind: "province", validFrom: today }),
      ),
    "unit.provinceBelow",
  ],
  [
    "an administrator's post that waits for the second person gives no posts",
    async () => (await as(w.people.viewer)).posts.appoint(appointment("leader", w.people.outsider)),
  ],
  [
    "who gives an administrator's post never confirms it, so that none makes a second person of their own",
    async () => (await administrator()).posts.confirm(of(s.secondAdministrator.postId, {})),
  ],
  [
    "a seat on a council that waits for the second person never marks",
    async () =>
      (await as(s.others.seated)).scoring.mark(of(s.inWard.id, { marks: { B5: 5 }, comment: "", sheetVersion: 0 })),
  ],
  [
    "who gives a seat on a council never confirms it, so that nobody alone chooses who judges",
    async () => (await administrator()).posts.confirm(of(s.seat.postId, {})),
  ],
  [
    "an administrator of the same unit is not the second person for its council",
    async () => (await as(s.others.wardAdministrator)).posts.confirm(of(s.seat.postId, {})),
  ],
  [
    "an administrator alone never ends the seat of a member while the council marks or votes",
    async () => (await administrator()).posts.end(of(await s.postOf(w.members[2]!), { validTo: today, document: "" })),
    "post.seatAtWork",
  ],
  [
    "an administrator alone never ends such a seat on a later day either",
    async () =>
      (await administrator()).posts.end(of(await s.postOf(w.members[2]!), { validTo: "2026-05-05", document: "" })),
    "post.seatAtWork",
  ],
  [
    "an administrator alone never hands such a seat over",
    async () =>
      (await administrator()).posts.handOver(
        of(w.units.ward, {
          lastDay: today,
          document: "",
          posts: [{ postId: await s.postOf(w.members[2]!), to: w.people.viewer }],
        }),
      ),
    "post.seatAtWork",
  ],
  [
    "an administrator never ends it in the leader's place",
    async () =>
      (await administrator()).posts.release(of(await s.postOf(w.members[2]!), { validTo: today, document: "" })),
  ],
  [
    "a commune's leader never ends a seat of the province's council",
    async () =>
      (await communeLeader()).posts.release(
        of(await s.postOf(s.provinceMembers[0]!), { validTo: today, document: "" }),
      ),
  ],
  [
    "a leader never ends by that step what is no seat of those who judge",
    async () => (await as(w.people.leader)).posts.release(of(s.officePost, { validTo: today, document: "" })),
    "post.seatNotAtWork",
  ],
  [
    "an administrator of the same unit never locks its leader out",
    async () =>
      (await as(s.others.wardAdministrator)).people.disable(of(await s.postOf(w.people.leader), { ...reason })),
    "person.disabledFromAbove",
  ],
  [
    "an administrator of the province never locks the province's leader out alone",
    async () => (await administrator()).people.disable(of(await s.postOf(s.others.provinceLeader), { ...reason })),
    "person.disabledFromAbove",
  ],
  [
    "an office above never founds a council for a unit below",
    async () =>
      (await as(w.people.provinceOffice)).bodies.found(
        of(w.units.otherWard, {
          kind: "council",
          name: "Hội đồng phường khác",
          document: "",
          foundedOn: today,
          ...ruleValues(defaultBodyRules),
        }),
      ),
  ],
  [
    "who asked for a leader's way in never holds its slip",
    async () => (await administrator()).people.slip({ id: s.newLeader.postId, data: {} }),
    "person.slipBySecond",
  ],
  [
    "a leader's post is never ended with an earlier day",
    async () =>
      (await administrator()).posts.end(of(await s.postOf(w.people.leader), { validTo: "2026-05-03", document: "" })),
    "post.decidingEndsInPast",
  ],

  // The council.
  [
    "S-05: who joins a council after its vote was opened has no paper",
    async () => (await as(s.others.newcomer)).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree"))),
    "meeting.notMember",
  ],
  [
    "a member never votes twice",
    async () => (await as(w.members[0]!)).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree"))),
    "meeting.alreadyVoted",
  ],
  ["a member never ends the vote", async () => (await as(w.members[1]!)).meetings.close(over(s.inWardVote, {}))],
  ["a member never closes the scoring", async () => (await as(w.members[1]!)).scoring.close(over(s.inWard, noReason))],
  [
    "a member of one council never marks what stands before another",
    async () =>
      (await as(s.provinceMembers[0]!)).scoring.mark(
        of(s.inWard.id, { marks: { B5: 5 }, comment: "", sheetVersion: 0 }),
      ),
  ],
  [
    "a member of one council never votes in another",
    async () => (await as(s.provinceMembers[0]!)).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree"))),
  ],
  [
    "a secretary without a seat never votes",
    async () => (await as(s.others.wardSecretary)).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree"))),
  ],
  [
    "the office never votes",
    async () => (await as(w.people.office)).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree"))),
  ],
  [
    "the office never ends a vote before the quorum has voted",
    async () => (await as(w.people.office)).meetings.close(over(s.inWardVote, {})),
    "meeting.noQuorum",
  ],

  // Two persons for a decision.
  [
    "who drafted a decision never confirms it, whatever posts they hold",
    async () => (await as(s.others.both)).recognition.revoke(over(s.ownDraft, noReason)),
    "recognition.ownDraft",
  ],
  [
    "the office never recognises",
    async () => (await as(w.people.provinceOffice)).recognition.recognize(over(s.draftOfProvince, noReason)),
  ],
  [
    "the office never publishes",
    async () => (await as(w.people.provinceOffice)).recognition.publish(over(s.draftOfProvince, noReason)),
  ],
  [
    "a leader never drafts what they decide",
    async () =>
      (await as(s.others.provinceLeader)).recognition.draft(
        over(s.draftOfProvince, { step: "recognize", ...aDecision() }),
      ),
  ],
  [
    "a leader never publishes what is not decided",
    async () => (await as(s.others.provinceLeader)).recognition.publish(over(s.draftOfProvince, noReason)),
    "workflow.wrongState",
  ],
  [
    "a leader never revokes without a draft",
    async () => (await as(s.others.provinceLeader)).recognition.revoke(over(s.draftOfProvince, noReason)),
    "recognition.notDrafted",
  ],
  [
    "a leader never marks",
    async () =>
      (await as(w.people.leader)).scoring.mark(of(s.inWard.id, { marks: { B5: 5 }, comment: "", sheetVersion: 0 })),
  ],
  ["a leader never closes a scoring", async () => (await as(w.people.leader)).scoring.close(over(s.inWard, noReason))],

  // Who only looks on.
  [
    "a guest never registers a model",
    async () =>
      (await as(w.people.viewer)).models.create(
        of(w.units.ward, { periodId: w.periodId, form: aForm(), continuesId: null }),
      ),
  ],
  [
    "whoever's posts have ended never acts in them",
    async () => (await w.as(w.people.leader, "2025-06-30")).recognition.publish(over(s.ownDraft, noReason)),
  ],
];

test("there are more than forty of them, and no two are the same", () => {
  expect(never.length).toBeGreaterThan(40);
  expect(new Set(never.map(([sentence]) => sentence)).size).toBe(never.length);
});

test.each(never.map(([sentence, attempt, code]) => ({ sentence, attempt, code })))(
  "$sentence",
  async ({ attempt, code }) => {
    const before = await everything(w);
    const refusal = await refusalOf(attempt());
    const isForbidden = ["forbidden", "notFound"].includes(errors[refusal.code].kind);
    expect(refusal.code).toBe(code ?? (isForbidden ? refusal.code : "a refusal of the right"));
    expect(await everything(w)).toEqual(before);
  },
);

test("what is refused above is what those may do whose step it is", async () => {
  const second = await as(w.people.leader);
  await second.posts.confirm(of(s.appointed.postId, {}));
  await second.posts.confirm(of(s.seat.postId, {}));
  await (await as(s.others.seated)).scoring.mark(of(s.inWard.id, { marks: { B5: 5 }, comment: "", sheetVersion: 0 }));
  await second.recognition.revoke(over(s.ownDraft, noReason));
  await second.people.confirmInvite(of(s.officePost, {}));
  await (await as(s.others.provinceLeader)).recognition.recognize(over(s.draftOfProvince, noReason));
  await (await as(w.people.provinceOffice)).replication.confirm(over(s.result, noReason));
  await (await as(w.people.provinceOffice)).scoring.return(over(s.inProvince, reason));
  for (const id of councilOf(w).slice(1, 6)) {
    await (await as(id)).meetings.vote(of(s.inWardVote.id, paper(s.inWardVote, "agree")));
  }
  const office = await as(w.people.office);
  await office.meetings.close(over(s.inWardVote, {}));
  await second.posts.release(of(await s.postOf(w.members[2]!), { validTo: today, document: "" }));
  await (await administrator()).people.disable(of(await s.postOf(s.others.otherLeader), { ...reason }));
  const { items, members } = await office.meetings.get({ id: s.inWardVote.id, data: {} });
  expect(members).toHaveLength(7);
  expect(items[0]?.tally).toMatchObject({ members: 7, agree: 6, disagree: 0 });
});
