import { composed, fold, nameKey } from "@kheo/core/ground/text";
import { readUnitName } from "@kheo/core/territory/unit-names";
import { Stop } from "../stop.ts";

/** Something that the command line names. */
export type Named = { readonly id: string; readonly name: string; readonly code?: string | null };

const wordsOf = (text: string): readonly string[] => nameKey(text).split(" ");

/** Typed without its marks a word is the same word; typed with other marks it is another: Sơn Hà is not Sơn Hạ. */
const agrees = (typed: string, word: string | undefined): boolean =>
  word !== undefined && (typed === word || typed === fold(word));

const agree = (typed: readonly string[], words: readonly string[]): boolean =>
  typed.length === words.length && typed.every((one, index) => agrees(one, words[index]));

const holds = (typed: readonly string[], words: readonly string[]): boolean =>
  words.some((_, first) => agree(typed, words.slice(first, first + typed.length)));

/** Ways in which a text can mean something, the surest first: the first that finds any decides. */
const ways: readonly ((text: string, item: Named) => boolean)[] = [
  (text, { id, code }) => [id, code?.toLowerCase()].includes(text.toLowerCase()),
  (text, { name }) => nameKey(text) === nameKey(name),
  (text, { name }) => agree(wordsOf(text), wordsOf(name)),
  (text, { name }) => agree(wordsOf(readUnitName(text).full), wordsOf(name)),
  (text, { name }) => agree(wordsOf(text), wordsOf(readUnitName(name).bare)),
  (text, { name }) => holds(wordsOf(text), wordsOf(name)),
];

const most = 5;

const pairsOf = (text: string): ReadonlySet<string> => {
  const letters = ` ${fold(text)} `;
  return new Set(Array.from(letters.slice(1), (letter, index) => letters.charAt(index) + letter));
};

/** The names most like the text, by the pairs of letters that they share. */
const near = (items: readonly Named[], text: string): readonly Named[] => {
  const wanted = pairsOf(text);
  const likeness = ({ name }: Named) => {
    const pairs = pairsOf(name);
    return (2 * [...wanted].filter((pair) => pairs.has(pair)).length) / (wanted.size + pairs.size);
  };
  return items
    .map((item) => ({ item, likeness: likeness(item) }))
    .filter((one) => one.likeness > 0.4)
    .toSorted((one, other) => other.likeness - one.likeness)
    .map(({ item }) => item);
};

const listed = (items: readonly Named[]): string =>
  items
    .slice(0, most)
    .map(({ id, name }) => `${name} (${id})`)
    .join(", ") + (items.length > most ? ", …" : "");

/** The one that a text means, however its letters are marked. @throws Stop that names what is near, when it is not one. */
export const named = <Item extends Named>(option: string, items: readonly Item[], wanted: unknown): Item => {
  const text = typeof wanted === "string" ? composed(wanted).replaceAll(/\s+/gu, " ").trim() : "";
  if (text === "") throw new Stop(`Thiếu --${option}.`);
  for (const means of ways) {
    const [only, ...others] = items.filter((item) => means(text, item));
    if (only && others.length === 0) return only;
    if (only) {
      const found = [only, ...others];
      throw new Stop(`--${option}: có ${found.length} kết quả ứng với “${text}”; hãy dùng mã: ${listed(found)}.`);
    }
  }
  const alike = near(items, text);
  throw new Stop(
    `--${option}: không tìm thấy “${text}”${alike.length === 0 ? "" : `; tên gần giống: ${listed(alike)}`}.`,
  );
};
