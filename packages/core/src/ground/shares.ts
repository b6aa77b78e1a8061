import { z } from "zod";

/** A share of a whole as a fraction, so that 2/3 is not 0.67. */
export type Share = { readonly part: number; readonly of: number };

const typedShare = /^\s*(?<part>\d{1,4})\s*\/\s*(?<of>\d{1,4})\s*$/u;

/** `2/3` as a share; what is none stays text, for the field to refuse. */
export const shareFrom = (typed: string): Share | string => {
  const { part, of } = typedShare.exec(typed)?.groups ?? {};
  return part === undefined || of === undefined ? typed : { part: Number(part), of: Number(of) };
};

/** `2/3`, or the text that is no share yet. */
export const shareText = (share: Share | string): string =>
  typeof share === "string" ? share : `${share.part}/${share.of}`;

/** What is accepted as a share, each refusal a sentence that begins with the label. */
export const shareSchema = (label: string) => {
  const expected = `${label}: cần một phân số như 2/3, mẫu số không quá 100.`;
  return z
    .strictObject(
      {
        part: z.int({ error: expected }).min(1, { error: expected, abort: true }),
        of: z.int({ error: expected }).max(100, { error: expected, abort: true }),
      },
      { error: expected },
    )
    .refine(({ part, of }) => part <= of, { error: `${label}: tử số không được lớn hơn mẫu số.` });
};
