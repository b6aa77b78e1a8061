import { expect, test } from "vitest";
import { plannedChanges } from "./reorganisations.ts";

const change = {
  kind: "merge",
  from: ["3b241101-e2bb-4255-8caf-4136c566a962"],
  into: [],
  posts: "end",
  note: "",
} as const;
const problemsOf = (plan: unknown) => plannedChanges.safeParse(plan).error?.issues ?? [];

test("S-01: a plan of nothing but mistakes is refused after a few of them", () => {
  const wrong = Array.from({ length: 20_000 }, () => ({ ...change, from: ["không phải mã"] }));
  expect(problemsOf(wrong).map(({ path }) => path.join("."))).toEqual(
    Array.from({ length: 20 }, (_, index) => `${index}.from.0`),
  );
  expect(problemsOf([{ ...change, from: Array.from({ length: 450_000 }, () => 1), into: wrong }])).toHaveLength(2);
  expect(problemsOf(Array.from({ length: 20_001 }, () => change))).toHaveLength(1);
  expect(problemsOf([change, change])).toEqual([]);
});
