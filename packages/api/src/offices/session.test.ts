import { createHash } from "node:crypto";
import { writeSetting } from "@kheo/db/ground/settings";
import { testDatabase } from "@kheo/db/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callerFor } from "../index.ts";
import { aContext, appraised, callerOf, drafted, of, refusalOf, submitted, type World, world } from "../testing.ts";

describe("what waits for a person", () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const todoOf = async (personId: string) =>
    (await (await w.as(personId)).session.todo({ periodId: w.periodId })).map(({ count, text }) => `${count} ${text}`);

  test("is what they may act on, and nothing of other units", async () => {
    await drafted(w);
    await submitted(w);
    await submitted(w, { officer: w.people.otherOfficer, unitId: w.units.otherCell });
    expect(await todoOf(w.people.officer)).toEqual(["1 phiếu đăng ký đang soạn, chưa gửi"]);
    expect(await todoOf(w.people.office)).toEqual([
      "1 phiếu đăng ký đang soạn, chưa gửi",
      "1 phiếu đăng ký chờ tiếp nhận",
    ]);
    expect(await todoOf(w.people.viewer)).toEqual([]);
  });

  test("for a member of the council is what they have not marked, without their own unit's", async () => {
    const model = await appraised(w);
    await appraised(w, { officer: w.people.committeeOfficer, unitId: w.units.committee });
    expect(await todoOf(w.members[0]!)).toEqual(["2 bảng điểm chờ đồng chí cho điểm"]);
    expect(await todoOf(w.people.committeeMember)).toEqual(["1 bảng điểm chờ đồng chí cho điểm"]);
    await (await w.as(w.members[0]!)).scoring.handIn(of(model.id, { marks: { B5: 4 }, comment: "", sheetVersion: 0 }));
    expect(await todoOf(w.members[0]!)).toEqual(["1 bảng điểm chờ đồng chí cho điểm"]);
  });

  test("the session says what one's posts allow, on the days they are held", async () => {
    const { actor } = await (await w.as(w.people.viewer)).session.me();
    expect(actor?.posts.map(({ role, unitName }) => [role, unitName])).toEqual([["viewer", "Phường Trà Câu"]]);
    expect(actor?.actions).toContain("report.view");
    expect(actor?.actions).not.toContain("model.create");
    const before = await (await w.as(w.people.viewer, "2025-06-30")).session.me();
    expect(before.actor?.actions).toEqual([]);
  });
});

describe("the first administrator", () => {
  const first = async () => {
    const { db } = await testDatabase();
    const caller = callerFor(aContext({ db, actor: null }));
    const token = "đường dẫn một lần";
    await writeSetting(db, "firstAdministrator", { tokenHash: createHash("sha256").update(token).digest("hex") });
    const input = {
      token,
      name: "Quản trị viên",
      username: "quan.tri",
      password: "mật khẩu đủ dài",
      unitName: "Tỉnh Quảng Ngãi",
    };
    return { db, caller, input };
  };

  test("is made by the one-time link, with the highest unit, and may appoint others", async () => {
    const { db, caller, input } = await first();
    await caller.session.firstAdministrator(input);
    const { id } = await db.selectFrom("person").select("id").executeTakeFirstOrThrow();
    const { actor } = await (await callerOf(db, id)).session.me();
    expect(actor?.posts.map(({ role, unitName }) => `${role} ${unitName}`).toSorted()).toEqual([
      "administrator Tỉnh Quảng Ngãi",
      "standingOffice Tỉnh Quảng Ngãi",
    ]);
    expect((await refusalOf(caller.session.firstAdministrator(input))).code).toBe("person.linkUsed");
    await db.destroy();
  });

  test("may say of what kind the highest unit is and since when, so that older units can be entered below it", async () => {
    const { db, caller, input } = await first();
    const unit = { ...input, unitName: "Phường Trà Câu", unitKind: "ward" as const };
    const late = await refusalOf(caller.session.firstAdministrator({ ...unit, unitFrom: "2199-01-01" }));
    expect(late.code).toBe("unit.notYet");
    await caller.session.firstAdministrator({ ...unit, unitFrom: "2020-02-01" });
    const made = await db.selectFrom("unitVersion").select(["name", "kind", "validFrom"]).execute();
    expect(made).toEqual([{ name: "Phường Trà Câu", kind: "ward", validFrom: "2020-02-01" }]);
    await db.destroy();
  });

  test("is not made by a wrong link, nor twice by two at the same moment", async () => {
    const { db, caller, input } = await first();
    const wrong = await refusalOf(caller.session.firstAdministrator({ ...input, token: "đoán" }));
    expect(wrong.code).toBe("person.linkUsed");
    const outcomes = await Promise.allSettled(
      ["mot", "hai", "ba"].map((username) => caller.session.firstAdministrator({ ...input, username })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const people = await db.selectFrom("person").select("id").execute();
    expect(people).toHaveLength(1);
    await db.destroy();
  });
});
