import { type RawBuilder, sql } from "kysely";

/** The words as a pattern that means nothing but themselves. */
const pattern = (words: string): string => `%${words.trim().replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;

/** Whether a text holds the words, however either is written. */
export const holdsFolded = (text: RawBuilder<unknown>, words: string): RawBuilder<boolean> =>
  sql<boolean>`fold(${text}) like fold(${pattern(words)})`;

/** Whether a folded column holds the words; they are folded by the same function as the column, so none is missed. */
export const holdsWords = (column: string, words: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} like fold(${pattern(words)})`;

/** Whether a column holds the text as it is, in capitals or not. */
export const holdsText = (column: string, text: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} ilike ${pattern(text)}`;
