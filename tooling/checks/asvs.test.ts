import { expect, test } from "vitest";
import items from "./asvs-items.json" with { type: "json" };
import { exists, filesBelow, read } from "./repository.ts";

/** The folders of the tests that the pages about security name in short. */
const folders: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["api", "core", "db", "papers", "sheets", "threads"].map((name) => [name, `packages/${name}/src`]),
  ),
  server: "apps/server/src",
  checks: "tooling/checks",
  "end-to-end": "tooling/end-to-end",
};

const token = new RegExp(`\`(?<folder>${Object.keys(folders).join("|")})/(?<file>[\\w-]+)\`|“(?<title>[^”]+)”`, "gu");

/** Where below its folder the one test file of a name stands; else where it would be looked for. */
const pathOfTest = (folder: string, file: string): string =>
  filesBelow(folder).find((path) => path.endsWith(`/${file}.test.ts`)) ?? `${folder}/${file}.test.ts`;

type Named = { readonly path: string; readonly titles: readonly string[] };

/** The tests that a page names, each with the titles that follow it in its line. */
const testsIn = (page: string): readonly Named[] =>
  page.split("\n").flatMap((line) => {
    const tests: { readonly path: string; readonly titles: string[] }[] = [];
    for (const { groups } of line.matchAll(token)) {
      const { folder, file, title } = groups ?? {};
      if (title === undefined) tests.push({ path: pathOfTest(folders[folder ?? ""] ?? "", file ?? ""), titles: [] });
      else tests.at(-1)?.titles.push(title);
    }
    return tests;
  });

/** Tests that a page names and that are not there, and titles that begin nowhere in their file. */
const missingTests = (page: string): readonly string[] =>
  testsIn(page).flatMap(({ path, titles }) => {
    if (!exists(path)) return [path];
    const source = read(path);
    return titles
      .filter((title) => !['"', "`"].some((quote) => source.includes(`${quote}${title}`)))
      .map((title) => `${path}: ${title}`);
  });

/** Files of the code that a page names and that are not there. */
const missingFiles = (page: string): readonly string[] =>
  [...page.matchAll(/`((?:apps|packages|plugins|tooling)\/[^`\s]+)`/gu)]
    .map(([, path = ""]) => path)
    .filter((path) => !exists(path));

type Row = { readonly item: string; readonly holds: string; readonly by: string };
const rowsOf = (page: string): readonly Row[] =>
  [...page.matchAll(/^\| (\d+\.\d+\.\d+) +\| [^|]+ \| ([^|]+?) +\| ([^|]+?) +\|$/gmu)].map(
    ([, item = "", holds = "", by = ""]) => ({ item, holds, by }),
  );

const wanted = [...items.level1, ...items.level2];

test("the page of the ASVS answers each item of level 1 and 2 once, in their order, and no other", () => {
  const inOrder = wanted.toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
  expect(new Set(wanted).size).toBe(253);
  expect(rowsOf(read("docs/asvs.md")).map(({ item }) => item)).toEqual(inOrder);
});

test("each answer is one of four, and the page counts them as they are", () => {
  const page = read("docs/asvs.md");
  const count = (holds: string) => rowsOf(page).filter((row) => row.holds === holds).length;
  const [yes, partly, no, none] = ["yes", "partly", "no", "not applicable"].map(count);
  expect(page).toContain(`Of ${wanted.length} items: ${yes} yes, ${partly} partly, ${no} no, ${none} not applicable.`);
  expect((yes ?? 0) + (partly ?? 0) + (no ?? 0) + (none ?? 0)).toBe(wanted.length);
});

test.each(["docs/asvs.md", "docs/security.md"])("%s names tests and files that are there", (path) => {
  const page = read(path);
  expect(testsIn(page).length).toBeGreaterThan(20);
  expect([...missingTests(page), ...missingFiles(page)]).toEqual([]);
});

test("a test or a file that is gone would be seen", () => {
  expect(missingTests("`checks/asvs` “a test or a file”, “the page of the ASVS”")).toEqual([]);
  expect(missingTests("`checks/asvs` “no test has this title”; `api/nothing` “at all”")).toEqual([
    `tooling/checks/asvs.test.ts: ${["no", "test has this title"].join(" ")}`,
    "packages/api/src/nothing.test.ts",
  ]);
  expect(missingFiles("`packages/api/src/nothing.ts`, `packages/api/src/index.ts`")).toEqual([
    "packages/api/src/nothing.ts",
  ]);
});
