import { expect, test } from "vitest";
import { filesBelow, read } from "./repository.ts";

/** What no careful clerk writes, each by what was once written. */
const slips: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a percentage without its space, beside others with one", /\}%[`" .,;)]|\d%(?! trở| khi)/u],
  ["a word said twice", /Cộng điểm cộng|chính trị, chính trị/u],
  ["a capital inside a sentence", /so với (?:Năm|Kỳ)/u],
  ["a way in, where signing in is meant", /đường vào/u],
  ["a post that looks, where a person does", /[Cc]hức vụ của đồng chí không xem/u],
  ["a button called after its column", />\s*Thao tác\s*<\/Button>/u],
];

/** Labels that criteria sets took over from the documents of the movement stay as they are printed there. */
const isText = (path: string): boolean =>
  /^(?:apps|packages)\/.*\.tsx?$/u.test(path) &&
  !/\.test\.tsx?$|\/testing|\/migrations\/|\/demonstration\//u.test(path);

/** The sentences of a file that people read, without code and comments. */
const sentencesOf = (text: string): readonly string[] =>
  text.split("\n").filter((line) => /[à-ỹÀ-Ỹđ]/u.test(line) && !/^\s*(?:\/\/|\*|\/\*)/u.test(line));

test.each(slips)("C-22: nowhere %s", (_, pattern) => {
  const found = ["apps", "packages"]
    .flatMap(filesBelow)
    .filter(isText)
    .flatMap((path) =>
      sentencesOf(read(path))
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});

test("C-22: each slip is known where it is written", () => {
  const written = [
    "`Đạt ${share}% số đăng ký.`",
    "Cộng điểm cộng của từng nội dung.",
    "tăng 5 mô hình so với Năm 2025",
    "Cấp lại đường vào",
    "Chức vụ của đồng chí không xem báo cáo.",
    "<Button>Thao tác</Button>",
  ];
  expect(slips.map(([, pattern], index) => pattern.test(written[index] ?? ""))).toEqual(written.map(() => true));
});
