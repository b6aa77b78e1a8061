/** The values that have stood in the list before, once for each time they come again. */
export const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, position) => values.indexOf(value) !== position);
