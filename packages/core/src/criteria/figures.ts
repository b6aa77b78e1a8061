import { z } from "zod";
import { schemaOf as schemaOfFields } from "../ground/fields.ts";
import { composed } from "../ground/text.ts";
import type { Edition, FigureDescription, FigureValue, FigureValues } from "./edition.ts";

type Typed = Exclude<FigureValue, null>;

/** What a figure that is an ordinary field accepts. */
const fieldSchema = (description: Exclude<FigureDescription, { kind: "targets" }>): z.ZodType<Typed> =>
  schemaOfFields({ figure: description }).shape.figure;
const quantity = (label: string): z.ZodType<number> =>
  schemaOfFields({ done: { kind: "amount", label } as const }).shape.done;

/** Fifteen digits: below this bound a double holds every whole number, with room to spare. */
const largestFigure = 999_999_999_999_999;

const figureSchemas: {
  readonly [Kind in FigureDescription["kind"]]: (
    description: Extract<FigureDescription, { kind: Kind }>,
  ) => z.ZodType<Typed>;
} = {
  count: fieldSchema,
  amount: ({ signed, ...description }) => fieldSchema({ ...description, ...(signed && { least: -largestFigure }) }),
  yesNo: fieldSchema,
  choice: fieldSchema,
  targets: ({ label }) =>
    z
      .array(
        z
          .strictObject({
            name: z
              .string({ error: `${label}: mỗi chỉ tiêu phải có tên.` })
              .max(1200, { error: `${label}: tên chỉ tiêu dài tối đa 300 ký tự.`, abort: true })
              .trim()
              .overwrite(composed)
              .min(1, `${label}: mỗi chỉ tiêu phải có tên.`)
              .max(300, `${label}: tên chỉ tiêu dài tối đa 300 ký tự.`),
            planned: quantity(`${label}, số đăng ký`),
            done: quantity(`${label}, số thực hiện`),
            baseline: quantity(`${label}, hiện trạng`).optional(),
          })
          .refine(({ planned, baseline = 0 }) => planned > 0 || baseline > 0, {
            path: ["planned"],
            error: `${label}, số đăng ký: phải lớn hơn 0, trừ khi là giảm từ hiện trạng về 0.`,
          }),
        { error: `${label}: phải là danh sách chỉ tiêu.` },
      )
      .max(50, `${label}: tối đa 50 chỉ tiêu.`),
};

const schemaOf = (description: FigureDescription): z.ZodType<Typed> =>
  (figureSchemas[description.kind] as (description: FigureDescription) => z.ZodType<Typed>)(description);

const fresh = (edition: Pick<Edition, "figures">): z.ZodType<FigureValues> =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(edition.figures).map(([key, description]) => [key, schemaOf(description).nullish()]),
    ),
    { error: "Có số liệu không thuộc bộ tiêu chí này." },
  ) as unknown as z.ZodType<FigureValues>;

const schemas = new WeakMap<Pick<Edition, "figures">, z.ZodType<FigureValues>>();

/**
 * Checks what a unit typed, by the edition's descriptions. A figure may be absent or `null`: it is missing then, and the
 * sheet can still be saved. An unknown figure is refused. Messages are Vietnamese and name the figure and what is
 * expected.
 */
export const figuresSchema = (edition: Pick<Edition, "figures">): z.ZodType<FigureValues> => {
  const schema = schemas.get(edition) ?? fresh(edition);
  schemas.set(edition, schema);
  return schema;
};

/** Something wrong with figures as they were typed; the Vietnamese sentence names them. */
export type FigureProblem = { readonly figures: readonly string[]; readonly message: string };

/** The figures that can be used, and what is wrong with the others: a wrong figure is as good as missing. */
export type CheckedFigures = { readonly figures: FigureValues; readonly problems: readonly FigureProblem[] };

/** Sorts what was typed into what can be used and what cannot, so that a draft with a mistake still has its preview. */
export const checkFigures = (edition: Edition, figures: FigureValues): CheckedFigures => {
  const result = figuresSchema(edition).safeParse(figures);
  if (result.success) return { figures: result.data, problems: [] };
  const problems = result.error.issues.map(({ code, path, message, ...issue }): FigureProblem => {
    const keys = code === "unrecognized_keys" && "keys" in issue ? issue.keys : [];
    return { figures: path.length > 0 ? [String(path[0])] : keys, message };
  });
  const wrong = new Set(problems.flatMap((problem) => problem.figures));
  return { figures: Object.fromEntries(Object.entries(figures).filter(([key]) => !wrong.has(key))), problems };
};
