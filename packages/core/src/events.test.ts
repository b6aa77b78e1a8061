import { expect, test } from "vitest";
import { eventPolicy } from "./events.ts";
import { type Action, policy } from "./policy.ts";
import { workflow } from "./workflow.ts";

const actions = Object.keys(policy) as Action[];
const having = (kept: ReturnType<typeof eventPolicy>) => actions.filter((action) => eventPolicy(action) === kept);

test("what saves itself while one types leaves no event, and nothing else", () => {
  expect(having("none")).toEqual(["model.edit", "scoring.report", "scoring.mark"]);
});

test("sheets are kept sealed until the scoring is closed; ballots and passwords are not kept at all", () => {
  expect(having("sealed")).toEqual(["scoring.handIn"]);
  expect(having("redacted").toSorted()).toEqual(["meeting.vote", "person.create", "person.resetPassword"]);
});

test("every step of a workflow is kept in full", () => {
  const nouns: Readonly<Record<string, string>> = { assessment: "scoring" };
  const steps = Object.entries(workflow).flatMap(([thing, states]) =>
    Object.values(states).flatMap((step: object) =>
      Object.keys(step).map((name) => `${nouns[thing] ?? thing}.${name}`),
    ),
  );
  expect(steps).toContain("scoring.close");
  expect(steps.filter((step) => eventPolicy(step as Action) !== "full")).toEqual([]);
});
