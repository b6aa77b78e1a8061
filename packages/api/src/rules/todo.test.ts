import { randomUUID } from "node:crypto";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import type { Action, Role } from "@kheo/core/rules/policy";
import { defaultBodyRules, quorumOf } from "@kheo/core/offices/bodies";
import { bodyOfUnit, insertBody } from "@kheo/db/offices/bodies";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { afterAll, describe, expect, test } from "vitest";
import type { Caller } from "../index.ts";
import {
  accepted,
  aDecision,
  aNumber,
  appraised,
  aReceived,
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
  declared,
  submitted,
  type World,
  world,
} from "../testing.ts";

/** Leaves behind something of every kind that waits for somebody. */
const fill = async (w: World): Promise<void> => {
  const { people, units } = w;
  const [officer, office, province] = await Promise.all(
    [people.officer, people.office, people.provinceOffice].map((id) => w.as(id)) as [
      Promise<Caller>,
      Promise<Caller>,
      Promise<Caller>,
    ],
  );
  await drafted(w);
  await submitted(w);
  await submitted(w, { officer: people.otherOfficer, unitId: units.otherCell });
  await office.models.return(over(await submitted(w), { reason: "Chưa rõ chỉ tiêu." }));
  await accepted(w);
  await officer.scoring.submit(over(await declared(w), noReason));
  const marked = await appraised(w);
  await appraised(w, { officer: people.committeeOfficer, unitId: units.committee });
  const marks = marksOf(siteClearanceExample, 0);
  await (await w.as(w.members[0]!)).scoring.handIn(of(marked.id, { marks, comment: "", sheetVersion: 0 }));
  await closed(w);
  // Enough have voted that it can be ended, and the first two still have to.
  const meeting = await opened(w, [await closed(w)]);
  for (const id of councilOf(w).slice(2)) await (await w.as(id)).meetings.vote(of(meeting.id, paper(meeting, "agree")));
  await proposed(w);
  const signing = await proposed(w);
  await office.recognition.draft(over(signing, { step: "recognize", ...aDecision({ number: "15-QĐ/ĐU" }) }));
  await office.recognition.hold(over(await proposed(w), { reason: "Chờ xác minh thêm." }));
  const source = await published(w);
  await province.replication.give(of(units.committee, aTask(w, source)));
  await officer.documents.reserve(of(units.cell, aNumber));
  await officer.documents.record(of(units.cell, aReceived));
  await office.documents.reserve(of(units.ward, { ...aNumber, symbol: "ĐU" }));
  await (await w.as(people.otherOfficer)).replication.propose(of(units.otherCell, aTask(w, source)));
};

/** How many of the things that somebody sees say that they wait for whoever looks, by what is to be done. */
const countedOneByOne = async (caller: Caller, periodId: string): Promise<Readonly<Record<string, number>>> => {
  const { actor } = await caller.session.me();
  const sees = (action: Action) => actor?.actions.includes(action);
  const nexts: ({ action: Action; isMine: boolean } | null)[] = [];
  const look = async (about: readonly string[], got: Promise<{ next: { action: Action; isMine: boolean } | null }>) => {
    const { next } = await got;
    if (next && about.some((noun) => next.action.startsWith(noun))) nexts.push(next);
  };
  if (sees("model.view")) {
    const { rows } = await caller.models.list({ periodId, limit: 100 });
    for (const { id } of rows) await look(["model."], caller.models.get({ id, data: {} }));
  }
  if (sees("scoring.view")) {
    for (const { id } of (await caller.scoring.list({ periodId, limit: 100 })).rows)
      await look(["scoring.", "meeting.convene"], caller.scoring.get({ id, data: {} }));
  }
  if (sees("meeting.view")) {
    for (const { id } of (await caller.meetings.list({ periodId, limit: 100 })).rows)
      await look(["meeting."], caller.meetings.get({ id, data: {} }));
  }
  if (sees("recognition.view")) {
    for (const { id } of (await caller.recognition.list({ periodId, limit: 100 })).rows)
      await look(["recognition."], caller.recognition.get({ id, data: {} }));
  }
  if (sees("replication.view")) {
    for (const { id } of (await caller.replication.list({ periodId, limit: 100 })).rows)
      await look(["replication."], caller.replication.get({ id, data: {} }));
  }
  if (sees("document.view")) {
    for (const { id } of (await caller.documents.list({ limit: 100 })).rows)
      await look(["document."], caller.documents.get({ id, data: {} }));
  }
  const mine = nexts.flatMap((next) => (next?.isMine ? [next.action] : []));
  return Object.fromEntries([...Map.groupBy(mine, (action) => action)].map(([action, all]) => [action, all.length]));
};

describe("what waits", async () => {
  const w = await world();
  afterAll(w.end);
  await fill(w);
  // Of another council, whose reach holds the ward and who marks none of its models.
  const provinceMember = randomUUID();
  const { province } = w.units;
  await insertPerson(w.db, { id: provinceMember, name: "Ủy viên tỉnh", username: "uy.vien", passwordHash: "none" });
  const bodyId = await insertBody(w.db, { unitId: province, name: "Hội đồng tỉnh", rules: defaultBodyRules });
  const seat = { role: "councilMember" as const, bodyId, seat: "member" as const, validFrom: "2025-07-01" };
  await insertPost(w.db, { ...seat, personId: provinceMember, unitId: province });

  // The secretary of a panel of the ward prepares nothing of its council.
  const [panelSecretary, secretary] = [randomUUID(), randomUUID()];
  const { ward } = w.units;
  const panel = { unitId: ward, name: "Tổ thẩm định", kind: "panel" as const, rules: defaultBodyRules };
  const council = await bodyOfUnit(w.db, ward);
  for (const [personId, ofBody] of [
    [panelSecretary, await insertBody(w.db, panel)],
    [secretary, council!.id],
  ] as const) {
    await insertPerson(w.db, { id: personId, name: "Thư ký", username: personId, passwordHash: "none" });
    const post = { role: "secretary" as const, unitId: ward, bodyId: ofBody, seat: null, validFrom: "2025-07-01" };
    await insertPost(w.db, { ...post, personId });
  }

  const { outsider: _, ...holding } = w.people;
  const everybody = {
    ...holding,
    provinceMember,
    panelSecretary,
    secretary,
    member: w.members[0]!,
    otherMember: w.members[1]!,
  };
  test.each(Object.entries(everybody))(
    "for the %s is what each of their things says is theirs",
    async (_, personId) => {
      const caller = await w.as(personId);
      const todo = await caller.session.todo({ periodId: w.periodId });
      const byAction = Object.groupBy(todo, ({ action }) => action);
      const counted = Object.fromEntries(
        Object.entries(byAction).map(([action, rows]) => [action, rows.reduce((sum, { count }) => sum + count, 0)]),
      );
      expect(counted).toEqual(await countedOneByOne(caller, w.periodId));
    },
  );

  const words = async (personId: string) =>
    (await (await w.as(personId)).session.todo({ periodId: w.periodId })).map(({ count, text }) => `${count} ${text}`);

  test("is said to an office in the order of the year", async () => {
    expect(await words(w.people.office)).toMatchInlineSnapshot(`
      [
        "1 phiếu đăng ký bị trả lại, cần bổ sung",
        "1 phiếu đăng ký đang soạn, chưa gửi",
        "1 phiếu đăng ký chờ tiếp nhận",
        "1 bảng tự chấm chờ xác nhận",
        "2 bảng điểm đang chấm, chờ đóng",
        "1 mô hình chấm đạt, chờ đưa ra hội đồng",
        "1 phiên họp đang lấy phiếu, chờ kết thúc",
        "1 hồ sơ công nhận đang tạm hoãn",
        "1 mô hình chờ dự thảo quyết định công nhận",
        "2 số văn bản đã giữ, chờ ban hành",
      ]
    `);
    expect(await words(w.people.leader)).toMatchInlineSnapshot(`
      [
        "1 dự thảo quyết định chờ ký xác nhận",
      ]
    `);
    expect(await words(w.people.officer)).toMatchInlineSnapshot(`
      [
        "1 phiếu đăng ký bị trả lại, cần bổ sung",
        "1 phiếu đăng ký đang soạn, chưa gửi",
        "1 bảng điểm cần báo cáo số liệu",
        "1 số văn bản đã giữ, chờ ban hành",
      ]
    `);
    expect(await words(w.people.committeeOfficer)).toMatchInlineSnapshot(`
      [
        "1 nhiệm vụ nhân rộng mới giao, chờ nhận",
      ]
    `);
  });

  test("is late after its day, and says which day that is", async () => {
    const { people, periodId } = w;
    const late = async (personId: string, day: string) =>
      (await (await w.as(personId, day)).session.todo({ periodId }))
        .filter(({ dueOn }) => dueOn !== null)
        .map(({ text, count, late: missed, dueOn }) => [text, count, missed, dueOn]);
    expect(await late(people.committeeOfficer, "2026-10-31")).toEqual([
      ["nhiệm vụ nhân rộng mới giao, chờ nhận", 1, 0, "2026-10-31"],
    ]);
    expect(await late(people.committeeOfficer, "2026-11-01")).toEqual([
      ["nhiệm vụ nhân rộng mới giao, chờ nhận", 1, 1, "2026-10-31"],
    ]);
    expect(await late(people.officer, "2026-03-31")).toEqual([
      ["phiếu đăng ký bị trả lại, cần bổ sung", 1, 0, "2026-03-31"],
      ["phiếu đăng ký đang soạn, chưa gửi", 1, 0, "2026-03-31"],
    ]);
  });
});

describe("what waits no longer", () => {
  test("in a period that is closed", async () => {
    const w = await world();
    await drafted(w);
    await accepted(w);
    const { periodId } = w;
    await (await w.as(w.people.administrator)).periods.close(of(w.units.province, { periodId }));
    const officer = await w.as(w.people.officer);
    expect(await officer.session.todo({ periodId })).toEqual([]);
    await w.end();
  });
});

describe("what is next", () => {
  test("to a task that a ward proposes for itself is the province's, which gives it", async () => {
    const w = await world();
    const { people, units, periodId } = w;
    const source = await published(w);
    const task = await (await w.as(people.otherOffice)).replication.propose(of(units.otherWard, aTask(w, source)));
    const own = await (await w.as(people.otherOffice)).replication.get({ id: task.id, data: {} });
    expect(own.next).toMatchObject({
      action: "replication.assign",
      isMine: false,
      holders: [{ role: "standingOffice", unitName: "Tỉnh Thử Nghiệm" }],
    });
    const waiting = async (personId: string) =>
      (await (await w.as(personId)).session.todo({ periodId })).map(({ action }) => action);
    expect(await waiting(people.otherOffice)).not.toContain("replication.assign");
    expect(await waiting(people.provinceOffice)).toContain("replication.assign");
    await w.end();
  });

  test("to a recognition whose revocation is drafted is told to those who write and sign alone", async () => {
    const w = await world();
    const source = await published(w);
    const draft = { step: "revoke" as const, ...aDecision({ number: "20-QĐ/ĐU", reason: "Không còn giữ vững." }) };
    await (await w.as(w.people.office)).recognition.draft(over(source, draft));
    const nextFor = async (personId: string) =>
      (await (await w.as(personId)).recognition.get({ id: source.id, data: {} })).next?.action ?? null;
    expect(await nextFor(w.people.leader)).toBe("recognition.revoke");
    expect(await nextFor(w.people.officer)).toBeNull();
    await w.end();
  });

  test("does not tell of a meeting to whoever may not see it", async () => {
    const w = await world();
    const model = await closed(w);
    const meeting = await opened(w, [model]);
    const nextFor = async (personId: string) =>
      (await (await w.as(personId)).models.get({ id: model.id, data: {} })).next?.action ?? null;
    expect(await nextFor(w.people.office)).toBe("meeting.vote");
    expect(await nextFor(w.people.officer)).toBeNull();
    for (const id of w.members) await (await w.as(id)).meetings.vote(of(meeting.id, paper(meeting, "agree")));
    expect(await nextFor(w.people.office)).toBe("meeting.close");
    expect(await nextFor(w.people.officer)).toBeNull();
    await w.end();
  });

  test("to a meeting is its votes until enough are cast, then its end, then what it has put forward", async () => {
    const w = await world();
    const meeting = await opened(w, [await closed(w)]);
    const council = councilOf(w);
    const enough = quorumOf(defaultBodyRules, council.length);
    const { office } = w.people;
    const next = async () => {
      const found = await (await w.as(office)).meetings.get({ id: meeting.id, data: {} });
      return [found.next?.action, found.next?.isMine];
    };
    const waits = async () =>
      (await (await w.as(office)).session.todo({ periodId: w.periodId })).some(
        ({ action }) => action === "meeting.close",
      );
    for (const id of council.slice(0, enough)) {
      expect([await next(), await waits()]).toEqual([["meeting.vote", false], false]);
      await (await w.as(id)).meetings.vote(of(meeting.id, paper(meeting, "agree")));
    }
    expect([await next(), await waits()]).toEqual([["meeting.close", true], true]);
    await (await w.as(office)).meetings.close(over(meeting, {}));
    expect([await next(), await waits()]).toEqual([["recognition.draft", true], false]);
    await w.end();
  });

  test("is said on a model at every stage, with who has it", async () => {
    const w = await world();
    const { people } = w;
    const nextFor = async (personId: string, id: string) => {
      const { next } = await (await w.as(personId)).models.get({ id, data: {} });
      const who = next?.holders.map(({ role, unitName }: { role: Role; unitName: string }) => `${role}, ${unitName}`);
      return next && [next.action, next.isMine, ...(who ?? [])];
    };
    const { officer, office, leader } = people;
    const draft = await drafted(w);
    expect(await nextFor(officer, draft.id)).toEqual(["model.submit", true, "unitOfficer, Chi bộ tổ dân phố 3"]);
    const sent = await (await w.as(officer)).models.submit(over(draft, noReason));
    expect(await nextFor(officer, draft.id)).toEqual(["model.accept", false, "standingOffice, Phường Trà Câu"]);
    expect(await nextFor(office, draft.id)).toEqual(["model.accept", true, "standingOffice, Phường Trà Câu"]);
    await (await w.as(office)).models.accept(over(sent, noReason));
    expect(await nextFor(office, draft.id)).toEqual(["scoring.submit", false, "unitOfficer, Chi bộ tổ dân phố 3"]);
    const scored = await closed(w);
    expect(await nextFor(officer, scored.id)).toEqual(["meeting.convene", false, "standingOffice, Phường Trà Câu"]);
    const found = await proposed(w);
    expect(await nextFor(leader, found.modelId)).toEqual([
      "recognition.draft",
      false,
      "standingOffice, Phường Trà Câu",
    ]);
    await (await w.as(office)).recognition.draft(over(found, { step: "recognize", ...aDecision() }));
    expect(await nextFor(leader, found.modelId)).toEqual(["recognition.recognize", true, "leader, Phường Trà Câu"]);
    await w.end();
  });

  test("names nobody where nobody holds the post", async () => {
    const w = await world();
    const model = await submitted(w, { officer: w.people.otherOfficer, unitId: w.units.otherCell });
    await w.db.deleteFrom("post").where("role", "=", "standingOffice").execute();
    const { next } = await (await w.as(w.people.otherOfficer)).models.get({ id: model.id, data: {} });
    expect(next).toEqual({ action: "model.accept", isMine: false, holders: [], dueOn: null });
    await w.end();
  });
});
