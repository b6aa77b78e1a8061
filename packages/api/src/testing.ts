import { randomBytes, randomUUID } from "node:crypto";
import { type BallotKind, defaultBodyRules } from "@kheo/core/offices/bodies";
import { catalog } from "@kheo/catalog";
import { siteClearanceExample, type WorkedExample } from "@kheo/catalog/worked-examples";
import { changesBetween } from "@kheo/core/ground/changes";
import type { Day } from "@kheo/core/ground/days";
import { type DomainError, isDomainError } from "@kheo/core/rules/errors";
import type { Choice } from "@kheo/core/movement/meetings";
import { emptyRegistration, type RegistrationForm, registrationItemNames } from "@kheo/core/movement/models";
import { invitationCode } from "@kheo/core/offices/people";
import type { Role } from "@kheo/core/rules/policy";
import type { DraftableStep } from "@kheo/core/movement/recognition";
import type { UnitKind } from "@kheo/core/territory/units";
import type { Db, Pool, RootDb } from "@kheo/db/ground/connect";
import { actorOf, insertPerson } from "@kheo/db/offices/people";
import { insertBody } from "@kheo/db/offices/bodies";
import { beginUpload, keepUpload } from "@kheo/db/movement/uploads";
import { insertPost } from "@kheo/db/offices/posts";
import { insertPeriod } from "@kheo/db/movement/periods";
import { copyOf, testDatabase, type TestDatabase } from "@kheo/db/testing";
import { insertUnit } from "@kheo/db/territory/units";
import { TRPCError } from "@trpc/server";
import { newestEditions } from "./movement/editions.ts";
import { type Caller, callerFor } from "./index.ts";
import type { Context } from "./rules/context.ts";

/** A day in the middle of the test period. */
export const today: Day = "2026-05-04";

/** The envelope of a mutation, with a key of its own. */
export const of = <Data>(id: string, data: Data) => ({ requestId: randomUUID(), id, data });
export const over = <Data>(thing: { id: string; version: number }, data: Data) => ({
  requestId: randomUUID(),
  id: thing.id,
  version: thing.version,
  data,
});
/** What somebody typed over what stood there: nothing, unless it is said. */
export const typed = (content: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>> = {}) => ({
  changes: changesBetween(before, content),
});
/** Figures of which none is declared, and decisions not yet made. */
export const nothingDeclared = { figures: {}, ticks: {}, claims: {} };
export const undecidedYet = { ticks: {}, claims: {}, adjustments: {} };
/** A step that needs no reason. */
export const noReason = { reason: "" };

/** A complete registration form; what matters to a test is given. */
export const aForm = (given: Partial<RegistrationForm> = {}): RegistrationForm => ({
  ...emptyRegistration,
  topic: "siteClearance",
  title: "Tuyến đường liên tổ do dân hiến đất",
  items: Object.fromEntries(
    registrationItemNames.map((name) => [name, "Nội dung ghi đủ để gửi đăng ký."]),
  ) as RegistrationForm["items"],
  targets: [{ name: "Chiều dài đường", unit: "km", baseline: 0, goal: 1.2, dueOn: "2026-11-30" }],
  contactName: "Đồng chí Bí thư chi bộ",
  contactPhone: "0900 000 000",
  ...given,
});

/** What the server would hand in; passwords are checked by its own tests. */
export const aContext = (given: Pick<Context, "db" | "actor"> & Partial<Context>): Context => ({
  catalog,
  today,
  requestNumber: "test",
  hashPassword: async (password) => `hash of ${password}`,
  codeOfInvitation: (id) => invitationCode(Buffer.from(id.replaceAll("-", "").repeat(2), "hex")),
  ownAccount: () => ({
    changePassword: async () => undefined,
    prepareSecondFactor: async () => ({ secret: "", recoveryCodes: [] }),
    enableSecondFactor: async () => undefined,
    renewRecoveryCodes: async () => [],
    disableSecondFactor: async () => undefined,
    checkPassword: async () => undefined,
    checkCode: async () => undefined,
  }),
  installation: { address: null, externalName: null, sendsMail: false },
  sessionId: null,
  drawnFor: given.actor?.personId ?? null,
  isProved: true,
  needsTwo: true,
  network: "192.0.2.1",
  answer: new Headers(),
  ...given,
});

/** Acts as a person on a day: the posts in force on that day are the ones that count. */
export const callerOf = async (db: RootDb, personId: string, day: Day = today): Promise<Caller> =>
  callerFor(aContext({ db, actor: await actorOf(db, personId, day), today: day }));

/** The period of a year, with the newest editions; what matters to a test is given. */
export const aPeriod = (db: Db, year: number, given: Partial<Parameters<typeof insertPeriod>[1]> = {}) =>
  insertPeriod(db, {
    title: `Năm ${year}`,
    opensOn: `${year}-01-01`,
    registrationClosesOn: `${year}-03-31`,
    endsOn: `${year}-12-31`,
    editions: newestEditions(catalog),
    ...given,
  });

let built: Promise<World> | undefined;

/** The small world on a database of the caller's own: built once in each file of tests and copied for each of them. */
export const world = async (): Promise<World> => {
  built ??= build();
  const original = await built;
  return onDatabase(original, await copyOf(original.databaseName));
};

/**
 * A province, two wards, and in the first ward a party cell and a people's committee; a council of seven with one member
 * from the people's committee.
 */
const build = async () => {
  const { db, pool, url, name } = await testDatabase();

  const unit = async (name: string, kind: UnitKind, parentId: string | null) => {
    const id = randomUUID();
    await insertUnit(db, { id, name, kind, line: "territory", parentId, validFrom: "2025-07-01" });
    return id;
  };
  const province = await unit("Tỉnh Thử Nghiệm", "province", null);
  const ward = await unit("Phường Trà Câu", "ward", province);
  const cell = await unit("Chi bộ tổ dân phố 3", "partyCell", ward);
  const committee = await unit("Ủy ban nhân dân phường", "government", ward);
  const otherWard = await unit("Phường Sa Huỳnh", "ward", province);
  const otherCell = await unit("Chi bộ thôn Long Thạnh", "partyCell", otherWard);
  const units = { province, ward, cell, committee, otherWard, otherCell };

  const bodyId = await insertBody(db, { unitId: ward, name: "Hội đồng phường Trà Câu", rules: defaultBodyRules });
  const person = async (name: string, ...posts: readonly (readonly [Role, string])[]) => {
    const id = randomUUID();
    await insertPerson(db, { id, name, username: id, passwordHash: "none" });
    for (const [role, unitId] of posts) {
      const seated = role === "councilMember";
      await insertPost(db, {
        personId: id,
        role,
        unitId,
        bodyId: seated ? bodyId : null,
        seat: seated ? "member" : null,
        validFrom: "2025-07-01",
      });
    }
    return id;
  };
  const members = [];
  for (let seat = 1; seat <= 6; seat += 1) members.push(await person(`Ủy viên ${seat}`, ["councilMember", ward]));
  const people = {
    officer: await person("Cán bộ chi bộ", ["unitOfficer", cell]),
    committeeOfficer: await person("Cán bộ ủy ban", ["unitOfficer", committee]),
    otherOfficer: await person("Cán bộ nơi khác", ["unitOfficer", otherCell]),
    office: await person("Thường trực phường", ["standingOffice", ward]),
    otherOffice: await person("Thường trực phường khác", ["standingOffice", otherWard]),
    provinceOffice: await person("Chuyên viên tỉnh", ["standingOffice", province]),
    leader: await person("Phó bí thư thường trực", ["leader", ward]),
    administrator: await person("Quản trị", ["administrator", province]),
    viewer: await person("Khách xem", ["viewer", ward]),
    outsider: await person("Người không có chức vụ"),
    committeeMember: await person("Ủy viên từ ủy ban", ["councilMember", ward], ["unitOfficer", committee]),
  };
  const periodId = await aPeriod(db, 2026);
  await db.destroy();
  return onDatabase({ units, people, members, periodId }, { db, pool, url, name });
};
export type World = Awaited<ReturnType<typeof build>>;

/** The same people and things on another database. */
export const onDatabase = <T extends object>(things: T, { db, pool, url, name }: TestDatabase) => ({
  ...things,
  db,
  pool,
  /** The address of the database's owner, to tamper with it. */
  url,
  databaseName: name,
  as: (personId: string, day?: Day) => callerOf(db, personId, day),
  end: () => db.destroy(),
});

/** What a call was refused with, in the domain's terms; anything that is no refusal of the domain is thrown again. */
export const refusalOf = async (call: Promise<unknown>): Promise<DomainError> => {
  try {
    await call;
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (isDomainError(cause)) return cause;
    throw error;
  }
  throw new Error("the call was not refused");
};

/** What a model of a story is like, where it matters to the test. */
export type Given = {
  readonly form?: Partial<RegistrationForm>;
  readonly officer?: string;
  readonly office?: string;
  readonly unitId?: string;
  readonly example?: WorkedExample;
};

type Versioned = { readonly id: string; readonly version: number };

/** A draft of the party cell. */
export const drafted = async ({ as, people, units, periodId }: World, given: Given = {}) => {
  const officer = await as(given.officer ?? people.officer);
  return officer.models.create(
    of(given.unitId ?? units.cell, { periodId, form: aForm(given.form), continuesId: null }),
  );
};

/** A model that the cell has sent and the ward has not answered. */
export const submitted = async (w: World, given: Given = {}) =>
  (await w.as(given.officer ?? w.people.officer)).models.submit(over(await drafted(w, given), noReason));

/** A model that the ward has accepted; its scoring is open, at version 1. */
export const accepted = async (w: World, given: Given = {}) =>
  (await w.as(given.office ?? w.people.office)).models.accept(over(await submitted(w, given), noReason));

/** The unit has declared the figures of a worked example; the version is the assessment's. */
export const declared = async (w: World, given: Given = {}) => {
  const { sheet } = given.example ?? siteClearanceExample;
  const { id } = await accepted(w, given);
  const officer = await w.as(given.officer ?? w.people.officer);
  const claims = Object.fromEntries(sheet.claims.map((code) => [code, "Trong kỳ không phát sinh nội dung này."]));
  return officer.scoring.declare(
    of(id, typed({ figures: sheet.figures, ticks: sheet.ticks, claims }, nothingDeclared)),
  );
};

/** The office has confirmed every tick and claim, and passed the model to the council, who may mark it. */
export const appraised = async (w: World, given: Given = {}) => {
  const { sheet } = given.example ?? siteClearanceExample;
  const officer = await w.as(given.officer ?? w.people.officer);
  const office = await w.as(given.office ?? w.people.office);
  const selfScored = await officer.scoring.submit(over(await declared(w, given), noReason));
  const claims = Object.fromEntries(sheet.claims.map((code) => [code, "approved" as const]));
  const decided = await office.scoring.decide(
    of(selfScored.id, typed({ ticks: sheet.ticks, claims, adjustments: {} }, undecidedYet)),
  );
  return office.scoring.appraise(over(decided, noReason));
};

/** Everyone who sits on the ward's council. */
export const councilOf = ({ members, people }: World): readonly string[] => [...members, people.committeeMember];

/** The marks that one member gives in a worked example. */
export const marksOf = (example: WorkedExample, member: number): Record<string, number> =>
  Object.fromEntries(Object.entries(example.sheet.marks).map(([code, marks]) => [code, marks[member] ?? 0]));

/** Every member without a conflict has handed in a sheet, and the office has closed the scoring. */
export const closed = async (w: World, given: Given = {}) => {
  const model = await appraised(w, given);
  const markers = councilOf(w).filter((id) => given.unitId !== w.units.committee || id !== w.people.committeeMember);
  for (const [index, id] of markers.entries()) {
    const marks = marksOf(given.example ?? siteClearanceExample, index);
    await (await w.as(id)).scoring.handIn(of(model.id, { marks, comment: "", sheetVersion: 0 }));
  }
  return (await w.as(given.office ?? w.people.office)).scoring.close(over(model, noReason));
};

/** What the office types to call the ward's council together over these models. */
export const aMeeting = ({ periodId }: World, modelIds: readonly string[], ballotKind: BallotKind = "secret") => ({
  periodId,
  title: "Phiên họp xét công nhận",
  heldOn: today,
  ballotKind,
  modelIds: [...modelIds],
});

/** A meeting of the ward's council over these models, with its vote open. */
export const opened = async (w: World, models: readonly Versioned[], ballotKind: BallotKind = "secret") => {
  const office = await w.as(w.people.office);
  const modelIds = models.map(({ id }) => id);
  const { id } = await office.meetings.convene(of(w.units.ward, aMeeting(w, modelIds, ballotKind)));
  await office.meetings.open(over({ id, version: 1 }, {}));
  const { items } = await office.meetings.get({ id, data: {} });
  return { id, version: 2, items: items.map(({ id: itemId, unitId }) => ({ itemId, unitId })) };
};

/** One paper with the same word on every item. */
export const paper = (meeting: { items: readonly { itemId: string }[] }, choice: Choice) => ({
  ballots: meeting.items.map(({ itemId }) => ({ itemId, choice })),
});

/** A model that the whole council has agreed to: its recognition is proposed, at version 1. */
export const proposed = async (w: World, given: Given = {}) => {
  const model = await closed(w, given);
  const meeting = await opened(w, [model]);
  for (const id of councilOf(w)) await (await w.as(id)).meetings.vote(of(meeting.id, paper(meeting, "agree")));
  await (await w.as(w.people.office)).meetings.close(over(meeting, {}));
  const { recognitions } = await (await w.as(w.people.office)).models.get({ id: model.id, data: {} });
  return { id: recognitions[0]?.id ?? "", version: 1, modelId: model.id, meetingId: meeting.id };
};

/** A decision that the ward's leader signs today; what matters to a test is given. */
export const aDecision = (given: { number?: string; signedOn?: Day; signatory?: string; reason?: string } = {}) => ({
  reason: "",
  number: "12-QĐ/ĐU",
  signedOn: today,
  signatory: "Nguyễn Văn A",
  signatoryTitle: "Phó Bí thư Thường trực",
  ...given,
});

/** The ward's office drafts a decision and its leader confirms it. */
export const decided = async (
  w: World,
  recognition: Versioned,
  step: DraftableStep = "recognize",
  given: Parameters<typeof aDecision>[0] = {},
) => {
  await (await w.as(w.people.office)).recognition.draft(over(recognition, { step, ...aDecision(given) }));
  const waiting = { id: recognition.id, version: recognition.version + 1 };
  await (await w.as(w.people.leader)).recognition[step](over(waiting, noReason));
  return { id: recognition.id, version: recognition.version + 2 };
};

/** A model that is recognised and published: a source of replication. */
export const published = async (w: World, given: Given = {}) => {
  const recognition = await proposed(w, given);
  await (await w.as(w.people.leader)).recognition.publish(over(await decided(w, recognition), noReason));
  return { ...recognition, version: 4 };
};

/** A replication task as the province gives it to a unit. */
export const aTask = ({ periodId }: World, recognition: { id: string }) => ({
  recognitionId: recognition.id,
  periodId,
  similarity: "Cùng là phường ven biển, cùng có dự án mở đường.",
  content: "Áp dụng cách vận động từng hộ.",
  dueOn: "2026-10-31",
});

/** A number that a party cell takes for a notice. */
export const aNumber = { symbol: "CB", type: "TB" as const, abstract: "Về việc họp chi bộ tháng 5", startAt: null };

/** A document that came from the province. */
export const aReceived = {
  numberText: "07/TB-MTTQ-BTT",
  issuerName: "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
  type: "TB" as const,
  issuedOn: "2026-03-05",
  abstract: "Về việc phát động phong trào thi đua năm 2026",
  signatory: "Nguyễn Văn B",
};

/** What is typed to issue the document of a number that was taken. */
export const anIssue = {
  issuedOn: today,
  signatory: "Nguyễn Văn A",
  capacity: "T/M Chi bộ, Bí thư",
  abstract: "Về việc họp chi bộ tháng 5",
};

/** The question for the content of every table of a database, whose tables do not change. */
const contentQueries = new WeakMap<Pool, string>();

const contentQuery = async (pool: Pool): Promise<string> => {
  const known = contentQueries.get(pool);
  if (known !== undefined) return known;
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sign_in_attempt'",
  );
  const contents = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as content from "${name}" t`,
  );
  const query = contents.join(" union all ");
  contentQueries.set(pool, query);
  return query;
};

/** The content of every table but the count of guesses, so that a test can see that nothing else at all was written. */
export const everything = async ({ pool }: World): Promise<Readonly<Record<string, string>>> => {
  const { rows } = await pool.query<{ name: string; content: string }>({
    name: "everything",
    text: await contentQuery(pool),
  });
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]));
};

/** A file that was sent for the cell and taken, of a content of its own unless one is named. */
export const uploaded = async (
  { db, people, units }: World,
  {
    by = people.officer,
    unitId = units.cell,
    hash = `1${randomBytes(32).toString("hex").slice(1)}`,
    name = "Ảnh đường.jpg",
  }: { by?: string; unitId?: string; hash?: string; name?: string } = {},
): Promise<string> => {
  const id = await beginUpload(db, { personId: by, unitId, name, size: 1000 });
  const picture = { hash: hash.replace(/^./u, "0"), size: 100, width: 4, height: 3 };
  const taken = { hash, kind: "jpeg" as const, size: 1000, name, takenOn: "2026-04-05", reduced: picture };
  await keepUpload(db, id, () => Promise.resolve({ ...taken, thumbnail: picture }));
  return id;
};

/** A file that is attached to the registration of a model, or to a criterion of its assessment. */
export const attached = async (
  w: World,
  { to, criterion = null, title = "" }: { to: string; criterion?: string | null; title?: string },
) => (await w.as(w.people.officer)).evidence.attach(of(to, { uploadId: await uploaded(w), title, criterion }));
