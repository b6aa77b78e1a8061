const inserted = 1_000;
export const inParts = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / inserted) }, (_, part) =>
    rows.slice(part * inserted, (part + 1) * inserted),
  );
