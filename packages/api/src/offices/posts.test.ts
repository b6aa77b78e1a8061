import { randomUUID } from "node:crypto";
import { bodyValues, defaultBodyRules, ruleValues } from "@kheo/core/offices/bodies";
import { changesBetween } from "@kheo/core/ground/changes";
import { bodyOfUnit } from "@kheo/db/offices/bodies";
import { actorOf, insertPerson } from "@kheo/db/offices/people";
import { endPost, insertPost, listUnattended } from "@kheo/db/offices/posts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callerFor } from "../index.ts";
import {
  accepted,
  aContext,
  aMeeting,
  appraised,
  closed,
  drafted,
  noReason,
  of,
  over,
  proposed,
  refusalOf,
  today,
  type World,
  world,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const newPerson = async (name: string): Promise<string> => {
  const id = randomUUID();
  await insertPerson(w.db, { id, name, username: id, passwordHash: "none" });
  return id;
};
const administrator = () => w.as(w.people.administrator);
const postsOf = (personId: string) =>
  w.db.selectFrom("post").selectAll().where("personId", "=", personId).orderBy("validFrom").orderBy("id").execute();
const onlyPostOf = async (personId: string) => (await postsOf(personId))[0]!;
const tomorrow = "2026-05-05";

describe("a post that decides", () => {
  const leader = (personId: string) => ({
    personId,
    role: "leader" as const,
    seat: null,
    validFrom: today,
    validTo: null,
  });

  test("S-06: allows nothing before a second person has confirmed it, who is asked to", async () => {
    const id = await newPerson("Nguyễn Thị Lãnh Đạo");
    const { postId } = await (await administrator()).posts.appoint(of(w.units.ward, leader(id)));
    expect((await refusalOf((await w.as(id)).session.told({}))).code).toBe("policy.denied");
    const second = await w.as(w.people.leader);
    expect((await second.posts.waiting({})).map(({ kind, personName }) => [kind, personName])).toEqual([
      ["post", "Nguyễn Thị Lãnh Đạo"],
    ]);
    expect(await (await administrator()).posts.waiting({})).toEqual([]);
    await second.posts.confirm(of(postId, {}));
    expect(await second.posts.waiting({})).toEqual([]);
    expect((await (await w.as(id)).recognition.list({})).total).toBe(0);
    expect((await refusalOf(second.posts.confirm(of(postId, {})))).code).toBe("post.notWaiting");
  });

  test("has its effect at once where the operator has switched the second person off", async () => {
    const id = await newPerson("Nguyễn Thị Lãnh Đạo");
    const actor = await actorOf(w.db, w.people.administrator, today);
    await callerFor(aContext({ db: w.db, actor, needsTwo: false })).posts.appoint(of(w.units.ward, leader(id)));
    expect((await postsOf(id)).map(({ waits }) => waits)).toEqual([false]);
  });
});

describe("a post", () => {
  const office = { role: "standingOffice" as const, validFrom: today, seat: null };

  test("names the organ that carries the duty at the unit, and the document that gave it", async () => {
    const id = await newPerson("Nguyễn Thị Hạnh");
    await (
      await administrator()
    ).posts.appoint(
      of(w.units.ward, { ...office, personId: id, organUnitId: w.units.committee, document: "QĐ 15-QĐ/ĐU" }),
    );
    const model = await drafted(w);
    await (await w.as(id)).models.submit(over(model, noReason));
    const { rows } = await w.pool.query("select capacity from event where action = 'model.submit'");
    expect(rows).toEqual([{ capacity: "Cơ quan thường trực (Ủy ban nhân dân phường) – Phường Trà Câu" }]);
  });

  test("is not carried by an organ of another unit", async () => {
    const id = await newPerson("Nguyễn Thị Hạnh");
    const given = { ...office, personId: id, organUnitId: w.units.otherCell };
    const refused = (await administrator()).posts.appoint(of(w.units.ward, given));
    expect((await refusalOf(refused)).code).toBe("post.organElsewhere");
    expect(await postsOf(id)).toEqual([]);
  });

  test("may be given with its end, and does not end before it begins", async () => {
    const id = await newPerson("Nguyễn Thị Hạnh");
    const caller = await administrator();
    const given = { ...office, personId: id, validTo: "2026-05-03" };
    expect((await refusalOf(caller.posts.appoint(of(w.units.ward, given)))).code).toBe("post.endsBeforeStart");
    await caller.posts.appoint(of(w.units.ward, { ...given, validTo: today }));
    expect((await (await w.as(id)).models.list({})).rows).toEqual([]);
    expect((await refusalOf((await w.as(id, tomorrow)).models.list({}))).code).toBe("policy.denied");
  });

  test("on a body needs a body of that unit and kind, still standing", async () => {
    const id = await newPerson("Nguyễn Thị Hạnh");
    const caller = await administrator();
    const seat = { role: "panelMember" as const, validFrom: today, seat: "member" as const, personId: id };
    const rules = ruleValues(defaultBodyRules);
    const council = (await bodyOfUnit(w.db, w.units.ward))!.id;
    for (const bodyId of [null, council]) {
      const refused = caller.posts.appoint(of(w.units.ward, { ...seat, bodyId }));
      expect((await refusalOf(refused)).code).toBe("post.bodyRequired");
    }
    const given = { kind: "panel" as const, name: "Tổ thẩm định phường", foundedOn: today, ...rules };
    const panel = await caller.bodies.found(of(w.units.ward, given));
    const elsewhere = caller.posts.appoint(of(w.units.otherWard, { ...seat, bodyId: panel.id }));
    expect((await refusalOf(elsewhere)).code).toBe("post.bodyRequired");
    await caller.posts.appoint(of(w.units.ward, { ...seat, bodyId: panel.id }));
    const { seats } = await caller.bodies.get({ id: panel.id, data: {} });
    expect(seats).toMatchObject([{ name: "Nguyễn Thị Hạnh", seat: "member", inForce: true }]);
  });

  test("of a secretary runs the council's sittings and has no vote in them", async () => {
    const id = await newPerson("Thư ký");
    const caller = await administrator();
    await caller.posts.appoint(of(w.units.ward, { role: "secretary", validFrom: today, seat: null, personId: id }));
    const model = await closed(w);
    const secretary = await w.as(id);
    const meeting = await secretary.meetings.convene(of(w.units.ward, aMeeting(w, [model.id])));
    await secretary.meetings.open(over({ id: meeting.id, version: 1 }, {}));
    const seen = await secretary.meetings.get({ id: meeting.id, data: {} });
    expect(seen).toMatchObject({ mayVote: false, mayClose: true });
    expect(seen.members.map(({ name }) => name)).not.toContain("Thư ký");
    expect(seen.meeting.members).toBe(7);
    expect((await refusalOf(secretary.meetings.vote(of(meeting.id, { ballots: [] })))).code).toBe("policy.denied");
    const other = await newPerson("Thư ký ban chỉ đạo");
    const committee = { kind: "steeringCommittee" as const, name: "Ban chỉ đạo phường", foundedOn: today };
    const steering = await caller.bodies.found(of(w.units.ward, { ...committee, ...ruleValues(defaultBodyRules) }));
    const post = { role: "secretary" as const, validFrom: today, seat: null, bodyId: steering.id };
    await caller.posts.appoint(of(w.units.ward, { ...post, personId: other }));
    const stranger = await w.as(other);
    expect(await stranger.meetings.get({ id: meeting.id, data: {} })).toMatchObject({ mayClose: false });
    const close = stranger.meetings.close(over({ id: meeting.id, version: 2 }, {}));
    expect((await refusalOf(close)).code).toBe("policy.denied");
    expect((await refusalOf(secretary.scoring.reopen(over(model, { reason: "Thử mở lại" })))).code).toBe(
      "policy.denied",
    );
  });
});

describe("standing in", () => {
  const term = { validFrom: today, validTo: "2026-05-20" };

  test("lets somebody act in another's place for a time, and every act says so", async () => {
    const id = await newPerson("Trần Văn Thay");
    const post = await onlyPostOf(w.people.office);
    await (await administrator()).posts.substitute(of(post.id, { ...term, personId: id, document: "Giấy ủy quyền 3" }));
    const officer = await w.as(w.people.officer);
    const model = await officer.models.submit(over(await drafted(w), noReason));
    await (await w.as(id)).models.accept(over(model, noReason));
    const { rows } = await w.pool.query("select capacity from event where action = 'model.accept'");
    expect(rows).toEqual([{ capacity: "Cơ quan thường trực, thay Thường trực phường – Phường Trà Câu" }]);
    expect((await refusalOf((await w.as(id, "2026-05-21")).models.list({}))).code).toBe("policy.denied");
  });

  test("ends with the post", async () => {
    const id = await newPerson("Trần Văn Thay");
    const post = await onlyPostOf(w.people.viewer);
    const caller = await administrator();
    await caller.posts.substitute(of(post.id, { ...term, personId: id }));
    await caller.posts.end(of(post.id, { validTo: "2026-05-10" }));
    expect((await onlyPostOf(id)).validTo).toBe("2026-05-10");
  });

  test("is not passed on: nobody stands in for who stands in, nor hands it over; and none begins after its end", async () => {
    const [first, second, third] = [await newPerson("Một"), await newPerson("Hai"), await newPerson("Ba")];
    const post = await onlyPostOf(w.people.leader);
    const caller = await administrator();
    const { postId } = await caller.posts.substitute(of(post.id, { ...term, personId: first }));
    const again = caller.posts.substitute(of(postId, { ...term, personId: second }));
    expect((await refusalOf(again)).code).toBe("post.isSubstitute");
    const given = { lastDay: today, posts: [{ postId, to: second }] };
    expect((await refusalOf(caller.posts.handOver(of(w.units.ward, given)))).code).toBe("post.isSubstitute");
    await caller.posts.substitute(of(post.id, { personId: third, validFrom: "2026-07-01", validTo: "2026-07-31" }));
    await caller.posts.handOver(of(w.units.ward, { lastDay: today, posts: [{ postId: post.id, to: second }] }));
    expect((await onlyPostOf(first)).validTo).toBe(today);
    expect(await postsOf(third)).toEqual([]);
  });

  test.each([
    ["a seat on a council is not lent", "post.seatNotLent", () => w.members[0]!, {}],
    ["nobody stands in for themselves", "post.substituteForSelf", () => w.people.office, { personId: "self" }],
    ["not before the post began", "post.outsideTerm", () => w.people.office, { validFrom: "2025-06-30" }],
    ["not backwards", "post.endsBeforeStart", () => w.people.office, { validTo: "2026-05-03" }],
    ["not by nobody", "person.notFound", () => w.people.office, { personId: randomUUID() }],
  ] as const)("%s", async (_, code, holder, given) => {
    const post = await onlyPostOf(holder());
    const personId = await newPerson("Trần Văn Thay");
    const data = { ...term, personId, ...given };
    const substitute = { ...data, personId: data.personId === "self" ? holder() : data.personId };
    expect((await refusalOf((await administrator()).posts.substitute(of(post.id, substitute)))).code).toBe(code);
    expect(await postsOf(personId)).toEqual([]);
  });
});

describe("whoever leaves", () => {
  test("leaves no unit with work and nobody to do it", async () => {
    await accepted(w);
    const post = await onlyPostOf(w.people.officer);
    const caller = await administrator();
    const alone = await refusalOf(caller.posts.end(of(post.id, { validTo: today })));
    expect(alone.code).toBe("post.leavesUnattended");
    expect(alone.details).toEqual({ role: "Cán bộ đơn vị", unit: "Chi bộ tổ dân phố 3", openWork: 1 });
    const successor = await newPerson("Người kế nhiệm");
    const given = { role: "unitOfficer" as const, validFrom: tomorrow, seat: null, personId: successor };
    await caller.posts.appoint(of(w.units.cell, given));
    await caller.posts.end(of(post.id, { validTo: today }));
    expect(await listUnattended(w.db, w.units.province, tomorrow)).toEqual([]);
  });

  test("may leave a unit where nothing waits", async () => {
    const post = await onlyPostOf(w.people.otherOfficer);
    await (await administrator()).posts.end(of(post.id, { validTo: today }));
    expect((await onlyPostOf(w.people.otherOfficer)).validTo).toBe(today);
  });

  test("is not the last administrator of the highest unit", async () => {
    const post = await onlyPostOf(w.people.administrator);
    const refused = (await administrator()).posts.end(of(post.id, { validTo: today }));
    expect((await refusalOf(refused)).code).toBe("post.leavesUnattended");
  });

  test.each([
    ["locked", { disabledAt: new Date() }, {}],
    ["there for a time only", {}, { validTo: "2026-12-31" }],
  ])("is not followed by an administrator who is %s", async (_, account, term) => {
    const other = await newPerson("Quản trị thứ hai");
    const post = {
      personId: other,
      role: "administrator" as const,
      unitId: w.units.province,
      bodyId: null,
      seat: null,
    };
    await insertPost(w.db, { ...post, validFrom: "2026-01-01", ...term });
    if ("disabledAt" in account) await w.db.updateTable("person").set(account).where("id", "=", other).execute();
    const own = await onlyPostOf(w.people.administrator);
    const refused = (await administrator()).posts.end(of(own.id, { validTo: today }));
    expect((await refusalOf(refused)).code).toBe("post.leavesUnattended");
  });

  test("of two administrators, whenever each leaves, one is kept", async () => {
    const other = await newPerson("Quản trị thứ hai");
    const post = {
      personId: other,
      role: "administrator" as const,
      unitId: w.units.province,
      bodyId: null,
      seat: null,
    };
    const second = await insertPost(w.db, { ...post, validFrom: "2026-01-01" });
    const caller = await administrator();
    await caller.posts.end(of((await onlyPostOf(w.people.administrator)).id, { validTo: "2026-06-30" }));
    const refused = caller.posts.end(of(second, { validTo: today }));
    expect((await refusalOf(refused)).code).toBe("post.leavesUnattended");
    const lockedBy = (one: typeof caller) => refusalOf(one.people.disable(of(second, { reason: "Chuyển công tác" })));
    expect((await lockedBy(caller)).code).toBe("person.disabledFromAbove");
    // Where one person does everything, that person is kept.
    const actor = await actorOf(w.db, w.people.administrator, today);
    const alone = callerFor(aContext({ db: w.db, actor, needsTwo: false }));
    expect((await lockedBy(alone)).code).toBe("post.leavesUnattended");
  });

  test("of two who leave at the same moment, one is kept", async () => {
    await accepted(w);
    const second = await newPerson("Cán bộ thứ hai");
    const given = { role: "unitOfficer" as const, unitId: w.units.cell, bodyId: null, seat: null };
    await insertPost(w.db, { ...given, personId: second, validFrom: "2026-01-01" });
    const caller = await administrator();
    const both = await Promise.all([onlyPostOf(w.people.officer), onlyPostOf(second)]);
    const outcomes = await Promise.allSettled(both.map(({ id }) => caller.posts.end(of(id, { validTo: today }))));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("an administrator of a ward", () => {
  const wardAdministrator = async () => {
    const id = await newPerson("Quản trị phường");
    const post = { role: "administrator" as const, unitId: w.units.ward, bodyId: null, seat: null };
    await insertPost(w.db, { ...post, personId: id, validFrom: "2026-01-01" });
    return w.as(id);
  };

  test("gives no post to people of other places, in no way", async () => {
    const caller = await wardAdministrator();
    const stranger = w.people.otherOfficer;
    const viewer = { role: "viewer" as const, validFrom: today, seat: null, personId: stranger };
    const own = await onlyPostOf(w.people.office);
    for (const call of [
      () => caller.posts.appoint(of(w.units.ward, viewer)),
      () => caller.posts.substitute(of(own.id, { personId: stranger, validFrom: today, validTo: today })),
      () => caller.posts.handOver(of(w.units.ward, { lastDay: today, posts: [{ postId: own.id, to: stranger }] })),
    ]) {
      expect((await refusalOf(call())).code).toBe("person.notFound");
    }
    expect(await postsOf(stranger)).toHaveLength(1);
  });

  test("opens no account whose post elsewhere begins tomorrow", async () => {
    const target = await newPerson("Sắp lên tỉnh");
    const viewer = { personId: target, role: "viewer" as const, bodyId: null, seat: null };
    const postId = await insertPost(w.db, { ...viewer, unitId: w.units.ward, validFrom: "2026-01-01" });
    await insertPost(w.db, { ...viewer, role: "administrator", unitId: w.units.province, validFrom: tomorrow });
    const caller = await wardAdministrator();
    expect((await refusalOf(caller.people.invite(of(postId, {})))).code).toBe("policy.denied");
    expect((await refusalOf(caller.people.disable(of(postId, { reason: "Thử khóa" })))).code).toBe("policy.denied");
    expect((await refusalOf(caller.people.slip({ id: postId, data: {} }))).code).toBe("policy.denied");
  });

  test("keeps no member from marking by making them look on", async () => {
    const model = await appraised(w);
    const member = w.members[0]!;
    const viewer = { role: "viewer" as const, validFrom: today, seat: null, personId: member };
    await (await wardAdministrator()).posts.appoint(of(w.units.cell, viewer));
    const sheet = of(model.id, { marks: { B5: 1 }, comment: "", sheetVersion: 0 });
    expect(await (await w.as(member)).scoring.mark(sheet)).toEqual({ sheetVersion: 1 });
  });
});

describe("handing over", () => {
  const leavingOf = async (personId: string) =>
    (await administrator()).posts.leaving({ id: w.units.province, data: { personId } });

  test("shows every post of the person, what waits there, and where somebody must follow", async () => {
    await accepted(w);
    await appraised(w, { form: { title: "Mô hình đang chấm của chi bộ" } });
    await appraised(w, { form: { title: "Mô hình thứ ba của chi bộ" } });
    // What is only drafted is between the unit and whoever drafts it.
    await drafted(w, { form: { title: "Bản nháp chưa gửi" } });
    expect(await leavingOf(w.people.officer)).toMatchObject([
      { role: "unitOfficer", unitName: "Chi bộ tổ dân phố 3", openWork: 3, others: 0, needsSuccessor: true },
    ]);
    expect(await leavingOf(w.people.committeeMember)).toMatchObject([
      { role: "councilMember", seat: "member", openWork: 0, beingMarked: 2, needsSuccessor: false },
      { role: "unitOfficer", openWork: 0, others: 1, needsSuccessor: false },
    ]);
    expect(await leavingOf(w.people.leader)).toMatchObject([{ role: "leader", openWork: 3, needsSuccessor: true }]);
  });

  test("passes every post on from one day to the next, in one act, told at each post", async () => {
    await accepted(w);
    const [officer, leader] = [await onlyPostOf(w.people.officer), await onlyPostOf(w.people.leader)];
    const [first, second] = [await newPerson("Người thứ nhất"), await newPerson("Người thứ hai")];
    await (
      await administrator()
    ).posts.handOver(
      of(w.units.province, {
        lastDay: "2026-05-31",
        document: "QĐ 20-QĐ/ĐU",
        posts: [
          { postId: officer.id, to: first },
          { postId: leader.id, to: second },
        ],
      }),
    );
    expect((await onlyPostOf(w.people.officer)).validTo).toBe("2026-05-31");
    expect(await onlyPostOf(first)).toMatchObject({
      role: "unitOfficer",
      validFrom: "2026-06-01",
      document: "QĐ 20-QĐ/ĐU",
    });
    expect(await onlyPostOf(second)).toMatchObject({ role: "leader", unitId: w.units.ward, validFrom: "2026-06-01" });
    expect((await (await w.as(w.people.officer, "2026-05-31")).models.list({})).rows).toHaveLength(1);
    expect((await refusalOf((await w.as(w.people.officer, "2026-06-01")).models.list({}))).code).toBe("policy.denied");
    expect((await (await w.as(first, "2026-06-01")).models.list({})).rows).toHaveLength(1);
    const { rows } = await w.pool.query("select unit_id from event where action = 'post.handOver'");
    expect(rows.map((row: { unit_id: string }) => row.unit_id).toSorted()).toEqual(
      [w.units.cell, w.units.cell, w.units.ward, w.units.ward].toSorted(),
    );
  });

  test("does all of it or nothing", async () => {
    await accepted(w);
    const [officer, leader] = [await onlyPostOf(w.people.officer), await onlyPostOf(w.people.leader)];
    const first = await newPerson("Người thứ nhất");
    const posts = [
      { postId: leader.id, to: first },
      { postId: officer.id, to: null },
    ];
    const refused = (await administrator()).posts.handOver(of(w.units.province, { lastDay: today, posts }));
    expect((await refusalOf(refused)).code).toBe("post.leavesUnattended");
    expect((await onlyPostOf(w.people.leader)).validTo).toBeNull();
    expect(await postsOf(first)).toEqual([]);
  });

  test("is not done to posts outside the administrator's reach, nor to the person themselves", async () => {
    const ward = await newPerson("Quản trị phường");
    const post = { role: "administrator" as const, unitId: w.units.ward, bodyId: null, seat: null };
    await insertPost(w.db, { ...post, personId: ward, validFrom: "2026-01-01" });
    const elsewhere = await onlyPostOf(w.people.otherOfficer);
    const give = async (postId: string, to: string) =>
      (await w.as(ward)).posts.handOver(of(w.units.ward, { lastDay: today, posts: [{ postId, to }] }));
    expect((await refusalOf(give(elsewhere.id, w.people.officer))).code).toBe("policy.denied");
    const own = await onlyPostOf(w.people.office);
    expect((await refusalOf(give(own.id, w.people.office))).code).toBe("post.successorIsSelf");
    const elsewhereToo = { id: w.units.ward, data: { personId: w.people.otherOfficer } };
    expect(await (await w.as(ward)).posts.leaving(elsewhereToo)).toEqual([]);
  });

  test("of a post whose end is recorded for that day passes it on", async () => {
    const post = await onlyPostOf(w.people.office);
    await endPost(w.db, post.id, today);
    const posts = [{ postId: post.id, to: w.people.outsider }];
    await (await administrator()).posts.handOver(of(w.units.ward, { lastDay: today, posts }));
    expect(await onlyPostOf(w.people.outsider)).toMatchObject({ validFrom: tomorrow, validTo: null });
  });

  test("of a post that has ended meanwhile is refused", async () => {
    const post = await onlyPostOf(w.people.office);
    await endPost(w.db, post.id, "2026-05-01");
    const posts = [{ postId: post.id, to: w.people.outsider }];
    const refused = (await administrator()).posts.handOver(of(w.units.ward, { lastDay: today, posts }));
    expect((await refusalOf(refused)).code).toBe("post.notInForce");
  });
});

test("a unit with work and nobody to do it is named to administrators", async () => {
  await accepted(w);
  const caller = await administrator();
  expect(await caller.posts.unattended({ id: w.units.province, data: {} })).toEqual([]);
  await endPost(w.db, (await onlyPostOf(w.people.officer)).id, "2026-05-01");
  expect(await caller.posts.unattended({ id: w.units.province, data: {} })).toEqual([
    { unitId: w.units.cell, unitName: "Chi bộ tổ dân phố 3", role: "unitOfficer", openWork: 1 },
  ]);
  expect(await caller.posts.unattended({ id: w.units.otherWard, data: {} })).toEqual([]);
});

describe("a body", () => {
  const found = async (given = {}) =>
    (await administrator()).bodies.found(
      of(w.units.otherWard, {
        kind: "council",
        name: "Hội đồng thẩm định phường Sa Huỳnh",
        foundedOn: "2026-01-15",
        document: "QĐ 3-QĐ/ĐU",
        ...ruleValues(defaultBodyRules),
        ...given,
      }),
    );

  test("counts no seat that waits for the second person, and none confirmed late for what it has before it", async () => {
    const model = await appraised(w);
    const caller = await administrator();
    const [{ bodyId }] = (await w.db
      .selectFrom("post")
      .select("bodyId")
      .where("personId", "=", w.members[0]!)
      .execute()) as [{ bodyId: string }];
    const seat = { role: "councilMember" as const, seat: "member" as const, validFrom: today };
    const { postId, waits } = await caller.posts.appoint(of(w.units.ward, { ...seat, personId: w.people.outsider }));
    expect(waits).toBe(true);
    const office = await w.as(w.people.office);
    const counted = async () => {
      const { members } = await office.scoring.get({ id: model.id, data: {} });
      const { rows: bodies } = await office.bodies.list({ unitId: w.units.ward });
      return [members.length, bodies.find(({ id }) => id === bodyId)?.members];
    };
    expect(await counted()).toEqual([7, 7]);
    const nextDay = await w.as(w.people.leader, "2026-05-05");
    await nextDay.posts.confirm(of(postId, {}));
    expect((await onlyPostOf(w.people.outsider)).validFrom).toBe("2026-05-05");
    const late = await w.as(w.people.outsider, "2026-05-05");
    const marking = late.scoring.mark(of(model.id, { marks: { B5: 5 }, comment: "", sheetVersion: 0 }));
    expect((await refusalOf(marking)).code).toBe("scoring.notMember");
  });

  test("is one council a unit, until it is dissolved with every seat", async () => {
    const { id } = await found();
    expect((await refusalOf(found())).code).toBe("body.alreadyThere");
    const caller = await administrator();
    const seat = { role: "councilMember" as const, validFrom: today, seat: "chair" as const, bodyId: id };
    await caller.posts.appoint(of(w.units.otherWard, { ...seat, personId: w.people.outsider }));
    const later = caller.bodies.dissolve(over({ id, version: 1 }, { dissolvedOn: "2026-06-30" }));
    expect((await refusalOf(later)).code).toBe("body.dissolvedOutside");
    await caller.bodies.dissolve(over({ id, version: 1 }, { dissolvedOn: today }));
    expect((await onlyPostOf(w.people.outsider)).validTo).toBe(today);
    await found({ name: "Hội đồng mới" });
    expect(
      (await caller.bodies.list({ unitId: w.units.otherWard })).rows.map(({ name, dissolvedOn }) => [
        name,
        dissolvedOn,
      ]),
    ).toEqual([
      ["Hội đồng mới", null],
      ["Hội đồng thẩm định phường Sa Huỳnh", today],
    ]);
  });

  test("is not dissolved while a meeting of it is open", async () => {
    const model = await closed(w);
    const office = await w.as(w.people.office);
    await office.meetings.convene(of(w.units.ward, aMeeting(w, [model.id])));
    const id = (await bodyOfUnit(w.db, w.units.ward))!.id;
    const refused = office.bodies.dissolve(over({ id, version: 1 }, { dissolvedOn: today }));
    expect((await refusalOf(refused)).code).toBe("body.hasOpenMeeting");
  });

  test("is not dissolved while it marks, nor before what it marked is voted on, nor before its last act", async () => {
    const office = await w.as(w.people.office);
    const id = (await bodyOfUnit(w.db, w.units.ward))!.id;
    const dissolve = (dissolvedOn: string) => office.bodies.dissolve(over({ id, version: 1 }, { dissolvedOn }));
    await appraised(w);
    expect((await refusalOf(dissolve(today))).details).toMatchObject({ count: 1 });
    const second = await proposed(w, { form: { title: "Mô hình thứ hai của chi bộ" } });
    expect(second.id).not.toBe("");
    expect((await refusalOf(dissolve(today))).details).toMatchObject({ count: 1 });
    await w.db.updateTable("model").set({ state: "discontinued" }).where("state", "=", "accepted").execute();
    expect((await refusalOf(dissolve("2026-05-03"))).code).toBe("body.dissolvedOutside");
    await dissolve(today);
    expect(await bodyOfUnit(w.db, w.units.ward)).toBeUndefined();
  });

  test("changes its rules for meetings to come, not for one that is called together", async () => {
    const model = await closed(w);
    const office = await w.as(w.people.office);
    const { id: meetingId } = await office.meetings.convene(of(w.units.ward, aMeeting(w, [model.id])));
    const id = (await bodyOfUnit(w.db, w.units.ward))!.id;
    const rules = { ...defaultBodyRules, base: "cast" as const, threshold: { part: 2, of: 3, strict: false } };
    const before = bodyValues((await bodyOfUnit(w.db, w.units.ward))!);
    const changes = changesBetween(before, { ...before, name: "Hội đồng đổi tên", ...ruleValues(rules) });
    await office.bodies.edit(of(id, { changes }));
    expect((await bodyOfUnit(w.db, w.units.ward))?.rules).toEqual(rules);
    expect((await office.meetings.get({ id: meetingId, data: {} })).meeting.rules).toEqual(defaultBodyRules);
    const late = (field: string, now: string) =>
      office.bodies.edit(of(id, { changes: changesBetween(before, { ...before, [field]: now }) }));
    expect((await refusalOf(late("name", "Tên khác nữa"))).code).toBe("fieldsClash");
    await late("document", "Quyết định số 7-QĐ/ĐU");
    expect(await bodyOfUnit(w.db, w.units.ward)).toMatchObject({
      name: "Hội đồng đổi tên",
      document: "Quyết định số 7-QĐ/ĐU",
      rules,
    });
  });

  test("is refused rules below two thirds or half by the database itself, until it is dissolved", async () => {
    const id = (await bodyOfUnit(w.db, w.units.ward))!.id;
    const under = (rules: object) => w.pool.query("update body set rules = $2 where id = $1", [id, rules]);
    const { threshold, quorum } = defaultBodyRules;
    for (const rules of [
      { ...defaultBodyRules, quorum: { part: 1, of: 2 } },
      { ...defaultBodyRules, quorum: { ...quorum, part: 4 } },
      { ...defaultBodyRules, threshold: { ...threshold, strict: false } },
      { ...defaultBodyRules, threshold: { part: 1, of: 3, strict: true } },
    ]) {
      await expect(under(rules)).rejects.toThrow("body_rules_are_lawful");
    }
    await under({ ...defaultBodyRules, threshold: { part: 2, of: 3, strict: false } });
  });

  test("that judges is founded neither where models are only proposed nor by the first seat there", async () => {
    const caller = await administrator();
    const council = { kind: "council" as const, name: "Hội đồng chi bộ", document: "", foundedOn: today };
    const founding = caller.bodies.found(of(w.units.otherCell, { ...council, ...ruleValues(defaultBodyRules) }));
    expect((await refusalOf(founding)).code).toBe("body.unitOnlyProposes");
    const seat = { role: "councilMember" as const, seat: "chair" as const, validFrom: today };
    const seating = caller.posts.appoint(of(w.units.otherCell, { ...seat, personId: w.people.outsider }));
    expect((await refusalOf(seating)).code).toBe("body.unitOnlyProposes");
    await caller.bodies.found(of(w.units.otherCell, { ...council, kind: "panel", ...ruleValues(defaultBodyRules) }));
  });

  test.each([
    [
      "more than the whole",
      { quorum: { part: 4, of: 3 } },
      "Số thành viên phải bỏ phiếu: tử số không được lớn hơn mẫu số.",
    ],
    [
      "less than two thirds for the quorum",
      { quorum: { part: 65, of: 98 } },
      "Số thành viên phải bỏ phiếu: không được dưới 2/3 tổng số thành viên.",
    ],
    ["half", { threshold: { part: 1, of: 2 }, strict: false }, "Tỷ lệ đồng ý để thông qua: phải quá một nửa."],
    [
      "less than half",
      { threshold: { part: 49, of: 99 }, strict: true },
      "Tỷ lệ đồng ý để thông qua: phải quá một nửa.",
    ],
    [
      "nothing at all",
      { threshold: { part: 0, of: 2 }, strict: true },
      "Tỷ lệ đồng ý để thông qua: cần một phân số như 2/3, mẫu số không quá 100.",
    ],
  ])("does not take a share of %s", async (_, given, message) => {
    const refused = await refusalOf(found({ ...ruleValues(defaultBodyRules), ...given }));
    expect(refused.details).toMatchObject({ fields: [{ message }] });
  });
});
