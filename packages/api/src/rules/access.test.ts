import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { bodyKindsOf, defaultBodyRules, ruleValues } from "@kheo/core/offices/bodies";
import { type ErrorCode } from "@kheo/core/rules/errors";
import { emptyRegistration } from "@kheo/core/movement/models";
import { type Action, needsProof, policy, type Role, roles } from "@kheo/core/rules/policy";
import { type Thing, things } from "@kheo/core/rules/things";
import { needsSeat } from "@kheo/core/offices/posts";
import { bodyOfUnit, insertBody } from "@kheo/db/offices/bodies";
import { actorOf, insertPerson } from "@kheo/db/offices/people";
import { insertPost, type NewPost } from "@kheo/db/offices/posts";
import { assignAdvisory } from "@kheo/db/offices/advisory";
import { insertCluster } from "@kheo/db/territory/clusters";
import { insertReorganisation } from "@kheo/db/territory/reorganisations";
import { insertUnit } from "@kheo/db/territory/units";
import { afterAll, describe, expect, test } from "vitest";
import { appRouter, type Caller, callerFor } from "../index.ts";
import {
  aContext,
  aDecision,
  aNumber,
  anIssue,
  appraised,
  attached,
  aReceived,
  aTask,
  councilOf,
  drafted,
  everything,
  noReason,
  of,
  published,
  refusalOf,
  submitted,
  today,
  type World,
  world,
} from "../testing.ts";

/** Procedures for people who are not signed in. */
const publicProcedures = ["session.me", "session.acceptInvitation", "session.firstAdministrator"];

/** Actions that no procedure is named after, and why they stand in the policy. */
const reachOnly: readonly Action[] = [
  // Less than seeing the thing: what of it is not sent yet.
  "model.viewDraft",
  "model.viewContact",
  // Done by the program itself.
  "model.forgetContact",
  "scoring.viewUnsent",
  // Nobody is signed in yet when they accept an invitation.
  "session.accept",
  // Done by the sign-in library when the browser comes back from the other site.
  "session.link",
];

type Named = {
  readonly path: string;
  readonly type: "query" | "mutation";
  readonly action: Action;
  /** Whether it is a change over the version that was read. */
  readonly isVersioned: boolean;
};

/* oxlint-disable no-underscore-dangle -- tRPC keeps what a router is made of under this name. */
type Built = {
  readonly _def: {
    type: "query" | "mutation";
    meta: { action: Action | "public" };
    inputs: readonly [{ readonly shape?: object }?];
  };
};
const all = Object.entries(appRouter._def.procedures as unknown as Readonly<Record<string, Built>>).map(
  ([path, { _def }]) => ({
    path,
    type: _def.type,
    action: _def.meta.action,
    isVersioned: "version" in (_def.inputs[0]?.shape ?? {}),
  }),
);
/* oxlint-enable no-underscore-dangle */
const procedures: readonly Named[] = all.flatMap(({ action, ...rest }) =>
  action === "public" ? [] : [{ ...rest, action }],
);

const run = (caller: Caller, path: string, input: unknown): Promise<unknown> => {
  const [noun, verb] = path.split(".") as [string, string];
  type Procedures = Record<string, Record<string, (given: unknown) => Promise<unknown>>>;
  return (caller as unknown as Procedures)[noun]![verb]!(input);
};

describe("the router", () => {
  test("names an action of the policy at every procedure, but for a short list of public ones", () => {
    const open = all.filter(({ action }) => action === "public");
    expect(open.map(({ path }) => path)).toEqual(publicProcedures);
    expect(procedures.filter(({ action }) => !(action in policy))).toEqual([]);
  });

  test("names the action of the same words, but for what one action covers", () => {
    const nouns: Readonly<Record<string, string>> = Object.fromEntries(
      Object.values(things).map(({ calls: name, noun }) => [name, noun]),
    );
    const covering: Readonly<Record<string, Action>> = {
      "units.create": "unit.manage",
      "units.setSuperior": "unit.manage",
      "units.recordProfile": "unit.describe",
      "periods.open": "period.manage",
      "periods.close": "period.manage",
      "replication.give": "replication.assign",
    };
    for (const { path, action } of procedures.filter(({ type }) => type === "mutation")) {
      const [name, verb] = path.split(".") as [string, string];
      expect({ path, action }).toEqual({ path, action: covering[path] ?? `${nouns[name]}.${verb}` });
    }
  });

  test("uses every action of the policy", () => {
    const used = new Set(procedures.map(({ action }) => action));
    const unused = (Object.keys(policy) as Action[]).filter((action) => !used.has(action));
    expect(unused).toEqual(reachOnly);
  });

  test("asks whoever is not signed in to sign in, before it looks at anything else", async () => {
    const w = await world();
    const nobody = callerFor(aContext({ db: w.db, actor: null }));
    for (const { path } of procedures) {
      const { code } = await refusalOf(run(nobody, path, {}));
      expect({ path, code }).toEqual({ path, code: "session.required" });
    }
    expect(await nobody.session.me()).toMatchObject({ actor: null });
    await w.end();
  });

  test("asks whoever has not just shown again who they are, before what decides, and before anything else", async () => {
    const w = await world();
    const actor = await actorOf(w.db, w.people.leader, today);
    const unproved = callerFor(aContext({ db: w.db, actor, isProved: false }));
    const deciding = procedures.filter(({ action }) => needsProof(action));
    for (const { path } of deciding) {
      const { code } = await refusalOf(run(unproved, path, {}));
      expect({ path, code }).toEqual({ path, code: "session.proofNeeded" });
    }
    const named = deciding.map(({ action }) => action);
    const inPolicy = (Object.keys(policy) as Action[]).filter(needsProof);
    // Linking is done by the sign-in library: its route asks for the proof.
    expect(inPolicy.filter((action) => !named.includes(action))).toEqual(["session.link"]);
    await w.end();
  });
});

/** A thing that procedures are about, where it belongs, and what its absence is called. */
type On = { readonly id: string; readonly at: Position; readonly hidden: ErrorCode };

/** A dossier is a model with its assessment, as what files are attached to. */
type Things = Readonly<Record<Exclude<Thing, "person" | "period" | "event" | "session"> | "dossier", On>>;

const aPlan = { title: "Sắp xếp tổ dân phố", basis: "Nghị quyết 1", effectiveOn: today, changes: [] };

const aProfile = { validFrom: "2026-01-01", area: "coast", population: null, livelihoods: [], concerns: [], note: "" };

const aCluster = { kind: "cluster" as const, name: "Cụm ven biển", document: "", validFrom: "2026-01-01" };

const anAdvisory = {
  level: "commune" as const,
  duty: "massMobilization" as const,
  family: "front" as const,
  bodyName: "Ủy ban MTTQ Việt Nam {địa bàn}",
  validFrom: "2026-01-01",
  basis: "Quyết định số 1-QĐ/ĐU",
};

/** The envelope of a mutation of one's own account. */
const own = (data: object) => ({ requestId: randomUUID(), data });

/** What each procedure is called with: on what, and with which data. `list` is about everything within reach. */
const calls = (w: World): Readonly<Record<string, { readonly on: keyof Things | "list"; readonly data: unknown }>> => {
  const { periodId } = w;
  const unknownPeriod = { periodId: randomUUID() };
  const form = { ...emptyRegistration, topic: "siteClearance", title: "Mô hình để thử quyền" };
  const sheet = { marks: {}, comment: "", sheetVersion: 0 };
  const task = { ...aTask(w, { id: randomUUID() }), ...noReason };
  return {
    "session.told": { on: "list", data: {} },
    "posts.waiting": { on: "list", data: {} },
    "session.todo": { on: "list", data: { periodId } },
    "units.tree": { on: "list", data: {} },
    "units.list": { on: "list", data: {} },
    "units.get": { on: "unit", data: {} },
    "units.lineage": { on: "unit", data: {} },
    "units.create": { on: "unit", data: { name: "Tổ dân phố mới", kind: "partyCell", validFrom: today } },
    "units.profiles": { on: "unit", data: {} },
    "units.recordProfile": { on: "unit", data: aProfile },
    "units.setSuperior": { on: "unit", data: { line: "vertical", parentId: null, from: "2026-07-01" } },
    "clusters.list": { on: "list", data: {} },
    "clusters.found": { on: "unit", data: aCluster },
    "advisory.list": { on: "list", data: {} },
    "advisory.on": { on: "unit", data: { day: today } },
    "advisory.assign": { on: "unit", data: { ...anAdvisory, duty: "religion" } },
    "advisory.end": { on: "advisoryAssignment", data: { lastDay: "2026-12-31", basis: "Quyết định số 2-QĐ/ĐU" } },
    "documents.list": { on: "list", data: {} },
    "documents.get": { on: "document", data: {} },
    "documents.paper": { on: "document", data: {} },
    "documents.history": { on: "document", data: {} },
    "documents.issuers": { on: "unit", data: {} },
    "documents.reserve": { on: "unit", data: aNumber },
    "documents.record": { on: "unit", data: aReceived },
    "documents.issue": { on: "document", data: { ...noReason, ...anIssue } },
    "documents.cancel": { on: "document", data: { reason: "Không ban hành nữa." } },
    "clusters.assign": { on: "cluster", data: { unitIds: [], from: "2026-07-01" } },
    "reorganisations.list": { on: "list", data: {} },
    "reorganisations.get": { on: "reorganisation", data: {} },
    "reorganisations.plan": { on: "unit", data: aPlan },
    "reorganisations.divided": { on: "reorganisation", data: {} },
    "reorganisations.place": { on: "reorganisation", data: { heirs: {} } },
    "reorganisations.edit": { on: "reorganisation", data: aPlan },
    "reorganisations.discard": { on: "reorganisation", data: {} },
    "reorganisations.carryOut": { on: "reorganisation", data: {} },
    "people.list": { on: "list", data: {} },
    "people.create": {
      on: "unit",
      data: {
        name: "Người trùng tên",
        username: w.people.office,
        email: null,
        post: { role: "viewer", validFrom: today, seat: null },
      },
    },
    "posts.appoint": {
      on: "unit",
      data: { personId: randomUUID(), role: "viewer", validFrom: today, seat: null },
    },
    "posts.confirm": { on: "post", data: {} },
    "posts.release": { on: "post", data: { validTo: today } },
    "posts.end": { on: "post", data: { validTo: "2025-01-01" } },
    "posts.substitute": {
      on: "post",
      data: { personId: randomUUID(), validFrom: today, validTo: today },
    },
    "posts.leaving": { on: "unit", data: { personId: null } },
    "posts.handOver": {
      on: "unit",
      data: { lastDay: today, posts: [{ postId: randomUUID(), to: null }] },
    },
    "posts.unattended": { on: "unit", data: {} },
    "events.mine": { on: "list", data: {} },
    "events.ofUnit": { on: "unit", data: { below: true } },
    "events.ofPerson": { on: "unit", data: { personId: randomUUID() } },
    "reorganisations.undo": { on: "reorganisation", data: { reason: "Lập nhầm." } },
    "bodies.list": { on: "list", data: {} },
    "bodies.get": { on: "body", data: {} },
    "bodies.found": {
      on: "unit",
      data: { kind: "council", name: "Hội đồng thứ hai", foundedOn: today, ...ruleValues(defaultBodyRules) },
    },
    "bodies.edit": { on: "body", data: { changes: [] } },
    "bodies.dissolve": { on: "body", data: { dissolvedOn: today } },
    "people.invite": { on: "post", data: {} },
    "people.confirmInvite": { on: "post", data: {} },
    "people.slip": { on: "post", data: {} },
    "people.slipPaper": { on: "post", data: { site: "https://kheo.example" } },
    "people.disable": { on: "post", data: { reason: "Nghỉ công tác." } },
    "people.enable": { on: "post", data: {} },
    "session.account": { on: "list", data: undefined },
    "session.changePassword": { on: "list", data: own({ current: "không đúng", password: "mật khẩu đủ dài" }) },
    "session.prove": { on: "list", data: own({ current: "không đúng" }) },
    "session.end": { on: "list", data: own({ sessionId: "không có" }) },
    "session.endOthers": { on: "list", data: own({}) },
    "session.prepareSecondFactor": { on: "list", data: own({ current: "không đúng" }) },
    "session.enableSecondFactor": { on: "list", data: own({ code: "000000" }) },
    "session.renewRecoveryCodes": { on: "list", data: own({ current: "không đúng" }) },
    "session.disableSecondFactor": { on: "list", data: own({ current: "không đúng" }) },
    "session.unlink": { on: "list", data: own({}) },
    "periods.list": { on: "list", data: {} },
    "periods.open": {
      on: "unit",
      data: { title: "Năm 2026", opensOn: today, registrationClosesOn: today, endsOn: today },
    },
    "periods.extend": {
      on: "unit",
      data: {
        ...unknownPeriod,
        unitId: null,
        until: today,
        reason: "Do bão.",
        number: "12-CV/ĐU",
        signedOn: today,
      },
    },
    "periods.close": { on: "unit", data: unknownPeriod },
    "models.list": { on: "list", data: {} },
    "models.get": { on: "model", data: {} },
    "models.paper": { on: "model", data: {} },
    "models.history": { on: "model", data: {} },
    "models.continuable": { on: "unit", data: { periodId } },
    "models.create": { on: "unit", data: { ...unknownPeriod, form, continuesId: null } },
    "models.edit": { on: "model", data: { changes: [{ path: ["title"], was: "Tên không có", now: "Tên mới hẳn" }] } },
    "models.merge": { on: "model", data: { ...noReason, intoId: randomUUID() } },
    "scoring.list": { on: "list", data: { periodId } },
    "scoring.begin": { on: "unit", data: { periodId, set: "DVK-GPMB" } },
    "scoring.get": { on: "assessment", data: {} },
    "scoring.selfScorePaper": { on: "assessment", data: {} },
    "scoring.sheetPaper": { on: "assessment", data: {} },
    "scoring.sheetPapers": { on: "assessment", data: {} },
    "scoring.declare": { on: "assessment", data: { changes: [] } },
    "scoring.decide": { on: "assessment", data: { changes: [] } },
    "scoring.mark": { on: "assessment", data: sheet },
    "scoring.handIn": { on: "assessment", data: sheet },
    "evidence.list": { on: "list", data: {} },
    "evidence.of": { on: "dossier", data: {} },
    "evidence.content": { on: "evidence", data: { what: "shown" } },
    "evidence.original": { on: "evidence", data: {} },
    "evidence.attach": { on: "dossier", data: { uploadId: randomUUID(), title: "" } },
    "evidence.detach": { on: "evidence", data: { from: randomUUID() } },
    "evidence.rename": { on: "evidence", data: { title: "Ảnh con đường" } },
    "evidence.replace": { on: "evidence", data: { uploadId: randomUUID() } },
    "evidence.remove": { on: "evidence", data: { reason: "Chụp nhầm." } },
    "meetings.list": { on: "list", data: { periodId } },
    "meetings.candidates": { on: "unit", data: { periodId } },
    "meetings.get": { on: "meeting", data: {} },
    "meetings.summaryPaper": { on: "meeting", data: {} },
    "meetings.convene": {
      on: "unit",
      data: {
        ...unknownPeriod,
        title: "Phiên họp",
        heldOn: today,
        ballotKind: "secret",
        modelIds: [randomUUID()],
      },
    },
    "meetings.vote": { on: "meeting", data: { ballots: [] } },
    "recognition.list": { on: "list", data: {} },
    "gallery.list": { on: "list", data: {} },
    "gallery.get": { on: "list", data: { id: randomUUID() } },
    "recognition.get": { on: "recognition", data: {} },
    "recognition.draft": { on: "recognition", data: { step: "revoke", ...aDecision() } },
    "replication.list": { on: "list", data: {} },
    "replication.get": { on: "replication", data: {} },
    "replication.propose": { on: "unit", data: task },
    "replication.give": { on: "unit", data: task },
    "replication.submit": { on: "replication", data: { ...noReason, result: "Đã vận động 40 hộ hiến đất." } },
    "reports.annual": { on: "unit", data: { periodId } },
    "reports.snapshots": { on: "unit", data: { periodId } },
    "reports.snapshot": { on: "report", data: {} },
    "reports.paper": { on: "unit", data: { periodId } },
    "reports.frozenPaper": { on: "report", data: {} },
    "reports.freeze": { on: "unit", data: { periodId } },
    "reports.issue": { on: "report", data: { signatory: "Nguyễn Văn A", signing: "head" } },
  };
};

/** A step of a workflow, which asks for a reason at most, is taken with the thing whose calls it stands among. */
const callOf = (table: ReturnType<typeof calls>, path: string) =>
  table[path] ?? {
    on: (Object.keys(things) as (keyof Things & Thing)[]).find((thing) => path.startsWith(`${things[thing].calls}.`))!,
    data: noReason,
  };

/** An outdated version, so that a step which is allowed is refused all the same and changes nothing. */
const outdated = 999;

const inputOf = ({ type, isVersioned }: Named, id: string, data: unknown): unknown => {
  if (type === "query") return { id, data };
  const envelope = { requestId: randomUUID(), id, data };
  return isVersioned ? { ...envelope, version: outdated } : envelope;
};

/** Where posts are held, and things belong: each a letter of a word in the matrix. */
const positions = ["province", "ward", "cell", "group", "committee", "otherWard"] as const;
type Position = (typeof positions)[number];

/** What a call comes to, as far as rights go. */
const answers = {
  "+": "may",
  "-": "is refused, with the right named",
  ".": "is told that there is no such thing",
  o: "is kept out of what their own unit proposes",
} as const;
type Answer = keyof typeof answers;

const matrixFile = new URL("access-matrix.txt", import.meta.url);
const matrixHead = `Who may call what: one row for each procedure and the unit of the thing it is called on ("-": a list, of no one thing).
One word for each role; its six letters stand for a post of that role at
  the province, the ward, the cell below the ward, a group below the cell, the committee beside the cell, another ward.
${Object.entries(answers)
  .map(([letter, words]) => `  ${letter}  ${words}`)
  .join("\n")}
The test fails for a procedure without a row. A new row is written by hand, or by "UPDATE_MATRIX=1" and then read.
`;

const short: Readonly<Record<Role, string>> = {
  unitOfficer: "officer",
  standingOffice: "office",
  councilMember: "council",
  secretary: "secretary",
  panelMember: "panel",
  steeringMember: "steering",
  leader: "leader",
  administrator: "admin",
  viewer: "viewer",
};
const columns = roles.map((role) => short[role].padEnd(9)).join(" ");
const rowOf = (title: string, words: readonly string[]): string =>
  `${title.padEnd(36)} ${words.map((word) => word.padEnd(9)).join(" ")}`.trimEnd();

describe("each procedure, for each role at each place", async () => {
  const w = await world();
  afterAll(w.end);
  const { db, people } = w;
  const group = randomUUID();
  await insertUnit(db, {
    id: group,
    name: "Tổ tự quản số 1",
    kind: "partyCell",
    line: "territory",
    parentId: w.units.cell,
    validFrom: "2025-07-01",
  });
  const units = { ...w.units, group };

  const recognition = await published(w);
  const task = await (await w.as(people.provinceOffice)).replication.give(of(units.committee, aTask(w, recognition)));
  const snapshot = await (await w.as(people.office)).reports.freeze(of(units.ward, { periodId: w.periodId }));
  const spare = randomUUID();
  await insertPerson(db, { id: spare, name: "Người giữ một chức vụ", username: spare, passwordHash: "none" });
  const post = { personId: spare, role: "viewer" as const, unitId: units.cell, bodyId: null, seat: null };
  const postId = await insertPost(db, { ...post, validFrom: "2026-01-01" });
  const bodyId = (await bodyOfUnit(db, units.ward))!.id;
  const reorganisationId = randomUUID();
  await insertReorganisation(db, { ...aPlan, id: reorganisationId, unitId: units.ward });
  const clusterId = randomUUID();
  await insertCluster(db, { ...aCluster, id: clusterId, unitId: units.ward });
  const advisory = await assignAdvisory(db, { ...anAdvisory, unitId: units.ward });
  const evidence = await attached(w, { to: recognition.modelId });
  const document = await (await w.as(people.officer)).documents.reserve(of(units.cell, aNumber));
  const others = {
    draft: (await drafted(w)).id,
    submitted: (await submitted(w, { form: { title: "Mô hình chờ tiếp nhận" } })).id,
    appraised: (await appraised(w, { form: { title: "Mô hình đang được chấm điểm" } })).id,
  };

  const standing: Omit<Things, "unit"> = {
    model: { id: recognition.modelId, at: "cell", hidden: "model.notFound" },
    assessment: { id: recognition.modelId, at: "cell", hidden: "scoring.notFound" },
    evidence: { id: evidence.id, at: "cell", hidden: "evidence.notFound" },
    dossier: { id: recognition.modelId, at: "cell", hidden: "evidence.notFound" },
    meeting: { id: recognition.meetingId, at: "ward", hidden: "meeting.notFound" },
    recognition: { id: recognition.id, at: "cell", hidden: "recognition.notFound" },
    document: { id: document.id, at: "cell", hidden: "document.notFound" },
    replication: { id: task.id, at: "committee", hidden: "replication.notFound" },
    post: { id: postId, at: "cell", hidden: "post.notFound" },
    body: { id: bodyId, at: "ward", hidden: "body.notFound" },
    reorganisation: { id: reorganisationId, at: "ward", hidden: "reorganisation.notFound" },
    cluster: { id: clusterId, at: "ward", hidden: "cluster.notFound" },
    advisoryAssignment: { id: advisory.id, at: "ward", hidden: "advisory.notFound" },
    report: { id: snapshot.id, at: "ward", hidden: "report.notFound" },
  };
  const table = calls(w);
  const thingsOf = (procedure: Named): readonly (On | null)[] => {
    const { on } = callOf(table, procedure.path);
    if (on === "list") return [null];
    if (on !== "unit") return [standing[on]];
    return (["cell", "ward"] as const).map((at) => ({ id: units[at], at, hidden: "unit.notFound" }));
  };

  const holding = async (posts: readonly Partial<NewPost>[]): Promise<Caller> => {
    const personId = randomUUID();
    await insertPerson(db, { id: personId, name: "Người được hỏi", username: personId, passwordHash: "none" });
    for (const given of posts) {
      await insertPost(db, {
        personId,
        role: "viewer",
        unitId: units.ward,
        bodyId: null,
        seat: null,
        validFrom: "2025-07-01",
        ...given,
      });
    }
    return w.as(personId);
  };
  /** A body at each place for each kind, so that seats can be held everywhere. */
  const seatsAt = async (role: Role, at: Position): Promise<Partial<NewPost>> => {
    const [kind] = bodyKindsOf(role);
    if (kind === undefined) return { role, unitId: units[at] };
    const council = kind === "council" ? await bodyOfUnit(db, units[at]) : undefined;
    const rules = defaultBodyRules;
    const body = council?.id ?? (await insertBody(db, { unitId: units[at], name: `Ban tại ${at}`, kind, rules }));
    return { role, unitId: units[at], bodyId: body, seat: needsSeat(role) ? "member" : null };
  };

  const callers = new Map<string, Caller>();
  for (const role of roles) {
    for (const at of positions) callers.set(`${role} ${at}`, await holding([await seatsAt(role, at)]));
  }

  let cases = 0;
  let written = 0;
  const answerOf = async (caller: Caller, procedure: Named, thing: On | null, id = thing?.id): Promise<Answer> => {
    cases += 1;
    const { data } = callOf(table, procedure.path);
    const outcome = await run(caller, procedure.path, id === undefined ? data : inputOf(procedure, id, data)).then(
      () => "done",
      (error: unknown) => refusalOf(Promise.reject(error)).then(({ code }) => code),
    );
    if (outcome === "done" && procedure.type === "mutation") written += 1;
    if (outcome === "session.required") throw new Error(`${procedure.path} asks a person who is known to sign in`);
    if (outcome === "policy.denied") return "-";
    if (outcome === "policy.ownUnit") return "o";
    return outcome === thing?.hidden ? "." : "+";
  };
  const wordFor = async (role: Role, procedure: Named, thing: On | null, id?: string): Promise<string> => {
    let word = "";
    for (const at of positions) word += await answerOf(callers.get(`${role} ${at}`)!, procedure, thing, id);
    return word;
  };

  const rows = new Map(
    (await readFile(matrixFile, "utf8").catch(() => ""))
      .split("\n")
      .filter((line) => /^\w+\.\w+ /u.test(line))
      .map((line) => [line.split(/\s+/u).slice(0, 2).join(" "), line] as const),
  );
  const found: string[] = [];
  const isUpdating = Boolean(process.env["UPDATE_MATRIX"]);
  const expectedRow = (title: string, row: string) => (isUpdating ? row : (rows.get(title) ?? `a row for ${title}`));

  test("every procedure is called", () => {
    expect(procedures.filter(({ path }) => callOf(table, path).on === undefined)).toEqual([]);
    expect(Object.keys(table).filter((path) => !procedures.some((known) => known.path === path))).toEqual([]);
  });

  test.each(procedures)("$path answers as its row says, and a refusal writes nothing", async (procedure) => {
    for (const thing of thingsOf(procedure)) {
      const title = `${procedure.path} ${thing?.at ?? "-"}`;
      const [before, writtenBefore] = [await everything(w), written];
      const words = [];
      for (const role of roles) words.push(await wordFor(role, procedure, thing));
      const row = rowOf(title, words);
      found.push(row);
      expect(row).toBe(expectedRow(title, row));
      const after = written === writtenBefore ? await everything(w) : before;
      expect(after).toEqual(before);
    }
  });

  const ofModel = procedures.filter(({ path }) => ["model", "assessment"].includes(callOf(table, path).on));
  const rightsOver = async (procedure: Named, id: string): Promise<string> => {
    const [thing] = thingsOf(procedure);
    const words = [];
    for (const role of roles) words.push(await wordFor(role, procedure, thing!, id));
    return rowOf(`${procedure.path} ${thing!.at}`, words);
  };

  test.each([
    ["sent and not answered", others.submitted, (path: string) => path.startsWith("models.")],
    ["being marked", others.appraised, () => true],
  ] as const)("the rights over a model that is %s are those over a published one", async (_, id, holds) => {
    for (const procedure of ofModel.filter(({ path }) => holds(path))) {
      const row = await rightsOver(procedure, id);
      expect(row).toBe(expectedRow(`${procedure.path} cell`, row));
    }
  });

  test("a draft is there for its unit and the offices above it alone", async () => {
    for (const procedure of ofModel.filter(({ path }) => path.startsWith("models."))) {
      const words = (await rightsOver(procedure, others.draft)).split(/\s+/u).slice(2);
      const published = expectedRow(`${procedure.path} cell`, "").split(/\s+/u).slice(2);
      const expected = roles.map((role, index) => {
        if (role === "standingOffice") return published[index];
        return role === "unitOfficer" ? `..${published[index]?.[2] ?? ""}...` : "......";
      });
      expect([procedure.path, ...words]).toEqual([procedure.path, ...(isUpdating ? words : expected)]);
    }
  });

  test("a post that has ended or not begun gives nothing, nor does having none", async () => {
    const everyPost = await Promise.all(roles.map((role) => seatsAt(role, "ward")));
    const withNothing = [
      await holding([]),
      await holding(everyPost.map((one) => ({ ...one, validTo: "2026-05-03" }))),
      await holding(everyPost.map((one) => ({ ...one, validFrom: "2026-05-05" }))),
    ];
    for (const procedure of procedures) {
      for (const thing of thingsOf(procedure)) {
        const said = await Promise.all(withNothing.map((caller) => answerOf(caller, procedure, thing)));
        const nothing = thing === null ? "-" : ".";
        expect([procedure.path, ...said]).toEqual([procedure.path, nothing, nothing, nothing]);
      }
    }
  });

  test("whoever stands in for a time may what the holder may, and nothing the day after", async () => {
    const held = { personId: people.leader, role: "leader" as const, unitId: units.ward, bodyId: null, seat: null };
    const { id: substitutesId } = (await db
      .selectFrom("post")
      .select("id")
      .where("personId", "=", held.personId)
      .executeTakeFirst())!;
    const term = { role: held.role, unitId: held.unitId, substitutesId, validFrom: "2026-05-01" };
    const standIn = await holding([{ ...term, validTo: today }]);
    const lapsed = await holding([{ ...term, validTo: "2026-05-03" }]);
    const holder = callers.get("leader ward")!;
    for (const procedure of procedures) {
      for (const thing of thingsOf(procedure)) {
        const of = async (caller: Caller) => `${procedure.path} ${await answerOf(caller, procedure, thing)}`;
        expect(await of(standIn)).toBe(await of(holder));
        expect(await of(lapsed)).not.toContain("+");
      }
    }
  });

  test("a member who works at the unit that proposes is kept from marking it, and from nothing else", async () => {
    const seat = await seatsAt("councilMember", "ward");
    const conflicted = await holding([seat, { role: "unitOfficer", unitId: units.cell }]);
    const [member, officer] = [callers.get("councilMember ward")!, callers.get("unitOfficer cell")!];
    for (const procedure of procedures) {
      for (const thing of thingsOf(procedure)) {
        const both = [await answerOf(member, procedure, thing), await answerOf(officer, procedure, thing)];
        const marks = ["scoring.mark", "scoring.handIn"].includes(procedure.action);
        const expected = marks ? "o" : both.includes("+") ? "+" : both.includes("-") ? "-" : ".";
        const answer = await answerOf(conflicted, procedure, thing);
        expect(`${procedure.path} ${answer}`).toBe(`${procedure.path} ${expected}`);
      }
    }
  });

  test("a step that is allowed but comes from an old page changes nothing", async () => {
    const office = await w.as(people.office);
    const late = { requestId: randomUUID(), id: recognition.modelId, version: outdated, data: noReason };
    const before = await everything(w);
    expect((await refusalOf(office.scoring.reopen(late))).code).toBe("changedMeanwhile");
    expect(await everything(w)).toEqual(before);
  });

  test("the matrix holds no row of a procedure that is gone, and more than three thousand cases were asked", async () => {
    if (isUpdating) {
      await writeFile(matrixFile, `${matrixHead}\n${rowOf("", [columns])}\n${found.join("\n")}\n`);
    }
    const titles = found.map((row) => row.split(/\s+/u).slice(0, 2).join(" "));
    const gone = isUpdating ? [] : [...rows.keys()].filter((title) => !titles.includes(title));
    expect(gone).toEqual([]);
    expect(cases).toBeGreaterThan(3_000);
  });
});

test("before scoring is closed, no answer to anybody holds a mark or a word of another's sheet", async () => {
  const w = await world();
  const { db, people, units, members } = w;
  const model = await appraised(w);
  const words = ["Nhận xét của ủy viên thứ nhất", "Nhận xét của ủy viên thứ hai"];
  const first = await w.as(members[0]!);
  const second = await w.as(members[1]!);
  await first.scoring.handIn(of(model.id, { marks: { B5: 0.5 }, comment: words[0]!, sheetVersion: 0 }));
  await second.scoring.mark(of(model.id, { marks: { B5: 1.5 }, comment: words[1]!, sheetVersion: 0 }));

  const table = calls(w);
  const answers = async (personId: string) => {
    const caller = await w.as(personId);
    const given: string[] = [];
    for (const procedure of procedures.filter(({ type }) => type === "query")) {
      const { on, data } = callOf(table, procedure.path);
      if (on !== "list" && on !== "unit" && on !== "model" && on !== "assessment") continue;
      const ons = on === "unit" ? Object.values(units) : [model.id];
      for (const id of on === "list" ? [null] : ons) {
        const input = id === null ? data : inputOf(procedure, id, data);
        const answer = await run(caller, procedure.path, input).catch(() => null);
        given.push(JSON.stringify(answer));
      }
    }
    return given;
  };

  const others = [...Object.values(people), ...councilOf(w)].filter((id) => id !== members[0] && id !== members[1]);
  for (const id of new Set(others)) {
    for (const answer of await answers(id)) {
      for (const secret of [...words, '"B5":0.5', '"B5":1.5']) expect(answer).not.toContain(secret);
    }
  }
  // The member sees their own, which shows that the search above would find it.
  const own = await answers(members[0]!);
  expect(own.some((answer) => answer.includes(words[0]!) && answer.includes('"B5":0.5'))).toBe(true);
  expect(own.some((answer) => answer.includes(words[1]!))).toBe(false);

  const office = await w.as(people.office);
  await office.scoring.close({ requestId: randomUUID(), id: model.id, version: model.version, data: noReason });
  const scored = await office.scoring.get({ id: model.id, data: {} });
  expect(scored.sheets.map(({ comment }) => comment)).toEqual([words[0]]);
  await db.destroy();
});
