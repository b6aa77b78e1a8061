import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { type ErrorCode } from "@kheo/core/errors";
import { emptyRegistration } from "@kheo/core/models";
import { type Action, type Actor, can, grantsOf, policy, type UnitPlace } from "@kheo/core/policy";
import { actorOf, insertPerson } from "@kheo/db/people";
import { insertPost } from "@kheo/db/posts";
import { placeOf } from "@kheo/db/units";
import { afterAll, describe, expect, test } from "vitest";
import { appRouter, type Caller, callerFor } from "./index.ts";
import {
  aDecision,
  appraised,
  aTask,
  councilOf,
  everything,
  noReason,
  of,
  published,
  refusalOf,
  today,
  type World,
  world,
} from "./testing.ts";

/** Procedures for people who are not signed in. */
const publicProcedures = ["session.me", "session.firstAdministrator"];

/** Actions that no procedure is named after, and why they stand in the policy. */
const reachOnly: readonly Action[] = [
  // Who may read the log of everything; a thing's own history comes with the thing.
  "event.view",
];

type Named = { readonly path: string; readonly type: "query" | "mutation"; readonly action: Action };

/* oxlint-disable no-underscore-dangle -- tRPC keeps what a router is made of under this name. */
type Built = { readonly _def: { type: "query" | "mutation"; meta: { action: Action | "public" } } };
const all = Object.entries(appRouter._def.procedures as unknown as Readonly<Record<string, Built>>).map(
  ([path, { _def }]) => ({ path, type: _def.type, action: _def.meta.action }),
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
    const nouns = { models: "model", meetings: "meeting", reports: "report", people: "person", posts: "post" };
    const covering: Readonly<Record<string, Action>> = {
      "units.create": "unit.manage",
      "periods.open": "period.manage",
      "periods.close": "period.manage",
      "replication.give": "replication.assign",
    };
    for (const { path, action } of procedures.filter(({ type }) => type === "mutation")) {
      const [noun, verb] = path.split(".") as [keyof typeof nouns, string];
      expect({ path, action }).toEqual({ path, action: covering[path] ?? `${nouns[noun] ?? noun}.${verb}` });
    }
  });

  test("uses every action of the policy", () => {
    const used = new Set(procedures.map(({ action }) => action));
    const unused = (Object.keys(policy) as Action[]).filter((action) => !used.has(action));
    expect(unused).toEqual(reachOnly);
  });

  test("asks whoever is not signed in to sign in, before it looks at anything else", async () => {
    const w = await world();
    const nobody = callerFor({
      db: w.db,
      actor: null,
      catalog,
      today,
      requestNumber: "test",
      hashPassword: async () => "",
    });
    for (const { path } of procedures) {
      const { code } = await refusalOf(run(nobody, path, {}));
      expect({ path, code }).toEqual({ path, code: "session.required" });
    }
    expect(await nobody.session.me()).toMatchObject({ actor: null });
    await w.end();
  });
});

/** A thing that procedures are about, as they name it; how one sees it and what its absence is called. */
type On = {
  readonly alsoSeenFrom?: string;
  readonly id: string;
  readonly unitId: string;
  readonly view: Action;
  readonly hidden: ErrorCode;
};

type Things = Readonly<
  Record<"unit" | "model" | "assessment" | "meeting" | "recognition" | "replication" | "post" | "snapshot", On>
>;

/** What each procedure is called with: on what, and with which data. `list` is about everything within reach. */
const calls = (w: World): Readonly<Record<string, { readonly on: keyof Things | "list"; readonly data: unknown }>> => {
  const { periodId } = w;
  const unknownPeriod = { periodId: randomUUID() };
  const form = { ...emptyRegistration, title: "Mô hình để thử quyền" };
  const sheet = { marks: {}, comment: "", sheetVersion: 0 };
  const task = { ...aTask(w, { id: randomUUID() }), ...noReason };
  return {
    "session.todo": { on: "list", data: { periodId } },
    "units.list": { on: "list", data: {} },
    "units.get": { on: "unit", data: {} },
    "units.create": { on: "unit", data: { name: "Tổ dân phố mới", kind: "partyCell", validFrom: today } },
    "people.list": { on: "unit", data: {} },
    "people.create": {
      on: "unit",
      data: {
        name: "Người trùng tên",
        username: w.people.office,
        password: "mật khẩu đủ dài",
        post: { role: "viewer", validFrom: today, seat: null },
      },
    },
    "posts.appoint": {
      on: "unit",
      data: { personId: randomUUID(), role: "viewer", validFrom: today, seat: null },
    },
    "posts.end": { on: "post", data: { validTo: "2025-01-01" } },
    "people.resetPassword": { on: "post", data: { password: "mật khẩu mới hẳn" } },
    "periods.list": { on: "list", data: {} },
    "periods.open": {
      on: "unit",
      data: { title: "Năm 2026", opensOn: today, registrationClosesOn: today, endsOn: today },
    },
    "periods.close": { on: "unit", data: unknownPeriod },
    "models.list": { on: "list", data: {} },
    "models.get": { on: "model", data: {} },
    "models.history": { on: "model", data: {} },
    "models.continuable": { on: "unit", data: { periodId } },
    "models.create": { on: "unit", data: { ...unknownPeriod, form, continuesId: null } },
    "models.edit": { on: "model", data: form },
    "models.merge": { on: "model", data: { ...noReason, intoId: randomUUID() } },
    "scoring.list": { on: "list", data: { periodId } },
    "scoring.get": { on: "assessment", data: {} },
    "scoring.report": { on: "assessment", data: { figures: {}, ticks: {}, claims: {} } },
    "scoring.decide": { on: "assessment", data: { ticks: {}, claims: {}, adjustments: {} } },
    "scoring.mark": { on: "assessment", data: sheet },
    "scoring.handIn": { on: "assessment", data: sheet },
    "meetings.list": { on: "list", data: { periodId } },
    "meetings.candidates": { on: "unit", data: { periodId } },
    "meetings.get": { on: "meeting", data: {} },
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
    "recognition.gallery": { on: "list", data: {} },
    "recognition.get": { on: "recognition", data: {} },
    "recognition.recognize": { on: "recognition", data: aDecision() },
    "recognition.revoke": { on: "recognition", data: aDecision() },
    "replication.list": { on: "list", data: {} },
    "replication.get": { on: "replication", data: {} },
    "replication.propose": { on: "unit", data: task },
    "replication.give": { on: "unit", data: task },
    "replication.submit": { on: "replication", data: { ...noReason, report: "Đã vận động 40 hộ hiến đất." } },
    "reports.annual": { on: "unit", data: { periodId } },
    "reports.snapshots": { on: "unit", data: { periodId } },
    "reports.snapshot": { on: "snapshot", data: {} },
    "reports.freeze": { on: "unit", data: { periodId } },
  };
};

/** The step of a workflow, which asks for a reason at most, is called after the thing it moves. */
const stepsOf: Readonly<Record<string, keyof Things>> = {
  models: "model",
  scoring: "assessment",
  recognition: "recognition",
  replication: "replication",
  meetings: "meeting",
};

const callOf = (table: ReturnType<typeof calls>, path: string) =>
  table[path] ?? { on: stepsOf[path.split(".")[0]!]!, data: noReason };

/** An outdated version, so that a step which is allowed is refused all the same and changes nothing. */
const outdated = 999;

const inputOf = ({ path, type }: Named, id: string, data: unknown): unknown => {
  if (type === "query") return { id, data };
  const adds = /\.(?:create|appoint|end|resetPassword|open|close|vote|mark|handIn|convene|propose|give|freeze)$/u;
  const onMeeting = path === "meetings.open" || path === "meetings.close" || path === "scoring.close";
  const envelope = { requestId: randomUUID(), id, data };
  return adds.test(path) && !onMeeting ? envelope : { ...envelope, version: outdated };
};

describe("each procedure against each person", async () => {
  const w = await world();
  afterAll(w.end);
  const { db, units, people } = w;
  const recognition = await published(w);
  const task = await (await w.as(people.provinceOffice)).replication.give(of(units.otherCell, aTask(w, recognition)));
  const snapshot = await (await w.as(people.office)).reports.freeze(of(units.ward, { periodId: w.periodId }));
  const spare = randomUUID();
  await insertPerson(db, { id: spare, name: "Người giữ một chức vụ", username: spare, passwordHash: "none" });
  const post = { personId: spare, role: "viewer" as const, unitId: units.ward, bodyId: null, seat: null };
  const postId = await insertPost(db, { ...post, validFrom: "2026-01-01" });

  const things: Omit<Things, "unit"> = {
    model: { id: recognition.modelId, unitId: units.cell, view: "model.view", hidden: "model.notFound" },
    assessment: { id: recognition.modelId, unitId: units.cell, view: "scoring.view", hidden: "scoring.notFound" },
    meeting: { id: recognition.meetingId, unitId: units.ward, view: "meeting.view", hidden: "meeting.notFound" },
    recognition: { id: recognition.id, unitId: units.cell, view: "recognition.view", hidden: "recognition.notFound" },
    replication: {
      id: task.id,
      unitId: units.otherCell,
      alsoSeenFrom: units.cell,
      view: "replication.view",
      hidden: "replication.notFound",
    },
    post: { id: postId, unitId: units.ward, view: "person.view", hidden: "post.notFound" },
    snapshot: { id: snapshot.id, unitId: units.ward, view: "report.view", hidden: "report.notFound" },
  };
  const unitThings = [units.cell, units.ward, units.otherCell].map((id): On => ({
    id,
    unitId: id,
    view: "unit.view",
    hidden: "unit.notFound",
  }));
  const places = new Map<string, UnitPlace>();
  for (const id of Object.values(units)) places.set(id, await placeOf(db, id, today));

  /** What the policy says must come of it: a refusal's code, or `null` where the person may. */
  const expectedOf = (actor: Actor, action: Action, on: On | null): ErrorCode | null => {
    if (on === null) return grantsOf(actor, action).length === 0 ? "policy.denied" : null;
    const place = places.get(on.unitId)!;
    if (can(actor, action, place)) return null;
    const other = on.alsoSeenFrom === undefined ? undefined : places.get(on.alsoSeenFrom);
    if (other && action === on.view && can(actor, action, other)) return null;
    return can(actor, on.view, place) ? "policy.denied" : on.hidden;
  };

  const table = calls(w);
  const everyone = [...Object.entries(people), ["member", w.members[0]!] as const];
  const cases = await Promise.all(
    everyone.map(async ([name, personId]) => ({
      name,
      actor: await actorOf(db, personId, today),
      caller: await w.as(personId),
    })),
  ).then((callers) =>
    callers.flatMap(({ name, actor, caller }) =>
      procedures.flatMap((procedure) => {
        const { on, data } = callOf(table, procedure.path);
        const ons = on === "list" ? [null] : on === "unit" ? unitThings : [things[on]];
        return ons.map((thing) => ({
          title: `${name} ${procedure.path}${thing ? ` at ${thing.unitId}` : ""}`,
          call: () => run(caller, procedure.path, thing ? inputOf(procedure, thing.id, data) : data),
          hidden: thing?.hidden,
          expected: expectedOf(actor, procedure.action, thing),
        }));
      }),
    ),
  );

  test("every procedure is called", () => {
    expect(procedures.filter(({ path }) => callOf(table, path).on === undefined)).toEqual([]);
    expect(Object.keys(table).filter((path) => !procedures.some((known) => known.path === path))).toEqual([]);
  });

  test("who may not is refused: not found where they may not see, forbidden where they may; nothing is written", async () => {
    const before = await everything(w);
    const refused = cases.filter(({ expected }) => expected !== null);
    expect(refused.length).toBeGreaterThan(500);
    for (const { title, call, expected } of refused) {
      const { code } = await refusalOf(call());
      expect({ title, code }).toEqual({ title, code: expected });
    }
    expect(await everything(w)).toEqual(before);
  });

  test("who may is never told that they may not", async () => {
    const allowed = cases.filter(({ expected }) => expected === null);
    expect(allowed.length).toBeGreaterThan(200);
    const toldNot: string[] = [];
    for (const { title, call, hidden } of allowed) {
      const outcome = await call().then(
        () => "done",
        (error: unknown) => refusalOf(Promise.reject(error)).then(({ code }) => code),
      );
      if (["policy.denied", "session.required", hidden].includes(outcome)) toldNot.push(`${title}: ${outcome}`);
    }
    expect(toldNot).toEqual([]);
  });

  test("a step that is allowed but comes from an old page changes nothing", async () => {
    const office = await w.as(people.office);
    const late = { requestId: randomUUID(), id: recognition.modelId, version: outdated, data: noReason };
    const before = await everything(w);
    expect((await refusalOf(office.scoring.reopen(late))).code).toBe("changedMeanwhile");
    expect(await everything(w)).toEqual(before);
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

  const subject = (unitId: string): On => ({ id: model.id, unitId, view: "model.view", hidden: "model.notFound" });
  const table = calls(w);
  const answers = async (personId: string) => {
    const caller = await w.as(personId);
    const given: string[] = [];
    for (const procedure of procedures.filter(({ type }) => type === "query")) {
      const { on, data } = callOf(table, procedure.path);
      if (on !== "list" && on !== "unit" && on !== "model" && on !== "assessment") continue;
      const ons = on === "unit" ? Object.values(units) : [subject(units.cell).id];
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
