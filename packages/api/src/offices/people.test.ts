import { randomUUID } from "node:crypto";
import { actorOf, actorOfSession, insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callerFor } from "../index.ts";
import { aContext, of, refusalOf, today, type World, world } from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

/** An administrator of one ward only. */
const wardAdministrator = async () => {
  const id = randomUUID();
  await insertPerson(w.db, { id, name: "Quản trị phường", username: id, passwordHash: "none" });
  await insertPost(w.db, {
    personId: id,
    role: "administrator",
    unitId: w.units.ward,
    bodyId: null,
    seat: null,
    validFrom: "2026-01-01",
  });
  return w.as(id);
};

const newcomer = (given: object = {}) => ({
  name: "Trần Thị Mới",
  username: "tran.thi.moi",
  email: null,
  post: { role: "viewer" as const, validFrom: today, seat: null },
  ...given,
});

const passwordOf = async (username: string) =>
  (
    await w.pool.query<{ password: string | null }>(
      `select account.password from sign_in_account account join person on person.id = account.user_id
        where person.username = $1 and provider_id = 'credential'`,
      [username],
    )
  ).rows[0]?.password;

const postOf = async (personId: string, unitId: string) =>
  (await w.pool.query<{ id: string }>("select id from post where person_id = $1 and unit_id = $2", [personId, unitId]))
    .rows[0]!.id;

/** A new person of the ward with an open invitation, and the code on their slip. */
const invited = async () => {
  const caller = await wardAdministrator();
  const { personId, postId } = await caller.people.create(of(w.units.ward, newcomer()));
  return { caller, personId, postId, ...(await caller.people.slip({ id: postId, data: {} })) };
};

const accept = (code: string, username = "tran.thi.moi") =>
  callerFor(aContext({ db: w.db, actor: null })).session.acceptInvitation({
    username,
    code,
    password: "mật khẩu tự đặt",
  });

describe("an account", () => {
  test("is made with a post, and is what people see in the list of the unit and of those above", async () => {
    const caller = await wardAdministrator();
    await caller.people.create(of(w.units.cell, newcomer()));
    for (const unitId of [w.units.cell, w.units.ward]) {
      const { rows: people } = await caller.people.list({ unitId });
      expect(people.find(({ username }) => username === "tran.thi.moi")).toMatchObject({
        name: "Trần Thị Mới",
        role: "viewer",
        unitName: "Chi bộ tổ dân phố 3",
      });
    }
    expect((await refusalOf(caller.people.create(of(w.units.otherWard, newcomer())))).code).toBe("policy.denied");
  });

  test("has no password before its person sets one, and then only the hash of it", async () => {
    const { code } = await invited();
    expect(await passwordOf("tran.thi.moi")).toBeNull();
    await accept(code);
    expect(await passwordOf("tran.thi.moi")).toBe("hash of mật khẩu tự đặt");
  });

  test("has a name of its own, also when two take it at once", async () => {
    const caller = await wardAdministrator();
    const outcomes = await Promise.allSettled([1, 2].map(() => caller.people.create(of(w.units.ward, newcomer()))));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect((await refusalOf(Promise.reject(refused[0]!.reason))).code).toBe("person.taken");
  });

  test("Low: whose names and addresses are taken elsewhere is told in one sentence, ten times an hour", async () => {
    const elsewhere = await w.as(w.people.administrator);
    await elsewhere.people.create(of(w.units.otherWard, newcomer({ username: "o.noi.khac", email: "noi@khac.vn" })));
    const caller = await wardAdministrator();
    const tries = (given: object) => refusalOf(caller.people.create(of(w.units.ward, newcomer(given))));
    const byName = await tries({ username: "o.noi.khac" });
    const byAddress = await tries({ email: "noi@khac.vn" });
    expect([byName.code, byName.details]).toEqual([byAddress.code, byAddress.details]);
    for (let more = 0; more < 8; more += 1) await tries({ username: "o.noi.khac" });
    // An account that is made in between gives no further tries.
    expect((await tries({ username: "o.noi.khac" })).code).toBe("session.tooManyAttempts");
    expect((await tries({ username: "ten.chua.ai.dung" })).code).toBe("session.tooManyAttempts");
    // Others go on.
    await elsewhere.people.create(of(w.units.otherWard, newcomer({ username: "nguoi.nua" })));
  });

  test.each([
    ["a name with marks", { username: "trần.thị" }, "data.username"],
    ["a name of two letters", { username: "tt" }, "data.username"],
    ["an e-mail address that is none", { email: "không có" }, "data.email"],
    ["a role that is none", { post: { role: "owner", validFrom: today, seat: null } }, "data.post.role"],
    ["a day that is none", { post: { role: "viewer", validFrom: "2026-13-01", seat: null } }, "data.post.validFrom"],
  ])("is not made with %s", async (_, given, path) => {
    const caller = await wardAdministrator();
    const refusal = await refusalOf(caller.people.create(of(w.units.ward, newcomer(given))));
    expect(refusal).toMatchObject({ code: "input.invalid", details: { fields: [{ path }] } });
  });

  test("is named in small letters without space around", async () => {
    const caller = await wardAdministrator();
    await caller.people.create(of(w.units.ward, newcomer({ username: " Tran.Thi.Moi " })));
    const { rows: people } = await caller.people.list({ unitId: w.units.ward });
    expect(people.map(({ username }) => username)).toContain("tran.thi.moi");
  });
});

describe("an e-mail address", () => {
  test("is optional, and belongs to one person", async () => {
    const caller = await wardAdministrator();
    await caller.people.create(of(w.units.ward, newcomer({ email: " Moi@CoQuan.vn " })));
    const second = newcomer({ username: "nguoi.khac", email: "moi@coquan.vn" });
    expect(await refusalOf(caller.people.create(of(w.units.ward, second)))).toMatchObject({ code: "person.taken" });
    await caller.people.create(of(w.units.ward, { ...second, email: "" }));
    const { rows: people } = await caller.people.list({ unitId: w.units.ward });
    const mailOf = (name: string) => people.find(({ username }) => username === name)?.mail;
    expect([mailOf("tran.thi.moi"), mailOf("nguoi.khac")]).toEqual(["waiting", "none"]);
  });
});

describe("an invitation", () => {
  test("is accepted once, with the code as it was typed from the paper", async () => {
    const { code } = await invited();
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/u);
    await accept(code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l"));
    expect((await refusalOf(accept(code))).code).toBe("invitation.used");
  });

  test("is not accepted with another code, another name, after its time, or after a newer one", async () => {
    const { code, postId, caller } = await invited();
    expect((await refusalOf(accept("0000-0000-0000-0000-0000"))).code).toBe("invitation.wrong");
    expect((await refusalOf(accept(code, "khong.co.ai"))).code).toBe("invitation.wrong");
    await caller.people.invite(of(postId, {}));
    expect((await refusalOf(accept(code))).code).toBe("invitation.expired");
    const newer = await caller.people.slip({ id: postId, data: {} });
    expect(newer.code).not.toBe(code);
    await w.pool.query("update invitation set expires_at = now() where withdrawn_at is null");
    expect((await refusalOf(accept(newer.code))).code).toBe("invitation.expired");
    expect((await refusalOf(caller.people.slip({ id: postId, data: {} }))).code).toBe("person.noInvitation");
    expect(await passwordOf("tran.thi.moi")).toBeNull();
  });

  test("can be accepted by one of two at once", async () => {
    const { code } = await invited();
    const outcomes = await Promise.allSettled([accept(code), accept(code)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("can be printed again while it is open", async () => {
    const { code, postId, caller } = await invited();
    expect(await caller.people.slip({ id: postId, data: {} })).toMatchObject({ code, name: "Trần Thị Mới" });
    await accept(code);
    expect((await refusalOf(caller.people.slip({ id: postId, data: {} }))).code).toBe("person.noInvitation");
  });

  test("is not guessed: the eleventh wrong code from one network is refused, another network goes on", async () => {
    const { code } = await invited();
    const answer = new Headers();
    const from = (network: string) => callerFor(aContext({ db: w.db, actor: null, network, answer }));
    const guess = (network: string, given: string) =>
      from(network).session.acceptInvitation({ username: "tran.thi.moi", code: given, password: "mật khẩu tự đặt" });
    const wrong = async () => (await refusalOf(guess("198.51.100.7", "0000-0000-0000-0000-0000"))).code;
    // At once no more are looked at than one by one.
    const atOnce = await Promise.all(Array.from({ length: 30 }, wrong));
    const looked = atOnce.filter((refused) => refused === "invitation.wrong").length;
    expect(looked).toBeLessThanOrEqual(10);
    for (let number = looked; number < 10; number += 1) expect(await wrong()).toBe("invitation.wrong");
    expect((await refusalOf(guess("198.51.100.7", code))).code).toBe("session.tooManyAttempts");
    expect(Number(answer.get("retry-after"))).toBeGreaterThan(0);
    await guess("203.0.113.9", code);
  });

  test("of an account takes everything away that led into it before", async () => {
    const { code, postId, caller, personId } = await invited();
    await accept(code);
    await w.pool.query(
      `insert into sign_in_session (id, token_hash, user_id, expires_at) values ('s', repeat('t', 43), $1, now() + interval '1 day')`,
      [personId],
    );
    await w.pool.query(
      `insert into sign_in_second_factor (id, user_id, secret, recovery_codes, verified) values ('f', $1, 's', 'c', true)`,
      [personId],
    );
    await w.pool.query(
      `insert into sign_in_account (id, account_id, provider_id, user_id) values ('a', 'sub', 'oidc', $1)`,
      [personId],
    );
    await caller.people.invite(of(postId, {}));
    // Its owner uses it, so nothing happens before a second person agrees.
    const signedIn = await w.pool.query("select count(*) as sessions from sign_in_session");
    expect(signedIn.rows).toEqual([{ sessions: 1 }]);
    expect((await refusalOf(caller.people.slip({ id: postId, data: {} }))).code).toBe("person.noInvitation");
    expect((await refusalOf(caller.people.confirmInvite(of(postId, {})))).code).toBe("post.secondPerson");
    await (await w.as(w.people.leader)).people.confirmInvite(of(postId, {}));
    const { rows } = await w.pool.query(
      `select (select count(*) from sign_in_session) as sessions, (select count(*) from sign_in_second_factor) as factors,
              (select count(*) from sign_in_account where provider_id = 'oidc') as links`,
    );
    expect(rows).toEqual([{ sessions: 0, factors: 0, links: 0 }]);
    expect(await passwordOf("tran.thi.moi")).toBeNull();
    const { rows: events } = await w.pool.query<{ action: string; about: boolean }>(
      "select action, thing_id::text = $1 as about from event order by id",
      [personId],
    );
    expect(events).toEqual(
      ["person.create", "session.accept", "person.invite", "person.confirmInvite"].map((action) => ({
        action,
        about: true,
      })),
    );
  });

  test.each(["leader", "standingOffice"] as const)(
    "S-07: ends when its person is given a post (%s) out of reach of whoever invited them; within it goes on",
    async (role) => {
      const { code, caller, personId, postId } = await invited();
      const post = { personId, seat: null, validFrom: today, validTo: null };
      await caller.posts.appoint(of(w.units.cell, { ...post, role: "unitOfficer" }));
      expect((await caller.people.slip({ id: postId, data: {} })).code).toBe(code);
      const province = await w.as(w.people.administrator);
      await province.posts.appoint(of(w.units.province, { ...post, role }));
      expect((await refusalOf(accept(code))).code).toBe("invitation.expired");
      expect(await passwordOf("tran.thi.moi")).toBeNull();
      expect((await refusalOf(caller.people.slip({ id: postId, data: {} }))).code).toBe("policy.denied");
    },
  );

  test("S-06: of whoever is to decide is printed by the unit that gave it or above, and by another than who asked", async () => {
    const province = await w.as(w.people.administrator);
    const post = { role: "leader" as const, seat: null, validFrom: today, validTo: null };
    const { postId } = await province.people.create(of(w.units.ward, newcomer({ post })));
    await (await w.as(w.people.leader)).posts.confirm(of(postId, {}));
    const ward = await wardAdministrator();
    for (const caller of [province, ward]) {
      expect((await refusalOf(caller.people.slip({ id: postId, data: {} }))).code).toBe("person.slipBySecond");
    }
    expect(await ward.people.invite(of(postId, {}))).toMatchObject({ waits: true });
    const other = randomUUID();
    await insertPerson(w.db, { id: other, name: "Quản trị tỉnh khác", username: other, passwordHash: "none" });
    const root = { role: "administrator" as const, unitId: w.units.province, bodyId: null, seat: null };
    await insertPost(w.db, { ...root, personId: other, validFrom: "2026-01-01" });
    await (await w.as(w.people.leader)).people.confirmInvite(of(postId, {}));
    expect((await (await w.as(other)).people.slip({ id: postId, data: {} })).username).toBe("tran.thi.moi");
  });

  test("S-07: at most one is ever open", async () => {
    const { personId, postId } = await invited();
    const province = await w.as(w.people.administrator);
    for (const _ of [1, 2, 3]) await province.people.invite(of(postId, {}));
    const { rows } = await w.pool.query(
      "select count(*) as open from invitation where person_id = $1 and used_at is null and withdrawn_at is null",
      [personId],
    );
    expect(rows).toEqual([{ open: 1 }]);
  });

  test("S-06: of an account in use is told to its person, the leader of their unit and the administrator above", async () => {
    const caller = await wardAdministrator();
    const postId = await postOf(w.people.office, w.units.ward);
    await caller.people.invite(of(postId, {}));
    for (const id of [w.people.office, w.people.leader, w.people.administrator]) {
      const told = await (await w.as(id)).session.told({});
      expect(told.map(({ action, subjectName }) => [action, subjectName])).toContainEqual([
        "person.invite",
        "Thường trực phường",
      ]);
    }
    expect(await (await w.as(w.people.otherOffice)).session.told({})).toEqual([]);
    const waiting = await (await w.as(w.people.leader)).posts.waiting({});
    expect(waiting.map(({ kind, personName }) => [kind, personName])).toEqual([["invitation", "Thường trực phường"]]);
  });

  test("is not given to somebody who also holds a post further up, for whoever has it could act there", async () => {
    const { caller } = await invited();
    const personId = w.people.administrator;
    const viewer = { personId, role: "viewer" as const, unitId: w.units.ward, bodyId: null, seat: null };
    await insertPost(w.db, { ...viewer, validFrom: today });
    const postId = await postOf(personId, w.units.ward);
    for (const act of [
      () => caller.people.invite(of(postId, {})),
      () => caller.people.slip({ id: postId, data: {} }),
      () => caller.people.disable(of(postId, { reason: "Thử quyền." })),
      () => caller.people.enable(of(postId, {})),
    ]) {
      expect((await refusalOf(act())).code).toBe("policy.denied");
    }
  });
});

describe("an account that is locked", () => {
  test("ends its sessions at once, opens no door, and can be opened again", async () => {
    const { code, postId, caller, personId } = await invited();
    const hash = "h".repeat(43);
    const openSession = () =>
      w.pool.query(
        `insert into sign_in_session (id, token_hash, user_id, expires_at) values ('s', $1, $2, now() + interval '1 day')`,
        [hash, personId],
      );
    await openSession();
    expect((await actorOfSession(w.db, hash, today))?.actor.personId).toBe(personId);
    expect((await refusalOf(caller.people.enable(of(postId, {})))).code).toBe("person.notDisabled");
    await caller.people.disable(of(postId, { reason: "Chuyển công tác." }));
    expect(await actorOfSession(w.db, hash, today)).toBeNull();
    // A session that was just being made when the account was locked is none either.
    await openSession();
    expect(await actorOfSession(w.db, hash, today)).toBeNull();
    expect((await refusalOf(accept(code))).code).toBe("invitation.wrong");
    expect((await refusalOf(caller.people.disable(of(postId, { reason: "Lần nữa." })))).code).toBe(
      "person.alreadyDisabled",
    );
    expect((await refusalOf(caller.people.invite(of(postId, {})))).code).toBe("person.disabled");
    const [row] = (await caller.people.list({ unitId: w.units.ward })).rows.filter(
      (person) => person.personId === personId,
    );
    expect(row).toMatchObject({ account: "disabled", disabledReason: "Chuyển công tác." });
    await caller.people.enable(of(postId, {}));
    expect(await actorOfSession(w.db, hash, today)).toBeNull();
  });

  test("is never one's own", async () => {
    const caller = await w.as(w.people.administrator);
    const postId = await postOf(w.people.administrator, w.units.province);
    for (const act of [
      () => caller.people.disable(of(postId, { reason: "Nhầm lẫn." })),
      () => caller.people.invite(of(postId, {})),
    ]) {
      expect((await refusalOf(act())).code).toBe("person.ownAccount");
    }
  });
});

describe("a post", () => {
  test("is given to a person who is there", async () => {
    const caller = await wardAdministrator();
    const post = { role: "viewer" as const, validFrom: today, seat: null };
    const refusal = await refusalOf(caller.posts.appoint(of(w.units.ward, { ...post, personId: randomUUID() })));
    expect(refusal.code).toBe("person.notFound");
    await caller.posts.appoint(of(w.units.ward, { ...post, personId: w.people.outsider }));
    const report = await (
      await w.as(w.people.outsider)
    ).reports.annual({ id: w.units.ward, data: { periodId: w.periodId } });
    expect(report.unitName).toBe("Phường Trà Câu");
  });

  test("on the council needs a seat, and the first seat founds the council", async () => {
    const administrator = await w.as(w.people.administrator);
    const seat = { personId: w.people.otherOfficer, role: "councilMember" as const, validFrom: today };
    const without = administrator.posts.appoint(of(w.units.otherWard, { ...seat, seat: null }));
    expect((await refusalOf(without)).code).toBe("post.bodyRequired");
    await administrator.posts.appoint(of(w.units.otherWard, { ...seat, seat: "chair" }));
    await administrator.posts.appoint(
      of(w.units.otherWard, { ...seat, personId: w.people.otherOffice, seat: "viceChair" }),
    );
    const { rows } = await w.pool.query("select count(*) as count from body where unit_id = $1", [w.units.otherWard]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  test("ends on a day, not before it began, and once; from the next day on it allows nothing", async () => {
    const administrator = await w.as(w.people.administrator);
    const { postId } = await administrator.people.create(of(w.units.ward, newcomer()));
    const end = (validTo: string) => administrator.posts.end(of(postId, { validTo }));
    expect(await refusalOf(end("2026-05-03"))).toMatchObject({
      code: "post.endsBeforeStart",
      details: { from: "04/05/2026" },
    });
    await end("2026-05-10");
    expect((await refusalOf(end("2026-05-11"))).code).toBe("post.notFound");
    const { rows } = await w.pool.query<{ id: string }>("select id from person where username = 'tran.thi.moi'");
    const on = async (day: string) => (await w.as(rows[0]!.id, day)).session.me();
    expect((await on("2026-05-10")).actor?.posts).toHaveLength(1);
    expect((await on("2026-05-11")).actor?.posts).toHaveLength(0);
  });

  test("is not held twice at once", async () => {
    const caller = await wardAdministrator();
    const post = { personId: w.people.viewer, role: "viewer" as const, validFrom: today, seat: null };
    expect((await refusalOf(caller.posts.appoint(of(w.units.ward, post)))).code).toBe("duplicate");
  });
});

test("S-08: a list that takes too long says in words that it was cut off", async () => {
  const holding = await w.pool.connect();
  await holding.query("begin");
  await holding.query("lock table invitation in access exclusive mode");
  const actor = await actorOf(w.db, w.people.administrator, today);
  await w.db.connection().execute(async (db) => {
    await db
      .selectNoFrom((eb) => eb.fn("set_config", [eb.val("statement_timeout"), eb.val("50"), eb.val(false)]).as("set"))
      .execute();
    const caller = callerFor(aContext({ db, actor }));
    const { code } = await refusalOf(caller.people.list({ unitId: w.units.province }));
    expect(code).toBe("request.tookTooLong");
  });
  await holding.query("rollback");
  holding.release();
});

describe("C-02: somebody whose only post has ended", () => {
  const ended = async () => {
    await w.pool.query("update post set valid_to = '2026-05-01' where person_id = $1", [w.people.officer]);
    const administrator = await w.as(w.people.administrator);
    const { rows } = await administrator.people.list({ ended: true, personId: w.people.officer });
    return { administrator, post: rows[0]! };
  };

  test("is found, and is appointed again", async () => {
    const { administrator } = await ended();
    const given = { personId: w.people.officer, role: "unitOfficer", seat: null, bodyId: null, organUnitId: null };
    const data = { ...given, validFrom: "2026-05-04", validTo: null, document: "12-QĐ/ĐU" } as never;
    await administrator.posts.appoint(of(w.units.committee, data));
    const { rows } = await administrator.people.list({ personId: w.people.officer });
    expect(rows.map(({ unitName, role }) => [unitName, role])).toEqual([["Ủy ban nhân dân phường", "unitOfficer"]]);
  });

  test("has an account that is locked and opened from that row", async () => {
    const { administrator, post } = await ended();
    await administrator.people.disable(of(post.postId, { reason: "Đã chuyển công tác." }));
    expect((await ended()).post.account).toBe("disabled");
    await administrator.people.enable(of(post.postId, {}));
    expect((await ended()).post.account).not.toBe("disabled");
  });

  test("still signs in, and is told of their own account and nothing else", async () => {
    await ended();
    const caller = await w.as(w.people.officer);
    expect((await caller.session.me()).actor).toMatchObject({ posts: [], actions: [] });
    expect((await refusalOf(caller.models.list({}))).code).toBe("policy.denied");
  });
});
