/** A heading as it stands inside a sentence: “Năm 2025” as “năm 2025”; an abbreviation keeps its capitals. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);

/** A part of a sentence as it stands at the head of a line of its own. */
export const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
