import { expect, test } from "vitest";
import { exists, filesBelow } from "./repository.ts";

/** Numbers of decision records that two of them have, and names that have none. */
const problemsOf = (names: readonly string[]): readonly string[] => {
  const numbers = names.map((name) => /^(?<number>\d{4})-[a-z0-9-]+\.md$/u.exec(name)?.groups?.["number"] ?? name);
  return names.filter((name, index) => numbers[index] === name || numbers.indexOf(numbers[index] ?? "") !== index);
};

test("decision records have a number of their own", () => {
  const names = exists("docs/adr") ? filesBelow("docs/adr").map((path) => path.slice("docs/adr/".length)) : [];
  expect(problemsOf(names)).toEqual([]);
});

test("a number that is taken, and a name without one, would be seen", () => {
  expect(problemsOf(["0001-one-database.md", "0002-no-mocks.md"])).toEqual([]);
  expect(problemsOf(["0001-one-database.md", "0001-no-mocks.md", "draft.md"])).toEqual([
    "0001-no-mocks.md",
    "draft.md",
  ]);
});
