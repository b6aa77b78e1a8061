import {
  boxesOf,
  contentOf,
  fieldAt,
  type Fields,
  schemaOf,
  type TypedOf,
  type ValuesOf,
} from "@kheo/core/ground/fields";
import type { z } from "zod";
import type { Content, Path, Shape } from "../../lib/draft/draft.ts";
import type { FieldErrors } from "../field.ts";

/** The box at which something is said of a path: a share is one box, and so are the units that were chosen. */
const boxAt = (fields: Fields, path: Path): Path => {
  const found = fieldAt(fields, path);
  if (found === undefined) return path.length <= 1 ? path : boxAt(fields, path.slice(0, -1));
  if (found.kind !== "group") return path;
  // A group has no box of its own: its first stands for it.
  const [first] = Object.keys(found.fields);
  return first === undefined ? path : [...path, first];
};

/** Sentences by the box they stand at, the first of each. */
const errorsAtBoxes = (
  fields: Fields,
  problems: readonly { readonly path: Path; readonly message: string }[],
): FieldErrors => {
  const errors: Record<string, string> = {};
  const order = Object.keys(fields);
  const placeOf = ({ path: [name = ""] }: { readonly path: Path }): number => order.indexOf(name);
  const inOrder = problems.toSorted((one, other) => placeOf(one) - placeOf(other));
  for (const { path, message } of inOrder) errors[boxAt(fields, path).join(".")] ??= message;
  return errors;
};

/** Sentences by the path they are said of, as the server refuses, by the box they stand at. */
export const refusedAtBoxes = (fields: Fields, refused: FieldErrors): FieldErrors =>
  errorsAtBoxes(
    fields,
    Object.entries(refused).map(([path, message]) => ({ path: path.split("."), message })),
  );

/** What keeps the boxes from being accepted, by the rules that the server reads too. */
export const errorsIn = <Of extends Fields>(fields: Of, typed: TypedOf<Of>, rules: z.ZodType = schemaOf(fields)) => {
  const { error } = rules.safeParse(contentOf(fields, typed));
  const problems = (error?.issues ?? []).map(({ path, message }) => ({ path: path.map(String), message }));
  return errorsAtBoxes(fields, problems);
};

/** How the boxes of some fields and what is stored of them say the same. */
export const shapeOf = <Of extends Fields>(
  fields: Of,
  rules: z.ZodType = schemaOf(fields),
): Shape<TypedOf<Of> & Content, ValuesOf<Of> & Content> => ({
  contentOf: (typed) => {
    const content = contentOf(fields, typed);
    return (rules.safeParse(content).data ?? content) as ValuesOf<Of> & Content;
  },
  boxesOf: (content) => boxesOf(fields, content) as TypedOf<Of> & Content,
  malformed: (typed) => {
    const paths = Object.keys(errorsIn(fields, typed, rules)).map((path) => {
      const [name = "", inner] = path.split(".");
      const field = fields[name];
      // One that may be left out as a whole is well-formed as a whole, or waits as a whole.
      return field?.kind === "group" && !field.optional && inner !== undefined ? `${name}.${inner}` : name;
    });
    return [...new Set(paths)].map((path) => path.split("."));
  },
});
