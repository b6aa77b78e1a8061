import { things } from "./things.ts";
import { describe, expect, test } from "vitest";
import { DomainError, type ErrorCode } from "./errors.ts";
import { advanceModel, emptyRegistration, type RegistrationForm, registrationItemNames } from "../movement/models.ts";
import type { Period } from "../movement/periods.ts";
import { initialStates, type StateOf, stateText, type Stated } from "./states.ts";
import { type StepOf, steps } from "./steps.ts";
import { actionOfStep, advance as advanceAny, asksTaker, asksWhy, nextState, stepRow, stepsFrom } from "./workflow.ts";
import { policy } from "./policy.ts";
import { advanceRecognition, recognizedStates, replicableStates } from "../movement/recognition.ts";
import { liveReplicationStates, requireReplicable } from "../movement/replication.ts";
import { advanceAssessment } from "../movement/scoring.ts";

const stated = Object.keys(steps) as Stated[];
/** The rows without their types, to be walked through. */
const rows: Readonly<Record<Stated, Readonly<Record<string, { from: readonly string[]; to: string }>>>> = steps;
/** From each state, which step leads where. */
const tables = Object.fromEntries(
  stated.map((thing) => [
    thing,
    Object.fromEntries(
      Object.keys(stateText[thing]).map((state) => [
        state,
        Object.fromEntries(
          Object.entries(rows[thing]).flatMap(([step, { from, to }]) => (from.includes(state) ? [[step, to]] : [])),
        ),
      ]),
    ),
  ]),
) as Readonly<Record<Stated, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
const statesOf = (thing: Stated): readonly string[] => Object.keys(tables[thing]);
const stepsOf = (thing: Stated): readonly string[] => Object.keys(rows[thing]);
const sorted = (words: readonly string[]): readonly string[] => words.toSorted((one, other) => (one < other ? -1 : 1));

/** What a call was refused with. */
const refusalOf = (call: () => unknown): { code: ErrorCode; details: unknown } => {
  try {
    call();
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error("the call was not refused");
};

/** Each thing's own way through its table, with everything that its guards ask for. */
const advance: Readonly<Record<Stated, (state: string, step: string) => string>> = {
  model: (state, step) =>
    advanceModel({ state: state as StateOf<"model">, form: complete }, step as StepOf<"model">, { period, reason }),
  assessment: (state, step) =>
    advanceAssessment(state as StateOf<"assessment">, step as StepOf<"assessment">, { period, reason, handedIn: 1 }),
  recognition: (state, step) =>
    advanceRecognition(state as StateOf<"recognition">, step as StepOf<"recognition">, {
      today: "2026-05-04",
      passed: true,
      obstacle: "",
      reason,
    }),
  replication: (state, step) =>
    advanceAny("replication", state as StateOf<"replication">, step as StepOf<"replication">, reason),
  document: (state, step) => advanceAny("document", state as StateOf<"document">, step as StepOf<"document">, reason),
};

describe.each(stated)("the table of %s", (thing) => {
  const transitions = Object.entries(tables[thing]).flatMap(([state, steps]) =>
    Object.entries(steps).map(([step, to]) => ({ state, step, to })),
  );

  test("reaches every state from the states in which it may begin", () => {
    const reached = new Set<string>(initialStates[thing]);
    for (let before = -1; before < reached.size;) {
      before = reached.size;
      for (const { state, to } of transitions) if (reached.has(state)) reached.add(to);
    }
    expect(sorted([...reached])).toEqual(sorted(statesOf(thing)));
  });

  test("leads to states it knows, each with words of its own", () => {
    expect(transitions.filter(({ to }) => !statesOf(thing).includes(to))).toEqual([]);
    const words = Object.values(stateText[thing]);
    expect(sorted(Object.keys(stateText[thing]))).toEqual(sorted(statesOf(thing)));
    expect(new Set(words).size).toBe(words.length);
    expect(things[thing].name).toMatch(/^\p{Lu}/u);
  });

  test("says what will happen, a sentence each, but where a form of its own says it", () => {
    const silent = stepsOf(thing).filter((step) => stepRow(thing, step as never).consequence === undefined);
    expect(silent).toEqual(
      { model: ["merge"], assessment: ["submit"], recognition: [], replication: ["submit"], document: ["issue"] }[
        thing
      ],
    );
    const said = stepsOf(thing).flatMap((step) => stepRow(thing, step as never).consequence?.({}) ?? []);
    expect(said.filter((text) => !/^\p{Lu}.*[.]$/u.test(text))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });

  test("has a row of the policy for every step", () => {
    const steps = stepsOf(thing).map((step) => actionOfStep(thing, step as never));
    expect(steps.filter((step) => !(step in policy))).toEqual([]);
  });

  test("leads where it says, and refuses every other step in words", () => {
    const words: Readonly<Record<string, string>> = stateText[thing];
    for (const state of statesOf(thing)) {
      const named = tables[thing][state] ?? {};
      expect(stepsFrom(thing, state as never)).toEqual(Object.keys(named));
      for (const [step, to] of Object.entries(named)) expect(advance[thing](state, step)).toBe(to);
      for (const step of stepsOf(thing).filter((other) => !(other in named))) {
        expect(nextState(thing, state as never, step as never)).toBeUndefined();
        expect(refusalOf(() => advance[thing](state, step))).toMatchObject({
          code: "workflow.wrongState",
          details: { what: things[thing].name, state: words[state] },
        });
      }
    }
  });
});

const period: Period = {
  id: "p",
  title: "Năm 2026",
  opensOn: "2026-01-01",
  registrationClosesOn: "2026-03-31",
  extensions: [],
  endsOn: "2026-12-31",
  closedOn: null,
  editions: {},
};
const locked: Period = { ...period, closedOn: "2027-01-31" };
const reason = "Lý do đủ dài.";
const complete: RegistrationForm = {
  ...emptyRegistration,
  title: "Mô hình đủ nội dung",
  items: Object.fromEntries(
    registrationItemNames.map((name) => [name, "Nội dung ghi đủ."]),
  ) as RegistrationForm["items"],
  targets: [{ name: "Chiều dài", unit: "km", baseline: 0, goal: 1, dueOn: "2026-11-30" }],
  contactName: "Nguyễn Văn A",
  contactPhone: "0900 000 000",
};

describe("a step that concerns somebody says why", () => {
  /** The steps that ask for a reason, of all that a table has. */
  const asking = (thing: Stated) => sorted(stepsOf(thing).filter((step) => asksWhy(thing, step as never)));

  test("which steps these are", () => {
    expect({
      model: asking("model"),
      assessment: asking("assessment"),
      recognition: asking("recognition"),
      replication: asking("replication"),
      document: asking("document"),
    }).toEqual({
      model: ["discontinue", "merge", "reject", "return", "suspend", "withdraw"],
      assessment: ["reopen", "return"],
      recognition: ["decline", "downgrade", "hold", "revoke"],
      replication: ["decline", "dismiss", "fail", "requestWork"],
      document: ["cancel"],
    });
  });

  test("whoever signs a drafted decision is not asked again what its draft has said", () => {
    expect([asksWhy("recognition", "revoke"), asksTaker("recognition", "revoke")]).toEqual([true, false]);
    expect([asksWhy("recognition", "decline"), asksTaker("recognition", "decline")]).toEqual([true, true]);
    expect(asksTaker("recognition", "recognize")).toBe(false);
  });

  test.each([
    [
      "a model",
      (given?: string) => advanceModel({ state: "submitted", form: complete }, "return", { period, reason: given }),
    ],
    ["an assessment", (given?: string) => advanceAssessment("closed", "reopen", { period, reason: given })],
    [
      "a recognition",
      (given?: string) =>
        advanceRecognition("proposed", "hold", { today: "2026-05-04", passed: true, obstacle: "", reason: given }),
    ],
    ["a document", (given?: string) => advanceAny("document", "reserved", "cancel", given)],
    ["a replication", (given?: string) => advanceAny("replication", "assigned", "decline", given)],
  ])("%s", (_, step) => {
    for (const short of [undefined, "", "     ", " ngắn "]) {
      expect(refusalOf(() => step(short)).code).toBe("workflow.reasonRequired");
    }
    expect(step("12345")).toBeDefined();
  });
});

describe("a model", () => {
  test("does not move once its period is locked", () => {
    expect(refusalOf(() => advanceModel({ state: "draft", form: complete }, "submit", { period: locked }))).toEqual({
      code: "period.closed",
      details: { title: "Năm 2026", closedOn: "31/01/2027" },
    });
  });

  test("is sent complete", () => {
    const empty = { ...complete, targets: [] };
    expect(refusalOf(() => advanceModel({ state: "draft", form: empty }, "submit", { period }))).toMatchObject({
      code: "model.incomplete",
      details: { fields: [{ path: "targets" }] },
    });
    expect(advanceModel({ state: "returned", form: complete }, "submit", { period })).toBe("submitted");
  });
});

describe("an assessment", () => {
  test("does not move once its period is locked", () => {
    expect(refusalOf(() => advanceAssessment("open", "submit", { period: locked })).code).toBe("period.closed");
  });

  test.each(["appraise", "close"] as const)("takes the step “%s” with everything decided", (step) => {
    const state = step === "appraise" ? "selfScored" : "underAppraisal";
    const facts = { period, undecided: ["A1 Lập hồ sơ"], handedIn: 3 };
    expect(refusalOf(() => advanceAssessment(state, step, facts))).toEqual({
      code: "scoring.undecided",
      details: { items: ["A1 Lập hồ sơ"] },
    });
    expect(advanceAssessment(state, step, { ...facts, undecided: [] })).toBeDefined();
  });

  test("closes with a sheet at least", () => {
    for (const handedIn of [undefined, 0]) {
      expect(refusalOf(() => advanceAssessment("verified", "close", { period, handedIn })).code).toBe(
        "scoring.noSheets",
      );
    }
    expect(advanceAssessment("verified", "close", { period, handedIn: 1 })).toBe("closed");
  });
});

describe("a recognition", () => {
  const facts = { today: "2026-05-04", passed: true, obstacle: "" };

  test("needs a vote and a verdict that passed", () => {
    const failed = { ...facts, passed: false, obstacle: "chưa đủ tỷ lệ phiếu đồng ý." };
    expect(refusalOf(() => advanceRecognition("proposed", "recognize", failed))).toEqual({
      code: "recognition.notPassed",
      details: { reason: "chưa đủ tỷ lệ phiếu đồng ý." },
    });
    // What was recognised may be published and revoked whatever a later verdict says.
    expect(advanceRecognition("recognized", "publish", failed)).toBe("published");
  });

  test("is signed today or before", () => {
    const signed = (signedOn: string) => () => advanceRecognition("proposed", "recognize", { ...facts, signedOn });
    expect(refusalOf(signed("2026-05-05"))).toEqual({
      code: "decision.signedInFuture",
      details: { today: "04/05/2026" },
    });
    expect(signed("2026-05-04")()).toBe("recognized");
  });

  test("stands in four states, and is a source in two of them", () => {
    expect(recognizedStates).toEqual(["recognized", "published", "confirmed", "downgraded"]);
    expect(replicableStates).toEqual(["published", "confirmed"]);
  });
});

describe("a replication", () => {
  const facts = {
    today: "2026-05-04",
    dueOn: "2026-10-31",
    sourceState: "published",
    sourceUnitId: "one",
    adopterUnitId: "other",
  } as const;

  test("is alive until it ends", () => {
    const ended = statesOf("replication").filter((state) => Object.keys(tables.replication[state] ?? {}).length === 0);
    expect(sorted(ended)).toEqual(["confirmed", "declined", "failed"]);
    expect(sorted([...liveReplicationStates, ...ended])).toEqual(sorted(statesOf("replication")));
  });

  test.each([
    ["a source that is only signed", { sourceState: "recognized" }, "replication.sourceNotRecognized"],
    ["a source that has got worse", { sourceState: "downgraded" }, "replication.sourceNotRecognized"],
    ["a source that was revoked", { sourceState: "revoked" }, "replication.sourceNotRecognized"],
    ["the unit that has the model", { adopterUnitId: "one" }, "replication.ownUnit"],
    ["a due day that is today", { dueOn: "2026-05-04" }, "replication.dueInPast"],
  ] as const)("does not begin with %s", (_, given, code) => {
    expect(refusalOf(() => requireReplicable({ ...facts, ...given })).code).toBe(code);
  });

  test.each(["published", "confirmed"] as const)("begins from a recognition that is %s", (sourceState) => {
    expect(() => requireReplicable({ ...facts, sourceState })).not.toThrow();
  });
});
