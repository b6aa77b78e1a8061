import { randomUUID } from "node:crypto";
import { type BodyKind, defaultBodyRules, ruleValues } from "@kheo/core/offices/bodies";
import { invitationCode } from "@kheo/core/offices/people";
import type { Role } from "@kheo/core/rules/policy";
import { bodyOfUnit, insertBody } from "@kheo/db/offices/bodies";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isQuery, isVersioned, procedures, questions, run, told } from "./testing-questions.ts";
import {
  accepted,
  aDecision,
  aForm,
  aMeeting,
  aNumber,
  appraised,
  attached,
  aReceived,
  aTask,
  drafted,
  of,
  over,
  published,
  refusalOf,
  submitted,
  today,
  typed,
  type World,
  world,
} from "../testing.ts";

/**
 * Texts that occur nowhere else are written wherever a person can write something that is hidden from somebody; then
 * everybody asks everything, and takes every step that must be refused, and no answer and no refusal may hold a text
 * that its reader is not named for.
 */

let w: World;
let readers: Readonly<Record<string, string>>;
let found: ReadonlyMap<string, ReadonlySet<string>>;
let things: Readonly<Record<string, readonly string[]>>;
afterAll(() => w.end());

const registrants = ["officer", "office", "provinceOffice"];
const councilMembers = ["member", "colleague", "committeeMember"];
/** Who sees what the cell has sent. */
const insiders = [...registrants, "leader", ...councilMembers, "secretary", "panel", "steering"];
const wardAndAbove = ["office", "provinceOffice", "leader"];
const wardInsiders = insiders.filter((name) => name !== "officer");
const administrators = ["administrator", "wardAdministrator"];
const otherWard = ["otherOfficer", "otherOffice", "provinceOffice"];

/** Each planted text and who may be told it, from the work of each, without looking at the policy. */
const plants: Readonly<Record<string, readonly string[]>> = {
  "Bản nháp của chi bộ Zúc": registrants,
  "Thực trạng nháp Zúc": registrants,
  "Người liên hệ nháp Zúc": registrants,
  "0911 000 001": registrants,
  "Bản nháp phường khác Zúc": otherWard,
  "Mô hình đã gửi Zúc": insiders,
  "Người liên hệ Zúc": registrants,
  "0911 000 002": registrants,
  '"birthYear":1931': registrants,
  "Lý do trả lại Zúc": insiders,
  "987654321": ["officer", ...wardAndAbove],
  "Lý do không phát sinh Zúc": ["officer", ...wardAndAbove],
  "Ảnh phiếu nháp Zúc": registrants,
  "Ảnh phiếu đã gửi Zúc": insiders,
  "Ảnh số liệu đang nhập Zúc": ["officer", ...wardAndAbove],
  "Ảnh đã gỡ Zúc": registrants,
  "Lý do bỏ ảnh Zúc": registrants,
  "Nhận xét đã nộp Zúc": ["member"],
  "Nhận xét đang chấm Zúc": ["colleague"],
  "Điển hình Nguyễn Zúc": insiders,
  "Bà Nguyễn Zúc": insiders,
  "Kết quả của bà Zúc": insiders,
  "Lý do thu hồi Zúc": wardAndAbove,
  "Người ký Zúc": wardAndAbove,
  "Lý do kiểm tra lại Zúc": insiders,
  "Phiên họp Zúc": [...wardAndAbove, ...councilMembers, "secretary"],
  "Nội dung nhiệm vụ Zúc": [...insiders, ...otherWard, "viewer"],
  "Nghị quyết Zúc": [...wardAndAbove, ...administrators],
  "Trích yếu văn bản đi Zúc": insiders,
  "Trích yếu văn bản đến Zúc": wardInsiders,
  "Lý do hủy số Zúc": insiders,
  "Quyết định giao việc Zúc": administrators,
  "Lý do khóa Zúc": administrators,
  "thu.rieng@zuc.vn": ["viewer"],
  slip: administrators,
};

/** The texts that a test itself makes, where they are not the key. */
const wordsOf = new Map<string, string>();

const anExemplar = (consentsToPublish: boolean) => ({
  name: "Bà Nguyễn Zúc",
  birthYear: 1931,
  position: "Trưởng thôn",
  consentsToPublish,
});

/** Writes every text where it belongs, through the calls that people use. */
const plant = async () => {
  const { people, units, members, db } = w;
  const [officer, office, administrator] = [
    await w.as(people.officer),
    await w.as(people.office),
    await w.as(people.administrator),
  ];

  const items = { ...aForm().items, situation: "Thực trạng nháp Zúc, đủ mười ký tự." };
  const contact = { contactName: "Người liên hệ nháp Zúc", contactPhone: "0911 000 001" };
  const draft = await drafted(w, { form: { title: "Bản nháp của chi bộ Zúc", items, ...contact } });
  const { otherOfficer, otherOffice } = people;
  const elsewhere = { officer: otherOfficer, office: otherOffice, unitId: units.otherCell };
  const otherDraft = await drafted(w, { ...elsewhere, form: { title: "Bản nháp phường khác Zúc" } });
  const sent = await submitted(w, {
    form: {
      title: "Mô hình đã gửi Zúc",
      subjectKind: "individual",
      exemplar: { ...anExemplar(true), name: "Ông Trần Văn Mười" },
      contactName: "Người liên hệ Zúc",
      contactPhone: "0911 000 002",
    },
  });
  await office.models.return(over(sent, { reason: "Lý do trả lại Zúc" }));

  const open = await accepted(w, { form: { title: "Mô hình đang nhập số liệu" } });
  const figures = { figures: { hhAffected: 987_654_321 }, ticks: {}, claims: { B2: "Lý do không phát sinh Zúc" } };
  await officer.scoring.declare(of(open.id, typed(figures, { figures: {}, ticks: {}, claims: {} })));
  const files = [
    await attached(w, { to: draft.id, title: "Ảnh phiếu nháp Zúc" }),
    await attached(w, { to: open.id, title: "Ảnh phiếu đã gửi Zúc" }),
    await attached(w, { to: open.id, title: "Ảnh số liệu đang nhập Zúc", criterion: "A1" }),
    await attached(w, { to: open.id, title: "Ảnh đã gỡ Zúc" }),
    await attached(w, { to: open.id, title: "Ảnh đã bỏ" }),
  ];
  for (const { id } of files.slice(3)) await officer.evidence.detach(of(id, { from: open.id }));
  await officer.evidence.remove(over({ id: files[4]!.id, version: 1 }, { reason: "Lý do bỏ ảnh Zúc" }));
  const marked = await appraised(w, { form: { title: "Mô hình đang được chấm điểm" } });
  const sheet = { marks: { B5: 1 }, sheetVersion: 0 };
  const [member, colleague] = [await w.as(members[0]!), await w.as(members[1]!)];
  await member.scoring.mark(of(marked.id, { ...sheet, comment: "Nhận xét đã nộp Zúc" }));
  await colleague.scoring.mark(of(marked.id, { ...sheet, comment: "Nhận xét đang chấm Zúc" }));

  const recognition = await published(w, {
    form: {
      title: "Điển hình Nguyễn Zúc",
      items: { ...aForm().items, outputs: "Kết quả của bà Zúc, ghi rõ." },
    },
  });
  const task = await (
    await w.as(people.provinceOffice)
  ).replication.give(of(units.otherCell, { ...aTask(w, recognition), content: "Nội dung nhiệm vụ Zúc" }));
  // The criteria of a person are others; what matters here is whose the model is.
  const { rows } = await w.pool.query<{ form: object }>("select form from model where id = $1", [recognition.modelId]);
  const form = { ...rows[0]?.form, subjectKind: "individual", exemplar: anExemplar(false) };
  await w.pool.query("update model set subject_kind = 'individual', form = $1 where id = $2", [
    JSON.stringify(form),
    recognition.modelId,
  ]);
  const snapshot = await office.reports.freeze(of(units.ward, { periodId: w.periodId }));
  await office.recognition.confirm(over(recognition, { reason: "Lý do kiểm tra lại Zúc" }));
  const revocation = { step: "revoke" as const, ...aDecision({ number: "40-QĐ/ĐU", signatory: "Người ký Zúc" }) };
  const waiting = { id: recognition.id, version: recognition.version + 1 };
  await office.recognition.draft(over(waiting, { ...revocation, reason: "Lý do thu hồi Zúc" }));

  const reserved = await officer.documents.reserve(
    of(units.cell, { ...aNumber, abstract: "Trích yếu văn bản đi Zúc" }),
  );
  await officer.documents.cancel(over({ id: reserved.id, version: 1 }, { reason: "Lý do hủy số Zúc" }));
  const received = { ...aReceived, abstract: "Trích yếu văn bản đến Zúc" };
  const recorded = await office.documents.record(of(units.ward, received));

  const { id: reorganisationId } = await administrator.reorganisations.plan(
    of(units.ward, { title: "Sắp xếp", basis: "Nghị quyết Zúc", effectiveOn: today, changes: [] }),
  );
  const newcomer = (name: string) => ({
    name: "Người mới đến",
    username: name,
    email: null,
    post: { role: "viewer" as const, validFrom: today, seat: null, document: "Quyết định giao việc Zúc" },
  });
  const invited = await administrator.people.create(of(units.ward, newcomer("nguoi.duoc.moi")));
  const locked = await administrator.people.create(of(units.cell, newcomer("nguoi.bi.khoa")));
  await administrator.people.disable(of(locked.postId, { reason: "Lý do khóa Zúc" }));
  const invitation = await db
    .selectFrom("invitation")
    .select("id")
    .where("personId", "=", invited.personId)
    .executeTakeFirstOrThrow();
  wordsOf.set("slip", invitationCode(Buffer.from(invitation.id.replaceAll("-", "").repeat(2), "hex")));
  await w.pool.query("update person set email = 'thu.rieng@zuc.vn' where id = $1", [people.viewer]);
  await w.pool.query("update meeting set title = 'Phiên họp Zúc' where id = $1", [recognition.meetingId]);

  const models = [draft.id, otherDraft.id, sent.id, open.id, marked.id, recognition.modelId];
  return {
    models,
    scoring: models,
    evidence: [...files.map(({ id }) => id), ...models],
    meetings: [recognition.meetingId],
    recognition: [recognition.id],
    replication: [task.id],
    reports: [snapshot.id],
    reorganisations: [reorganisationId],
    bodies: [(await bodyOfUnit(db, units.ward))!.id],
    people: [invited.postId, locked.postId],
    posts: [invited.postId, locked.postId],
    documents: [reserved.id, recorded.id],
    clusters: [],
    advisory: [],
  };
};

/** Everybody who looks: those of the world, and whoever of a kind it has not. */
const readersOf = async () => {
  const { people, units, members, db } = w;
  const newcomer = async (role: Role, bodyId: string | null) => {
    const id = randomUUID();
    await insertPerson(db, { id, name: "Người được hỏi", username: id, passwordHash: "none" });
    const seat = bodyId === null || role === "secretary" ? null : ("member" as const);
    await insertPost(db, { personId: id, role, unitId: units.ward, bodyId, seat, validFrom: "2025-07-01" });
    return id;
  };
  const aBody = (kind: BodyKind) =>
    insertBody(db, { unitId: units.ward, name: "Tổ, ban", kind, rules: defaultBodyRules });
  return {
    ...people,
    member: members[0]!,
    colleague: members[1]!,
    secretary: await newcomer("secretary", (await bodyOfUnit(db, units.ward))!.id),
    panel: await newcomer("panelMember", await aBody("panel")),
    steering: await newcomer("steeringMember", await aBody("steeringCommittee")),
    wardAdministrator: await newcomer("administrator", null),
  };
};

/** Steps that add something, so that they are refused or say nothing new: what is hidden is named in them by its id. */
const toUnits = (): Readonly<Record<string, readonly unknown[]>> => {
  const { periodId, people } = w;
  const [draft, otherDraft, sent] = things["models"]!;
  const form = aForm({ title: "Mô hình thử" });
  const post = { role: "viewer", validFrom: today, seat: null };
  const task = { ...aTask(w, { id: things["recognition"]![0]! }), dueOn: "2025-01-01", reason: "" };
  const meeting = aMeeting(w, [draft!, otherDraft!, sent!]);
  const rules = { ...ruleValues(defaultBodyRules), quorum: { part: 3, of: 2 } };
  return {
    "advisory.assign": [{ level: "commune", duty: "massMobilization", bodyName: "" }],
    "bodies.found": [{ kind: "council", name: "Hội đồng", foundedOn: today, ...rules }],
    "clusters.found": [{ kind: "cluster", name: "", document: "", validFrom: today }],
    "documents.reserve": [
      { ...aNumber, symbol: "không có" },
      { ...aNumber, type: "HD" },
      { ...aNumber, startAt: 1 },
    ],
    "documents.record": [aReceived, { ...aReceived, issuedOn: "2027-01-01" }],
    "meetings.convene": [meeting, ...meeting.modelIds.map((id) => ({ ...meeting, modelIds: [id] }))],
    "models.create": [draft, otherDraft].map((continuesId) => ({ periodId, form, continuesId })),
    "people.create": [{ name: "Người trùng", username: people.office, email: "thu.rieng@zuc.vn", post }],
    "periods.open": [{ title: "Năm", opensOn: today, registrationClosesOn: "2026-01-01", endsOn: today }],
    "periods.extend": [periodId, randomUUID()].map((one) => ({
      periodId: one,
      unitId: null,
      until: "2020-01-01",
      reason: "Do bão.",
      number: "12-CV/ĐU",
      signedOn: today,
    })),
    "periods.close": [{ periodId: randomUUID() }],
    "posts.appoint": [{ ...post, personId: randomUUID() }],
    "posts.handOver": [{ lastDay: "2020-01-01", posts: [{ postId: things["people"]![0], to: people.outsider }] }],
    "reorganisations.plan": [{ title: "", basis: "", effectiveOn: today, changes: [] }],
    "replication.propose": [task],
    "replication.give": [task],
    "reports.freeze": [{ periodId: randomUUID() }],
    "scoring.begin": [{ periodId, set: "DVK-GPMB" }],
    "units.create": [{ name: "", kind: "partyCell", validFrom: today }],
    "units.recordProfile": [{}],
    "units.setSuperior": [{ line: "vertical", parentId: randomUUID(), from: "2020-01-01" }],
  };
};
const toThings = (): Readonly<Record<string, readonly unknown[]>> => {
  const change = { changes: [{ path: ["title"], was: "Không phải tên", now: "Tên mới hẳn" }] };
  return {
    "reports.issue": [{ signatory: "", signing: "head" }],
    "evidence.attach": [
      { uploadId: randomUUID(), title: "" },
      ...things["evidence"]!.slice(0, 5).map((evidenceId) => ({ evidenceId, criterion: "Z9" })),
    ],
    "evidence.detach": [{ from: randomUUID() }],
    "meetings.vote": [{ ballots: [] }],
    "models.edit": [change],
    "bodies.edit": [{ changes: [{ path: ["name"], was: "Tên không có", now: "Tên mới hẳn" }] }],
    "people.confirmInvite": [{}],
    "people.enable": [{}],
    "people.disable": [{ reason: "" }],
    "people.invite": [{ unknown: true }],
    "posts.substitute": [{ personId: w.people.viewer, validFrom: "2020-01-01", validTo: "2020-01-02" }],
    "posts.confirm": [{}],
    "posts.end": [{ validTo: "2020-01-01" }],
    "posts.release": [{ validTo: "2020-01-01" }],
    "scoring.declare": [change],
    "scoring.decide": [change],
    "scoring.mark": [{ marks: { B5: 99 }, comment: "", sheetVersion: 0 }],
    "scoring.handIn": [{ marks: {}, comment: "", sheetVersion: 0 }],
  };
};

/** All that one person is told, in one text. */
const everythingTold = async (personId: string): Promise<string> => {
  const caller = await w.as(personId);
  const { ward, cell, otherCell } = w.units;
  const answers: string[] = [];
  const ask = async (path: string, input: unknown) => {
    answers.push(JSON.stringify(await told(run(caller, path, input))) ?? "");
  };
  const idsOf = (path: string) => things[path.split(".")[0] ?? ""] ?? [];
  for (const [path, { on, data }] of Object.entries(questions({ w, substitute: w.people.viewer }))) {
    for (const one of data) {
      if (on === "list") await ask(path, one);
      else for (const id of on === "unit" ? [ward, cell, otherCell] : idsOf(path)) await ask(path, { id, data: one });
    }
  }
  const add = async (path: string, ids: readonly string[], data: readonly unknown[]) => {
    for (const id of ids) {
      for (const one of data) await ask(path, { requestId: randomUUID(), id, data: one });
    }
  };
  for (const [path, data] of Object.entries(toUnits())) await add(path, [ward, cell], data);
  for (const [path, data] of Object.entries(toThings())) await add(path, idsOf(path), data);
  for (const path of Object.keys(procedures).filter((name) => !isQuery(name) && isVersioned(name))) {
    // On drafts, which most may not know of; of what is seen the refusals say what its page says.
    for (const id of idsOf(path).slice(0, 2)) {
      await ask(path, { requestId: randomUUID(), id, version: 999, data: { reason: "Lý do thử" } });
    }
  }
  return answers.join("\n");
};

beforeAll(async () => {
  w = await world();
  readers = await readersOf();
  things = await plant();
  const heard = await Promise.all(
    Object.entries(readers).map(async ([name, id]) => {
      const text = await everythingTold(id);
      return [name, new Set(Object.keys(plants).filter((one) => text.includes(wordsOf.get(one) ?? one)))] as const;
    }),
  );
  found = new Map(heard);
}, 60_000);

describe("S-09, Low: what one person writes for some is read by nobody else", () => {
  test.each(Object.entries(plants))("S-09, Low: %s", (text, allowed) => {
    const heardBy = Object.keys(readers).filter((name) => found.get(name)?.has(text));
    expect({ text, heardBy: heardBy.filter((name) => !allowed.includes(name)) }).toEqual({ text, heardBy: [] });
    // It would be found where it is told.
    expect(heardBy).not.toEqual([]);
  });

  test("every question was asked and every addition tried", () => {
    const asked = Object.keys(questions({ w, substitute: w.people.viewer }));
    const tried = Object.keys({ ...toUnits(), ...toThings() });
    const left = Object.keys(procedures).filter((path) => !isVersioned(path) && ![...asked, ...tried].includes(path));
    expect(left.filter((path) => !path.startsWith("session."))).toEqual([]);
    expect(
      Object.values(plants)
        .flat()
        .every((name) => name in readers),
    ).toBe(true);
  });
});

test("S-01: of an input with many mistakes twenty are told", async () => {
  const form = { ...aForm(), targets: Array.from({ length: 20 }, () => ({})) };
  const officer = await w.as(w.people.officer);
  const wrong = { periodId: w.periodId, form, continuesId: null };
  const { code, details } = await refusalOf(officer.models.create(of(w.units.cell, wrong as never)));
  expect([code, (details as { fields: unknown[] }).fields.length]).toEqual(["input.invalid", 20]);
});

test("Low: an officer may still type over what others are not told", async () => {
  const id = things["models"]![0]!;
  const officer = await w.as(w.people.officer);
  const { model, mayEdit } = await officer.models.get({ id, data: {} });
  expect([mayEdit, model.form.contactPhone]).toEqual([true, "0911 000 001"]);
  const changed = typed({ ...model.form, contactPhone: "0911 000 003" }, model.form);
  const { form } = await officer.models.edit(of(id, changed));
  expect(form.contactPhone).toBe("0911 000 003");
});
