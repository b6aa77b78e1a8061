import type { Day } from "@kheo/core/ground/days";
import type { DocumentType } from "@kheo/core/offices/documents";
import type { Issuer } from "@kheo/core/offices/issuers";
import type { Cell, Column } from "@kheo/core/reports/reports";

/** Words in a paragraph; what is bold or italic stands in a run of its own. */
export type Run = string | { readonly text: string; readonly bold?: true; readonly italic?: true };

/** A box that somebody ticks, or has ticked. */
export type Choice = { readonly text: string; readonly ticked: boolean };

export type TableColumn = Column & {
  /** In millimetres, where the paper has a form for it; without it, by what stands in the column. */
  readonly width?: number;
  /** Where that does not follow from its kind: a number that counts the rows, a quantity in words. */
  readonly align?: "centre" | "right";
};

export type TableRow = {
  readonly cells: readonly Cell[];
  /** A sum is bold; what the program has computed is grey; a group's name runs over all columns. */
  readonly as?: "total" | "computed" | "group";
};

export type Table = {
  readonly kind: "table";
  /** What the table holds, for whoever has it read out. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Printed instead of a grid without rows; without it, empty rows are there to be filled in by hand. */
  readonly empty?: string;
};

/** One who signs: what stands above the name, and the name where it is known. */
export type Signature = {
  readonly heading?: string;
  /** For whom, and in whose place, a line each: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`. */
  readonly authority?: readonly string[];
  readonly post?: string;
  readonly name?: string;
};

/** A piece of a paper, in the order in which it is read. How it looks, the issuer's family says. */
export type Block =
  | {
      /** What the paper is, and what it is about. */
      readonly kind: "name";
      readonly name: string;
      readonly about?: readonly string[];
      readonly remark?: string;
    }
  | { readonly kind: "addressed"; readonly label: "Kính gửi" | "Kính trình"; readonly to: readonly string[] }
  /** A part of the text; how its number is written, the family says. */
  | { readonly kind: "heading"; readonly number: number; readonly text: string }
  /** With `ends`, the last of a document's text: after it stands the mark with which its family ends one. */
  | { readonly kind: "paragraph"; readonly runs: readonly Run[]; readonly ends?: true }
  /** A point of a form: its label in bold, then the answer, or dotted lines where there is none. */
  | { readonly kind: "point"; readonly number?: number; readonly label: string; readonly answer: string }
  | { readonly kind: "choices"; readonly label: string; readonly choices: readonly Choice[] }
  | { readonly kind: "remark"; readonly text: string }
  /** A picture that a telephone reads, beside what it says in words. */
  | { readonly kind: "scan"; readonly address: string; readonly label: string }
  | {
      readonly kind: "appendix";
      readonly number: string;
      readonly title: string;
      readonly remarks: readonly string[];
      readonly onNewPage: boolean;
    }
  | Table
  /** Columns of signatures, side by side. */
  | { readonly kind: "signatures"; readonly columns: readonly Signature[] }
  /** "Nơi nhận" on the left, the signature on the right. */
  | { readonly kind: "recipients"; readonly to: readonly string[]; readonly signature: Signature };

/** A document that has a number in the register, or will have: its type's code (`BC`, `QĐ`) and the number. */
export type Numbered = { readonly type: DocumentType; readonly number: number | null };

export type Section = { readonly landscape: boolean; readonly blocks: readonly Block[] };

/** A paper: what is said in it and by whom. Word, PDF and the printed page are made from the same description. */
export type Paper = {
  /** The name of the file and of the document, in words. */
  readonly title: string;
  readonly issuer: Issuer;
  /** The day that it bears; `null` leaves room for it. */
  readonly date: Day | null;
  /** `null` for a form, which has none. */
  readonly numbered: Numbered | null;
  /** Below the number's place: `Mã đăng ký: MH-2026-0012`. */
  readonly codes: readonly string[];
  readonly sections: readonly Section[];
  /** At the foot of every page: that it is a demonstration, the head of the log. */
  readonly foot: readonly string[];
};

/** What stands at the foot of every page of what is made up. */
export const footOf = ({ demonstration }: { readonly demonstration: boolean }): readonly string[] =>
  demonstration ? ["Dữ liệu minh họa"] : [];

/** Stands where a paper lacks something that must not be printed from memory; with it no document is issued. */
export const missing = (what: string): string => `[CẦN BỔ SUNG: ${what}]`;

/**
 * Who signs for an issuer: the head, or a deputy. A deputy of a state body or of the Front signs in the head's place; one
 * of a party committee signs for the committee, as its head does.
 */
export const signatureOf = (
  { family, authority, head, deputy }: Issuer,
  { byDeputy = false, name }: { readonly byDeputy?: boolean; readonly name?: string } = {},
): Signature => ({
  authority: [
    ...(authority === null ? [] : [authority]),
    ...(byDeputy && (family === "state" || family === "front" || authority === null) ? [`KT. ${head}`] : []),
  ],
  post: byDeputy ? deputy : head,
  ...(name !== undefined && { name }),
});
