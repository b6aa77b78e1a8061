import type { Day } from "./days.ts";
import type { Share } from "./shares.ts";

/** The words of a choice, by what is stored, in the order in which they are offered. */
export type Words = Readonly<Record<string, string>>;

type Said = {
  /** What the box, the column, the paper and every refusal call it. */
  readonly label: string;
  /** Below the box: an example, or what it is for. */
  readonly hint?: string;
  /** May be left empty. */
  readonly optional?: true;
};

/**
 * One field of something that people fill in, said once: from it follow what is accepted and how it is refused, the box
 * on a page, the words in which two values are compared, and the column of a list.
 */
export type FieldDescription = Said &
  (
    | {
        readonly kind: "line" | "paragraph";
        /** Characters at least, once anything must be there. */
        readonly min?: number;
        readonly max: number;
      }
    /** `count` is a whole number, `amount` one with six decimals at most. */
    | {
        readonly kind: "count" | "amount";
        readonly least?: number;
        readonly most?: number;
        /** The unit of measure, beside the number. */
        readonly unit?: string;
      }
    | { readonly kind: "day" }
    /** A year of somebody's life. */
    | { readonly kind: "year" }
    | { readonly kind: "phone" }
    | { readonly kind: "yesNo" }
    /** One of a few. */
    | { readonly kind: "choice"; readonly options: Words }
    /** Some of a few, each once, in the order of their words whatever the order in which they were ticked. */
    | { readonly kind: "choices"; readonly options: Words }
    /** One of a list that is known only when somebody chooses, by its code. */
    | { readonly kind: "listed" }
    /** A share such as 2/3. */
    | { readonly kind: "share" }
    /** A unit, a body, a person, a model: by its identity. */
    | { readonly kind: "unit" | "body" | "person" | "model" }
    | { readonly kind: "units" | "models"; readonly least?: number; readonly most: number }
    /** Several fields that belong together; left out as a whole when all of it is empty and it is optional. */
    | { readonly kind: "group"; readonly fields: Fields }
    /** Rows of the same fields. */
    | { readonly kind: "rows"; readonly fields: Fields; readonly most: number }
  );
/** The kinds of field there are. */
export type FieldKind = FieldDescription["kind"];

/** The fields of one form or thing, by name, in the order in which they are read. */
export type Fields = { readonly [name: string]: FieldDescription };

type Member<Kind extends FieldKind, Description> = Description extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Description
    : never
  : never;
/** The descriptions of a kind. */
export type Described<Kind extends FieldKind> = Member<Kind, FieldDescription>;

type Empty<Field extends FieldDescription> = Field["optional"] extends true ? null : never;
type Choice<Field> = Field extends { readonly options: infer Options } ? keyof Options & string : never;

/** What is stored of a field. */
export type ValueOf<Field extends FieldDescription> = Field["kind"] extends "line" | "paragraph" | "phone"
  ? string
  : Field["kind"] extends "count" | "amount" | "year"
    ? number | Empty<Field>
    : Field["kind"] extends "day"
      ? Day | Empty<Field>
      : Field["kind"] extends "yesNo"
        ? boolean
        : Field["kind"] extends "choice"
          ? Choice<Field> | Empty<Field>
          : Field["kind"] extends "choices"
            ? readonly Choice<Field>[]
            : Field["kind"] extends "share"
              ? Share | Empty<Field>
              : Field["kind"] extends "listed" | "unit" | "body" | "person" | "model"
                ? string | Empty<Field>
                : Field["kind"] extends "units" | "models"
                  ? readonly string[]
                  : Field extends { readonly kind: "group"; readonly fields: infer Inner extends Fields }
                    ? ValuesOf<Inner> | Empty<Field>
                    : Field extends { readonly kind: "rows"; readonly fields: infer Inner extends Fields }
                      ? readonly ValuesOf<Inner>[]
                      : never;

/** What is stored of all of them. */
export type ValuesOf<Of extends Fields> = { readonly [Name in keyof Of]: ValueOf<Of[Name]> };

/**
 * What stands in the boxes before it is read: a number that is not one yet as the text that was typed, and `null` or the
 * empty text where nothing has been chosen.
 */
export type TypedOf<Of extends Fields> = { readonly [Name in keyof Of]: TypedValueOf<Of[Name]> };
type TypedValueOf<Field extends FieldDescription> = Field["kind"] extends "count" | "amount" | "year"
  ? number | string | null
  : Field["kind"] extends "share"
    ? Share | string
    : Field["kind"] extends "day"
      ? string
      : Field extends { readonly kind: "group"; readonly fields: infer Inner extends Fields }
        ? TypedOf<Inner>
        : Field extends { readonly kind: "rows"; readonly fields: infer Inner extends Fields }
          ? readonly TypedOf<Inner>[]
          : Field["kind"] extends "choice"
            ? Choice<Field> | null
            : Field["kind"] extends "listed" | "unit" | "body" | "person" | "model"
              ? string | null
              : ValueOf<Field>;
