import { randomUUID } from "node:crypto";
import { insertPerson } from "@kheo/db/people";
import { insertPost } from "@kheo/db/posts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { of, refusalOf, today, type World, world } from "./testing.ts";

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
  password: "mật khẩu đủ dài",
  post: { role: "viewer" as const, validFrom: today, seat: null },
  ...given,
});

describe("an account", () => {
  test("is made with a post, and is what people see in the list of the unit and of those above", async () => {
    const caller = await wardAdministrator();
    await caller.people.create(of(w.units.cell, newcomer()));
    for (const unitId of [w.units.cell, w.units.ward]) {
      const people = await caller.people.list({ id: unitId, data: {} });
      expect(people.find(({ username }) => username === "tran.thi.moi")).toMatchObject({
        name: "Trần Thị Mới",
        role: "viewer",
        unitName: "Chi bộ tổ dân phố 3",
      });
    }
    expect((await refusalOf(caller.people.create(of(w.units.otherWard, newcomer())))).code).toBe("policy.denied");
  });

  test("keeps the hash of its password only, made by what signs people in", async () => {
    await (await wardAdministrator()).people.create(of(w.units.ward, newcomer()));
    const { rows } = await w.pool.query(
      `select account.password from sign_in_account account join person on person.id = account.user_id
        where person.username = 'tran.thi.moi'`,
    );
    expect(rows).toEqual([{ password: "hash of mật khẩu đủ dài" }]);
  });

  test("has a name of its own, also when two take it at once", async () => {
    const caller = await wardAdministrator();
    const outcomes = await Promise.allSettled([1, 2].map(() => caller.people.create(of(w.units.ward, newcomer()))));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(await refusalOf(Promise.reject(refused[0]!.reason))).toMatchObject({
      code: "person.usernameTaken",
      details: { username: "tran.thi.moi" },
    });
  });

  test.each([
    ["a name with marks", { username: "trần.thị" }, "data.username"],
    ["a name of two letters", { username: "tt" }, "data.username"],
    ["a short password", { password: "ngắn" }, "data.password"],
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
    const people = await caller.people.list({ id: w.units.ward, data: {} });
    expect(people.map(({ username }) => username)).toContain("tran.thi.moi");
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

describe("a new password", () => {
  const postOf = async (personId: string, unitId: string) => {
    const { rows } = await w.pool.query<{ id: string }>("select id from post where person_id = $1 and unit_id = $2", [
      personId,
      unitId,
    ]);
    return rows[0]!.id;
  };

  test("ends every session of the person", async () => {
    await w.pool.query(
      "insert into sign_in_session (id, token, user_id, expires_at) values ('s', 't', $1, now() + interval '1 day')",
      [w.people.viewer],
    );
    const postId = await postOf(w.people.viewer, w.units.ward);
    await (await wardAdministrator()).people.resetPassword(of(postId, { password: "mật khẩu mới hẳn" }));
    const { rows } = await w.pool.query("select id from sign_in_session");
    expect(rows).toEqual([]);
  });

  test("is not set for somebody who also holds a post further up, for whoever sets it could act there", async () => {
    const caller = await wardAdministrator();
    const personId = w.people.administrator;
    await caller.posts.appoint(of(w.units.ward, { personId, role: "viewer", validFrom: today, seat: null }));
    const postId = await postOf(personId, w.units.ward);
    const refusal = await refusalOf(caller.people.resetPassword(of(postId, { password: "mật khẩu mới hẳn" })));
    expect(refusal.code).toBe("policy.denied");
    const { rows } = await w.pool.query("select password from sign_in_account where user_id = $1", [personId]);
    expect(rows).toEqual([{ password: "none" }]);
  });
});
