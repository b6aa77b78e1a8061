import { z } from "zod";
import { day, formatDay } from "./days.ts";
import { isInputNumber } from "./exact.ts";
import { shareSchema, shareText } from "./shares.ts";
import { line, paragraph } from "./text.ts";
import { numberText } from "./written.ts";

import type {
  Described,
  FieldDescription,
  FieldKind,
  Fields,
  TypedOf,
  ValueOf,
  ValuesOf,
  Words,
} from "./field-descriptions.ts";

export type { FieldDescription, FieldKind, Fields, TypedOf, ValuesOf, Words } from "./field-descriptions.ts";

type SchemaOfField<Field extends FieldDescription> = z.ZodType<ValueOf<Field>, ValueOf<Field>>;
type SchemaOf<Of extends Fields> = z.ZodObject<{
  [Name in keyof Of]: Of[Name]["optional"] extends true
    ? z.ZodDefault<SchemaOfField<Of[Name]>>
    : SchemaOfField<Of[Name]>;
}>;

/** Fifteen digits: below this bound a double holds every whole number, with room to spare. */
const largest = 999_999_999_999_999;

const quantitySchema = ({ kind, label, least = 0, most = largest }: Described<"count" | "amount">) => {
  const whole = kind === "count";
  const below = least === 0 ? `${label}: không được âm.` : `${label}: từ ${numberText(least)} trở lên.`;
  return z
    .number({ error: whole ? `${label}: cần nhập một số nguyên.` : `${label}: cần nhập một số.` })
    .min(least, { error: below })
    .max(most, {
      error: most === largest ? `${label}: số quá lớn.` : `${label}: quá lớn, tối đa ${numberText(most)}.`,
    })
    .refine((value) => (whole ? Number.isInteger(value) : isInputNumber(value)), {
      error: whole ? `${label}: cần nhập một số nguyên.` : `${label}: tối đa 6 chữ số thập phân.`,
    });
};

const keysOf = (options: Words) => Object.keys(options) as [string, ...string[]];
const chosenFrom = (label: string, options: Words) =>
  z.enum(keysOf(options), { error: `${label}: cần chọn trong danh sách.` });

const identity = (label: string) => z.uuid({ error: `${label}: cần chọn trong danh sách.` });

const several = (label: string, least: number, most: number) =>
  z
    .array(z.uuid({ error: `${label}: cần chọn trong danh sách.` }), { error: `${label}: cần chọn trong danh sách.` })
    .min(least, { error: `${label}: cần chọn ít nhất ${least}.` })
    .max(most, { error: `${label}: chọn nhiều nhất ${most}.` })
    .transform((ids) => [...new Set(ids)]);

/** Sentences of a group or a row stand at its own boxes, so a value that is no group at all needs none of its own. */
type KindRow<Kind extends FieldKind> = {
  /** What is accepted once something must be there. */
  readonly schema: (description: Described<Kind>) => z.ZodType;
  /** What stands in an untouched box. */
  readonly empty: (description: Described<Kind>) => unknown;
  /** A value in words, such as beside another one to choose from. */
  readonly text: (value: never, description: Described<Kind>) => string;
};

const nothing = () => null;
const noText = () => "";
const noneChosen = () => [];

const fieldKinds: { readonly [Kind in FieldKind]: KindRow<Kind> } = {
  line: {
    schema: ({ label, optional, min = 1, max }) => line(label, { min: optional ? 0 : min, max }),
    empty: noText,
    text: String,
  },
  paragraph: {
    schema: ({ label, optional, min = 1, max }) => paragraph(label, { min: optional ? 0 : min, max }),
    empty: noText,
    text: String,
  },
  count: { schema: quantitySchema, empty: nothing, text: (value, { unit }) => withUnit(value, unit) },
  amount: { schema: quantitySchema, empty: nothing, text: (value, { unit }) => withUnit(value, unit) },
  day: { schema: ({ label }) => day(label), empty: noText, text: formatDay },
  year: {
    schema: ({ label }) => {
      const expected = `${label}: cần bốn chữ số, ví dụ 1968.`;
      return z.int({ error: expected }).min(1900, { error: expected }).max(2100, { error: expected });
    },
    empty: nothing,
    text: String,
  },
  phone: {
    schema: ({ label }) =>
      z
        .string({ error: `${label}: cần nhập chữ số.` })
        .trim()
        .regex(/^\+?[\d .-]*$/u, { error: `${label}: chỉ gồm chữ số, ví dụ 0912 345 678.` })
        .max(20, { error: `${label}: quá dài, chỉ ghi một số, ví dụ 0912 345 678.` }),
    empty: noText,
    text: String,
  },
  yesNo: {
    schema: ({ label }) => z.boolean({ error: `${label}: cần chọn có hoặc không.` }),
    empty: () => false,
    text: (value) => (value ? "có" : "không"),
  },
  choice: {
    schema: ({ label, options }) => chosenFrom(label, options),
    empty: nothing,
    text: (value, { options }) => options[value] ?? value,
  },
  choices: {
    schema: ({ label, options }) =>
      z
        .array(chosenFrom(label, options))
        .max(keysOf(options).length)
        .transform((chosen) => keysOf(options).filter((value) => chosen.includes(value))),
    empty: noneChosen,
    text: (values: readonly string[], { options }) => values.map((value) => options[value] ?? value).join("; "),
  },
  listed: {
    schema: ({ label }) => {
      const expected = `${label}: cần chọn trong danh sách.`;
      return z.string({ error: expected }).min(1, expected).max(60, expected);
    },
    empty: nothing,
    text: String,
  },
  share: { schema: ({ label }) => shareSchema(label), empty: noText, text: shareText },
  unit: { schema: ({ label }) => identity(label), empty: nothing, text: String },
  body: { schema: ({ label }) => identity(label), empty: nothing, text: String },
  person: {
    schema: ({ label }) =>
      z
        .string({ error: `${label}: cần chọn trong danh sách.` })
        .min(1, { error: `${label}: cần chọn trong danh sách.` })
        .max(100, { error: `${label}: cần chọn trong danh sách.` }),
    empty: nothing,
    text: String,
  },
  model: { schema: ({ label }) => identity(label), empty: nothing, text: String },
  units: {
    schema: ({ label, least = 0, most }) => several(label, least, most),
    empty: noneChosen,
    text: (ids: readonly string[]) => `${ids.length} đơn vị`,
  },
  models: {
    schema: ({ label, least = 0, most }) => several(label, least, most),
    empty: noneChosen,
    text: (ids: readonly string[]) => `${ids.length} mô hình`,
  },
  group: {
    schema: ({ fields }) => schemaOf(fields),
    empty: ({ fields }) => emptyOf(fields),
    text: (value: Content, { fields }) => textOfAll(fields, value),
  },
  rows: {
    schema: ({ label, fields, most }) =>
      z.array(schemaOf(fields)).max(most, { error: `${label}: tối đa ${most} dòng.` }),
    empty: noneChosen,
    text: (rows: readonly Content[], { fields }) => rows.map((row) => textOfAll(fields, row)).join("; "),
  },
};

type Content = Readonly<Record<string, unknown>>;

const withUnit = (value: number, unit: string | undefined): string =>
  unit === undefined ? numberText(value) : `${numberText(value)} ${unit}`;

const rowOf = (description: FieldDescription) => fieldKinds[description.kind] as unknown as KindRow<FieldKind>;

/** A field that may be left out: an empty text of these is nothing, and so is `null`. */
const kindsWithNothing: readonly FieldKind[] = [
  "count",
  "amount",
  "day",
  "year",
  "choice",
  "listed",
  "share",
  "unit",
  "body",
  "person",
  "model",
  "group",
];

/** What is accepted of one field; an optional one is `null` where it is left empty, a text the empty text. */
const fieldSchema = (description: FieldDescription): z.ZodType => {
  const row = rowOf(description);
  const schema = row.schema(description);
  if (!description.optional) return schema;
  return kindsWithNothing.includes(description.kind)
    ? schema.nullable().default(null)
    : schema.default(row.empty(description));
};

/**
 * What is accepted of all of them; what is beside them is left out. Each refusal is a Vietnamese sentence that begins with the
 * field's label.
 */
export const schemaOf = <Of extends Fields>(fields: Of): SchemaOf<Of> =>
  z.object(
    Object.fromEntries(Object.entries(fields).map(([name, description]) => [name, fieldSchema(description)])),
  ) as unknown as SchemaOf<Of>;

/** Untouched boxes. */
export const emptyOf = <Of extends Fields>(fields: Of): TypedOf<Of> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, description]) => [name, rowOf(description).empty(description)]),
  ) as TypedOf<Of>;

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  value === false ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

/** What a box holds as what is stored: nothing typed into an optional box is nothing. */
const contentOfField = (description: FieldDescription, typed: unknown): unknown => {
  if (description.kind === "group") {
    const inner = contentOf(description.fields, typed as never) as Content;
    const untouched = Object.entries(description.fields).every(([name]) => isEmpty(inner[name]));
    return description.optional && untouched ? null : inner;
  }
  if (description.kind === "rows")
    return (typed as readonly Content[]).map((row) => contentOf(description.fields, row as never));
  return description.optional && kindsWithNothing.includes(description.kind) && isEmpty(typed) ? null : typed;
};

/** What the boxes hold as what is stored, whether or not it would be accepted. */
export const contentOf = <Of extends Fields>(fields: Of, typed: TypedOf<Of>): ValuesOf<Of> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, description]) => [name, contentOfField(description, (typed as Content)[name])]),
  ) as ValuesOf<Of>;

const boxOf = (description: FieldDescription, value: unknown): unknown => {
  if (value === null || value === undefined) return rowOf(description).empty(description);
  if (description.kind === "group") return boxesOf(description.fields, value as never);
  if (description.kind === "rows")
    return (value as readonly Content[]).map((row) => boxesOf(description.fields, row as never));
  return value;
};

/** What is stored, as it stands in boxes. */
export const boxesOf = <Of extends Fields>(fields: Of, values: ValuesOf<Of>): TypedOf<Of> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, description]) => [name, boxOf(description, (values as Content)[name])]),
  ) as TypedOf<Of>;

/** The description that a path leads to; the place of a row stands in it as a number. `undefined` where none is. */
export const fieldAt = (fields: Fields, [name = "", ...rest]: readonly string[]): FieldDescription | undefined => {
  const description = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (description === undefined || rest.length === 0) return description;
  if (description.kind === "group") return fieldAt(description.fields, rest);
  if (description.kind === "rows") return rest.length === 1 ? description : fieldAt(description.fields, rest.slice(1));
  return undefined;
};

/** What a field is called. */
export const labelAt = (fields: Fields, path: readonly string[]): string =>
  fieldAt(fields, path)?.label ?? path.at(-1) ?? "";

/** A value in words; empty where nothing is said. */
export const fieldText = (description: FieldDescription, value: unknown): string =>
  isEmpty(value) && description.kind !== "yesNo" ? "" : rowOf(description).text(value as never, description);

const textOfAll = (fields: Fields, values: Content): string =>
  Object.entries(fields)
    .map(([name, description]) => ({ description, text: fieldText(description, values[name]) }))
    .filter(({ text, description }) => text !== "" && description.kind !== "yesNo")
    .map(({ description, text }) => `${description.label.toLowerCase()}: ${text}`)
    .join(", ");

/** The value at a path in words. */
export const textAt = (fields: Fields, path: readonly string[], value: unknown): string => {
  const description = fieldAt(fields, path);
  return description === undefined ? "" : fieldText(description, value);
};
