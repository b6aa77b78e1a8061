import { expect, test } from "vitest";
import { eventPolicy, headText, keptThrough, parseHead, retentionOf, viewRight } from "./events.ts";
import { type Action, policy } from "./policy.ts";
import type { Stated } from "./states.ts";
import { steps as rows } from "./steps.ts";
import { type Thing, things } from "./things.ts";
import { actionOfStep } from "./workflow.ts";

const actions = Object.keys(policy) as Action[];
const having = (kept: ReturnType<typeof eventPolicy>) => actions.filter((action) => eventPolicy(action) === kept);

test("what saves itself while one types leaves no event, and nothing else", () => {
  expect(having("none")).toEqual(["model.edit", "scoring.declare", "scoring.mark"]);
});

test("sheets are kept sealed until the scoring is closed; ballots and passwords are not kept at all", () => {
  expect(having("sealed")).toEqual(["scoring.handIn"]);
  expect(having("redacted").toSorted()).toEqual([
    "meeting.vote",
    "model.forgetContact",
    "person.create",
    "session.changePassword",
    "session.disableSecondFactor",
    "session.enableSecondFactor",
    "session.end",
    "session.prepareSecondFactor",
    "session.prove",
    "session.renewRecoveryCodes",
  ]);
});

test("every step of a workflow is kept in full", () => {
  const steps = Object.entries(rows).flatMap(([thing, ofThing]) =>
    Object.keys(ofThing).map((step) => actionOfStep(thing as Stated, step as never)),
  );
  expect(steps).toContain("scoring.close");
  expect(steps.filter((step) => eventPolicy(step as Action) !== "full")).toEqual([]);
});

test("what an official paper rests on is kept for good, forms with a person's telephone the shortest", () => {
  const years = (action: Action) => retentionOf(action).years;
  expect(
    ["recognition.recognize", "recognition.revoke", "report.freeze", "unit.manage"].map((one) => years(one as Action)),
  ).toEqual(Array(4).fill("forGood"));
  expect([years("model.create"), years("scoring.handIn"), years("replication.submit")]).toEqual([5, 10, 20]);
});

test("every retention says why, and that the years are our own choice", () => {
  for (const action of actions) expect(retentionOf(action).reason).toContain("do Khéo tự chọn");
});

test("a payload must be there to the same day so many years later; without a rule for good", () => {
  expect(keptThrough("model.create", "2026-05-04")).toBe("2031-05-04");
  expect(keptThrough("model.create", "2024-02-29")).toBe("2029-02-28");
  expect(keptThrough("replication.submit", "2024-02-29")).toBe("2044-02-29");
  expect(keptThrough("report.freeze", "2026-05-04")).toBeNull();
  expect(keptThrough("model.abolishedLongAgo", "2026-05-04")).toBeNull();
});

test("a head of the chain is printed short, and read back as people type it", () => {
  const head = { position: 208, hash: "9f3a12bc77de0a41".padEnd(64, "5") };
  expect(headText(head)).toBe("208-9f3a-12bc-77de-0a41");
  const short = { position: 208, hash: "9f3a12bc77de0a41" };
  for (const typed of [headText(head), " 208 - 9F3A 12bc 77DE 0a41 ", "208-9f3a12bc77de0a41"]) {
    expect(parseHead(typed)).toEqual(short);
  }
  expect(parseHead(`208-${head.hash}`)).toEqual(head);
  for (const wrong of [
    "",
    "208",
    "208-9f3a",
    "x-9f3a-12bc-77de-0a41",
    "208-9f3a-12bc-77de-0a4g",
    `1-${"a".repeat(65)}`,
  ]) {
    expect(parseHead(wrong)).toBeNull();
  }
});

test("whoever may see a thing may read what was done to it", () => {
  expect((Object.keys(things) as Thing[]).filter((thing) => !(viewRight(thing) in policy))).toEqual([]);
  expect([viewRight("assessment"), viewRight("post"), viewRight("unit")]).toEqual([
    "scoring.view",
    "person.view",
    "unit.view",
  ]);
});
