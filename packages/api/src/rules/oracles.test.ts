import { randomUUID } from "node:crypto";
import { copyOf } from "@kheo/db/testing";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isQuery, isVersioned, procedures, questions, run, told } from "./testing-questions.ts";
import {
  accepted,
  aMeeting,
  aNumber,
  appraised,
  aTask,
  closed,
  councilOf,
  drafted,
  of,
  onDatabase,
  opened,
  over,
  paper,
  published,
  declared,
  submitted,
  typed,
  type World,
  world,
  today,
} from "../testing.ts";

/**
 * Two databases that differ in one hidden fact must give a person the same lists, counts, orders, searches, reports,
 * histories, pages and refusals. What leaks is found by comparing all that the person is told in both.
 */

/** What is there before the hidden fact, the same in both databases. */
type Scene = {
  readonly w: World;
  readonly open: { readonly id: string };
  readonly marked: { readonly id: string; readonly version: number };
  readonly voting: {
    readonly id: string;
    readonly version: number;
    readonly items: readonly { readonly itemId: string }[];
  };
  readonly votedModelId: string;
  readonly sent: { readonly id: string; readonly version: number };
  readonly recognition: { readonly id: string; readonly version: number; readonly modelId: string };
  readonly substitute: string;
  /** A reorganisation, not carried out, that ends the units whose drafts and figures are hidden. */
  readonly reorganisationId: string;
};

/** Makes a fact true; the ids of what it makes are tried by the person, who must not tell them from ids of nothing. */
type Fact = (scene: Scene) => Promise<readonly string[] | void>;

const nothing: Fact = async () => undefined;

const instant = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu;
const anyId = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gu;

/** What somebody was told so far; what was made in one database only is named by when it was first told of. */
type Transcript = { readonly lines: readonly string[]; readonly numbers: ReadonlyMap<string, string> };

/** Asks one person's questions and writes down every answer and refusal, in words that two databases are compared by. */
const asking = async ({ w }: Scene, personId: string, before: Transcript = { lines: [], numbers: new Map() }) => {
  const caller = await w.as(personId);
  const lines = [...before.lines];
  // What was made on its own in each database has another id and another instant; which one it is, is the same.
  const numbers = new Map(before.numbers);
  const numberOf = (id: string): string => {
    if (!numbers.has(id)) numbers.set(id, `#${numbers.size}`);
    return numbers.get(id)!;
  };
  const ask = async (path: string, input: unknown) => {
    const answer = JSON.stringify(await told(run(caller, path, input)), (key, value: unknown) =>
      // The head of the whole log stands on papers to date them by: it moves with every act of anybody.
      ["eventHead", "logHead"].includes(key) ? undefined : value,
    );
    lines.push(`${path} ${JSON.stringify(input)} → ${answer}`.replaceAll(instant, "…").replaceAll(anyId, numberOf));
  };
  return { ask, transcript: { lines, numbers } };
};

/** All that a person is told of what both databases hold. */
const known = async (scene: Scene, personId: string): Promise<Transcript> => {
  const { w, open, marked, voting, votedModelId, sent, recognition, reorganisationId } = scene;
  const { ask, transcript } = await asking(scene, personId);
  const models = [open.id, marked.id, votedModelId, sent.id, recognition.modelId];
  const ids: Readonly<Record<string, readonly string[]>> = {
    models,
    scoring: models,
    meetings: [voting.id],
    recognition: [recognition.id],
    reorganisations: [reorganisationId],
  };
  for (const [path, { on, data }] of Object.entries(questions(scene))) {
    for (const one of data) {
      if (on === "list") await ask(path, one);
      else {
        const about = on === "unit" ? Object.values(w.units) : (ids[path.split(".")[0] ?? ""] ?? []);
        for (const id of about) await ask(path, { id, data: one });
      }
    }
  }
  await oldSteps(ask, scene, [sent.id]);
  return transcript;
};

type Ask = (path: string, input: unknown) => Promise<void>;

/** Steps on what is hidden, and old steps on what is known: the refusals must not tell more. */
const oldSteps = async (ask: Ask, { recognition }: Scene, ids: readonly string[]): Promise<void> => {
  for (const path of Object.keys(procedures).filter((name) => !isQuery(name) && isVersioned(name))) {
    for (const id of ids) {
      await ask(path, { requestId: recognition.id, id, version: 999, data: { reason: "Lý do thử" } });
    }
  }
};

/** What a person was told of what both databases hold while nothing was hidden yet. */
const knownBefore = new Map<string, Promise<Transcript>>();

/** All that a person is told, also of the ids of what is hidden, which must be as if they were of nothing. */
const transcript = async (scene: Scene, personId: string, hidden: readonly string[]): Promise<readonly string[]> => {
  if (scene === untouched && !knownBefore.has(personId)) knownBefore.set(personId, known(scene, personId));
  const before = await (scene === untouched ? knownBefore.get(personId) : known(scene, personId));
  const { ask, transcript: whole } = await asking(scene, personId, before);
  for (const [path, { on, data }] of Object.entries(questions(scene))) {
    if (on !== "thing") continue;
    for (const one of data) for (const id of hidden) await ask(path, { id, data: one });
  }
  await oldSteps(ask, scene, hidden);
  return whole.lines;
};

let base: Scene;
/** The scene in which nothing more has happened; many facts are compared with it. */
let untouched: Scene;
beforeAll(async () => {
  const w = await world();
  const substitute = randomUUID();
  await insertPerson(w.db, { id: substitute, name: "Người sẽ làm thay", username: substitute, passwordHash: "none" });
  const recognition = await published(w, { form: { title: "Mô hình đã công bố của chi bộ" } });
  const voted = await closed(w, { form: { title: "Mô hình đang được biểu quyết" } });
  const voting = await opened(w, [voted]);
  const marked = await appraised(w, { form: { title: "Mô hình đang được chấm điểm" } });
  const open = await accepted(w, { form: { title: "Mô hình đang nhập số liệu" } });
  const sent = await submitted(w, { form: { title: "Mô hình chờ tiếp nhận" } });
  const { ward, cell, committee } = w.units;
  const heir = {
    id: randomUUID(),
    name: "Chi bộ mới",
    kind: "partyCell" as const,
    parentId: ward,
    code: null,
    share: null,
  };
  const changes = [{ kind: "merge" as const, from: [cell, committee], into: [heir], posts: "end" as const, note: "" }];
  const { id: reorganisationId } = await (
    await w.as(w.people.administrator)
  ).reorganisations.plan(of(ward, { title: "Nhập chi bộ", basis: "Nghị quyết 1", effectiveOn: today, changes }));
  await w.end();
  base = { w, open, marked, voting, votedModelId: voted.id, sent, recognition, substitute, reorganisationId };
  untouched = { ...base, w: onDatabase(w, await copyOf(w.databaseName, 3)) };
}, 60_000);
afterAll(() => untouched.w.end());

/** The same scene on a database of its own, with a fact made true in it. */
const withFact = async (fact: Fact) => {
  if (fact === nothing) return { scene: untouched, hidden: [] };
  const scene = { ...base, w: onDatabase(base.w, await copyOf(base.w.databaseName, 3)) };
  return { scene, hidden: (await fact(scene)) ?? [] };
};

const ended = (...scenes: readonly Scene[]) =>
  Promise.all(scenes.filter((scene) => scene !== untouched).map(({ w }) => w.end()));

const mark =
  (points: number, comment: string, handIn: boolean): Fact =>
  async ({ w, marked }) => {
    const member = await w.as(w.members[0]!);
    const data = of(marked.id, { marks: { B5: points }, comment, sheetVersion: 0 });
    await (handIn ? member.scoring.handIn(data) : member.scoring.mark(data));
  };
const ballots =
  (dissenter: number, close: boolean): Fact =>
  async ({ w, voting }) => {
    for (const [index, id] of councilOf(w).entries()) {
      const choice = index === dissenter ? ("disagree" as const) : ("agree" as const);
      await (await w.as(id)).meetings.vote(of(voting.id, paper(voting, choice)));
    }
    if (close) await (await w.as(w.people.office)).meetings.close(over(voting, {}));
  };
const elsewhere = { officer: "otherOfficer", office: "otherOffice", unitId: "otherCell" } as const;
const given = ({ people, units }: World, title: string) => ({
  officer: people[elsewhere.officer],
  office: people[elsewhere.office],
  unitId: units[elsewhere.unitId],
  form: { title },
});
const draft =
  (title: string): Fact =>
  async ({ w }) => [(await drafted(w, { form: { title } })).id];
const figures =
  (hhAffected: number): Fact =>
  async ({ w, open }) => {
    await (
      await w.as(w.people.officer)
    ).scoring.declare(
      of(
        open.id,
        typed(
          { figures: { hhAffected }, ticks: { A1: [true, false] }, claims: { B2: "Không phát sinh trong kỳ." } },
          { figures: {}, ticks: {}, claims: {} },
        ),
      ),
    );
  };
const reserved =
  (abstract: string): Fact =>
  async ({ w }) => [
    (await (await w.as(w.people.officer)).documents.reserve(of(w.units.cell, { ...aNumber, abstract }))).id,
  ];
const newcomer =
  (where: "otherWard" | "ward", role: "viewer" | "unitOfficer"): Fact =>
  async ({ w }) => {
    const id = randomUUID();
    await insertPerson(w.db, { id, name: "Người mới ở phường khác", username: id, passwordHash: "none" });
    const post = { personId: id, role, unitId: w.units[where], bodyId: null, seat: null, validFrom: "2026-01-01" };
    return [await insertPost(w.db, post)];
  };
const held: Fact = async ({ w }) => {
  const proposedModel = await closed(w, { form: { title: "Mô hình sẽ bị tạm hoãn" } });
  return [proposedModel.id];
};

const insiders = ["leader", "committeeMember", "provinceOffice"] as const;
const outsiders = ["otherOffice", "otherOfficer", "viewer", "committeeOfficer", "outsider"] as const;
/** A guest of the ward reads its report, whose counts tell how many models there are. */
const outsidersOfTheReport = ["otherOffice", "otherOfficer", "committeeOfficer", "outsider"] as const;
const everybody = ["officer", "office", "administrator", ...insiders, ...outsiders] as const;
type Viewer = (typeof everybody)[number] | "member";

/** Each hidden fact as two ways it may be, and everybody who must not be able to tell which. */
const facts: readonly (readonly [name: string, one: Fact, other: Fact, viewers: readonly Viewer[]])[] = [
  ["a member's marks that are handed in", mark(0.5, "", true), mark(1.5, "", true), [...everybody, "member"]],
  ["whether a member has begun to mark", nothing, mark(0.5, "Đang chấm", false), [...everybody, "member"]],
  ["what a member remarks", mark(1, "Rất tốt", true), mark(1, "Chưa đạt", true), [...everybody, "member"]],
  [
    "who of the council disagreed, while the vote is open",
    ballots(0, false),
    ballots(1, false),
    [...everybody, "member"],
  ],
  ["who of the council disagreed, after the vote", ballots(2, true), ballots(3, true), [...everybody, "member"]],
  [
    "whether a unit is drafting",
    nothing,
    draft("Bản nháp chưa gửi"),
    ["leader", "committeeMember", "member", ...outsiders],
  ],
  [
    "what a unit is drafting",
    draft("Bản nháp thứ nhất"),
    draft("Bản nháp thứ hai"),
    ["leader", "committeeMember", "member", "administrator", ...outsiders],
  ],
  ["figures not sent yet", figures(10), figures(99), ["committeeMember", "member", ...outsiders]],
  ["whether figures are being typed", nothing, figures(86), ["committeeMember", "member", ...outsiders]],
  [
    "what another ward has registered",
    nothing,
    async ({ w }) => [(await submitted(w, given(w, "Mô hình của phường khác"))).id],
    ["officer", "office", "leader", "committeeMember", "member", "viewer", "committeeOfficer", "outsider"],
  ],
  [
    "what another ward is drafting",
    nothing,
    async ({ w }) => [(await drafted(w, given(w, "Bản nháp của phường khác"))).id],
    [
      "administrator",
      "officer",
      "office",
      "leader",
      "committeeMember",
      "member",
      "viewer",
      "committeeOfficer",
      "outsider",
    ],
  ],
  [
    "why another ward has sent a form back",
    async ({ w }) => {
      const sent = await submitted(w, given(w, "Mô hình của phường khác"));
      await (await w.as(w.people.otherOffice)).models.return(over(sent, { reason: "Thiếu chỉ tiêu số." }));
    },
    async ({ w }) => {
      const sent = await submitted(w, given(w, "Mô hình của phường khác"));
      await (await w.as(w.people.otherOffice)).models.return(over(sent, { reason: "Trùng với mô hình khác." }));
    },
    ["officer", "office", "leader", "committeeMember", "member", "viewer", "committeeOfficer", "outsider"],
  ],
  [
    "the figures of another ward",
    nothing,
    async ({ w }) => [(await declared(w, given(w, "Mô hình của phường khác"))).id],
    ["officer", "office", "leader", "committeeMember", "member", "viewer", "committeeOfficer", "outsider"],
  ],
  [
    "who works in another ward",
    nothing,
    newcomer("otherWard", "viewer"),
    [
      "officer",
      "office",
      "leader",
      "committeeMember",
      "member",
      "viewer",
      "committeeOfficer",
      "outsider",
      "otherOffice",
    ],
  ],
  [
    "who works in one's own ward",
    nothing,
    newcomer("ward", "viewer"),
    ["officer", "member", "viewer", "committeeOfficer", "otherOffice"],
  ],
  [
    "that a member has a conflict",
    nothing,
    async ({ w }) => {
      const post = { personId: w.members[0]!, role: "unitOfficer" as const, unitId: w.units.cell };
      await insertPost(w.db, { ...post, bodyId: null, seat: null, validFrom: "2026-01-01" });
    },
    ["otherOffice", "otherOfficer", "viewer", "committeeOfficer", "outsider"],
  ],
  [
    "who stands in for the office",
    nothing,
    async ({ w, substitute }) => {
      const holder = await w.db
        .selectFrom("post")
        .select("id")
        .where("personId", "=", w.people.office)
        .executeTakeFirstOrThrow();
      const administrator = await w.as(w.people.administrator);
      const term = { personId: substitute, validFrom: "2026-05-04", validTo: "2026-05-30" };
      await administrator.posts.substitute(of(holder.id, term));
    },
    ["officer", "member", "committeeMember", "viewer", "otherOffice", "otherOfficer"],
  ],
  ["what is scored and not yet published", nothing, held, outsidersOfTheReport],
  [
    "that a meeting of the council is called together",
    nothing,
    async ({ w }) => {
      const model = await closed(w, { form: { title: "Mô hình thứ tư của chi bộ" } });
      return [(await (await w.as(w.people.office)).meetings.convene(of(w.units.ward, aMeeting(w, [model.id])))).id];
    },
    outsidersOfTheReport,
  ],
  [
    "a number another unit has taken",
    nothing,
    async ({ w }) => [(await (await w.as(w.people.officer)).documents.reserve(of(w.units.cell, aNumber))).id],
    outsiders,
  ],
  [
    "what a number was taken for",
    reserved("Về việc khen thưởng ông A"),
    reserved("Về việc khen thưởng bà B"),
    ["administrator", ...outsiders],
  ],
  [
    "a task another unit has got from the ward",
    nothing,
    async ({ w, recognition }) => [
      (await (await w.as(w.people.office)).replication.give(of(w.units.committee, aTask(w, recognition)))).id,
    ],
    ["otherOffice", "otherOfficer", "outsider"],
  ],
];

describe("two databases that differ in one hidden fact tell the same", () => {
  test.each(facts)("%s", { timeout: 60_000 }, async (_, one, other, viewers) => {
    const [left, right] = await Promise.all([withFact(one), withFact(other)]);
    const hidden = [...left.hidden, ...right.hidden];
    for (const viewer of viewers) {
      const personId = viewer === "member" ? base.w.members[5]! : base.w.people[viewer];
      const [first, second] = [
        await transcript(left.scene, personId, hidden),
        await transcript(right.scene, personId, hidden),
      ];
      expect(first.length).toBeGreaterThan(100);
      const differences = first.filter((line, index) => line !== second[index]);
      expect({
        viewer,
        differences: differences.slice(0, 3),
        instead: second.filter((line, index) => line !== first[index]).slice(0, 3),
      }).toEqual({
        viewer,
        differences: [],
        instead: [],
      });
    }
    await ended(left.scene, right.scene);
  });

  test("more than sixty pairs are compared, over every question there is", () => {
    const pairs = facts.reduce((sum, [, , , viewers]) => sum + viewers.length, 0);
    expect(pairs).toBeGreaterThanOrEqual(60);
    const asked = Object.keys(questions(base));
    const queries = Object.keys(procedures).filter(isQuery);
    expect(queries.filter((path) => !asked.includes(path))).toEqual(["session.me"]);
  });

  test("the comparison would see it: whoever may know the fact is told differently", async () => {
    const [left, right] = await Promise.all([withFact(nothing), withFact(draft("Bản nháp chưa gửi"))]);
    const [first, second] = await Promise.all(
      [left, right].map(({ scene }) => transcript(scene, base.w.people.office, right.hidden)),
    );
    expect(first).not.toEqual(second);
    await ended(left.scene, right.scene);
  });
});
