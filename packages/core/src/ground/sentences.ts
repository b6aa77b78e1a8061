/** A heading as it stands inside a sentence: “Năm 2025” as “năm 2025”; an abbreviation keeps its capitals. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
