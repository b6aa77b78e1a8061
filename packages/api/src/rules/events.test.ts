import { withheldTitle } from "@kheo/core/movement/models";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseHead } from "@kheo/core/rules/events";
import { headOf, sealEvents, verifyEvents } from "@kheo/db/rules/chain";
import {
  accepted,
  appraised,
  aTask,
  decided,
  drafted,
  noReason,
  of,
  over,
  proposed,
  published,
  submitted,
  today,
  type World,
  world,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const logOf = async (personId: string, unitId: string, below = true) =>
  (await (await w.as(personId)).events.ofUnit({ id: unitId, data: { below } })).events;

describe("the log of a unit", () => {
  test("tells who did what in which capacity, newest first, of the unit alone or with all below", async () => {
    const sent = await submitted(w);
    await (await w.as(w.people.office)).models.return(over(sent, { reason: "Bổ sung chỉ tiêu." }));
    const events = await logOf(w.people.office, w.units.ward);
    expect(events.map(({ action, personName, capacity, reason }) => [action, personName, capacity, reason])).toEqual([
      ["model.return", "Thường trực phường", "Cơ quan thường trực – Phường Trà Câu", "Bổ sung chỉ tiêu."],
      ["model.submit", "Cán bộ chi bộ", "Cán bộ đơn vị – Chi bộ tổ dân phố 3", ""],
      ["model.create", "Cán bộ chi bộ", "Cán bộ đơn vị – Chi bộ tổ dân phố 3", ""],
    ]);
    expect(events[0]?.title).toMatch(/^MH-2026-0001 Tuyến đường/u);
    expect(await logOf(w.people.office, w.units.ward, false)).toEqual([]);
  });

  test("shows an administrator that something was done, and not of which model or why", async () => {
    const sent = await submitted(w);
    await (await w.as(w.people.office)).models.return(over(sent, { reason: "Bổ sung chỉ tiêu." }));
    const [newest] = await logOf(w.people.administrator, w.units.cell);
    expect(newest).toMatchObject({ action: "model.return", title: "", page: null, reason: "" });
  });

  test("says nothing of a draft to whoever may not see the draft", async () => {
    await drafted(w);
    expect(await logOf(w.people.leader, w.units.ward)).toEqual([]);
    expect(await logOf(w.people.administrator, w.units.province)).toEqual([]);
    expect(await logOf(w.people.office, w.units.ward)).toHaveLength(1);
  });

  test("tells of a sheet that was handed in only once the scoring is closed", async () => {
    const model = await appraised(w);
    const member = await w.as(w.members[0]!);
    await member.scoring.handIn(of(model.id, { marks: { B5: 1 }, comment: "", sheetVersion: 0 }));
    const handIns = async (personId: string) =>
      (await logOf(personId, w.units.ward)).filter(({ action }) => action === "scoring.handIn").length;
    expect(await handIns(w.people.office)).toBe(0);
    expect((await member.events.mine({})).events.map(({ action }) => action)).toEqual([]);
    await (await w.as(w.people.office)).scoring.close(over(model, noReason));
    expect(await handIns(w.people.office)).toBe(1);
    expect((await member.events.mine({})).events.map(({ action }) => action)).toEqual(["scoring.handIn"]);
  });

  test("is read page by page", async () => {
    const office = await w.as(w.people.office);
    const draft = await drafted(w, { officer: w.people.office });
    let step = await office.models.submit(over(draft, noReason));
    for (let turn = 0; turn < 26; turn += 1) {
      step = await office.models.return(over(step, { reason: `Lần trả thứ ${turn}` }));
      step = await office.models.submit(over(step, noReason));
    }
    const first = await office.events.ofUnit({ id: w.units.ward, data: { below: true } });
    expect([first.events.length, first.hasOlder]).toEqual([50, true]);
    const before = first.events.at(-1)!.id;
    const second = await office.events.ofUnit({ id: w.units.ward, data: { below: true, before } });
    expect([second.events.length, second.hasOlder]).toEqual([4, false]);
    const ofModel = async (data: { before?: number }) => {
      const { events, hasOlder } = await office.models.history({ id: draft.id, data });
      return [events.map(({ id }) => id), hasOlder];
    };
    expect(await ofModel({})).toEqual([first.events.map(({ id }) => id), true]);
    expect(await ofModel({ before })).toEqual([second.events.map(({ id }) => id), false]);
  });
});

describe("the log of a person", () => {
  const logOfPerson = async (reader: string, personId: string) =>
    (await (await w.as(reader)).events.ofPerson({ id: w.units.province, data: { personId } })).events;

  test("holds what they did and what was done about their posts, as far as one may read", async () => {
    await accepted(w);
    const post = await w.db
      .selectFrom("post")
      .select("id")
      .where("personId", "=", w.people.viewer)
      .executeTakeFirstOrThrow();
    const administrator = await w.as(w.people.administrator);
    await administrator.posts.end(of(post.id, { validTo: "2026-05-10", document: "QĐ 9-QĐ/ĐU" }));
    const ended = await logOfPerson(w.people.administrator, w.people.viewer);
    expect(ended.map(({ action, title, unitName }) => [action, title, unitName])).toEqual([
      ["post.end", "Khách xem, Người xem", "Phường Trà Câu"],
    ]);
    const office = await logOfPerson(w.people.administrator, w.people.office);
    expect(office.map(({ action }) => action)).toEqual(["model.accept"]);
    const ward = (
      await (
        await w.as(w.people.otherOffice)
      ).events.ofPerson({ id: w.units.otherWard, data: { personId: w.people.office } })
    ).events;
    expect(ward).toEqual([]);
  });
});

describe("C-23: a line about a task names the model that is replicated", () => {
  const titlesOf = async (reader: string) => {
    const { events } = await (await w.as(reader)).events.ofUnit({ id: w.units.otherCell, data: { below: false } });
    return events.map(({ action, title }) => [action, title]);
  };

  test("in the log of the unit, at every step of it", async () => {
    const office = await w.as(w.people.provinceOffice);
    const task = await office.replication.give(of(w.units.otherCell, aTask(w, await published(w))));
    await (await w.as(w.people.otherOfficer)).replication.accept(over({ id: task.id, version: 1 }, noReason));
    const title = expect.stringMatching(/^Tuyến đường/u);
    expect(await titlesOf(w.people.otherOffice)).toEqual([
      ["replication.accept", title],
      ["replication.assign", title],
    ]);
  });

  test.each([
    ["individual", "otherOffice", withheldTitle],
    ["individual", "provinceOffice", expect.stringMatching(/^Tuyến đường/u)],
    ["household", "otherOffice", withheldTitle],
  ] as const)("unless it is about a person who has not agreed (%s, read by %s)", async (kind, reader, title) => {
    const office = await w.as(w.people.provinceOffice);
    const recognition = await published(w);
    await office.replication.give(of(w.units.otherCell, aTask(w, recognition)));
    await w.db.updateTable("model").set({ subjectKind: kind }).where("id", "=", recognition.modelId).execute();
    expect(await titlesOf(w.people[reader])).toEqual([["replication.assign", title]]);
  });
});

test("a vote that is ended and a decision that is published keep where the log stood then", async () => {
  const recognition = await proposed(w);
  const leader = await w.as(w.people.leader);
  const recognized = await decided(w, recognition);
  expect(await sealEvents(w.db)).toBeGreaterThan(10);
  const head = await headOf(w.db);
  await leader.recognition.publish(over(recognized, noReason));
  await submitted(w);
  await sealEvents(w.db);
  const { recognition: published } = await leader.recognition.get({ id: recognition.id, data: {} });
  expect(parseHead(published.logHead ?? "")?.position).toBe(head?.position);
  const shown = parseHead(published.logHead ?? "");
  expect((await verifyEvents(w.db, { today, head: shown! })).differences).toEqual([]);
  const { meeting } = await leader.meetings.get({ id: recognition.meetingId, data: {} });
  expect(meeting.logHead).toBe("");
});
