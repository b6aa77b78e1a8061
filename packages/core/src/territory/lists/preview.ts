import { fold } from "../../ground/text.ts";
import { carryOut } from "../carry-out.ts";
import type { Unit } from "../units.ts";
import { oneLine } from "./cells.ts";
import { columnsIn, withChosen } from "./chosen-columns.ts";
import { readConversion } from "./conversion/conversion.ts";
import { directoryOf } from "./directory.ts";
import { entriesOf } from "./entries.ts";
import { findHeading, type Heading } from "./heading.ts";
import { readList } from "./list-of-units.ts";
import { decodeRows } from "./old-encodings.ts";
import type { Outcomes } from "./outcomes.ts";
import type { SheetRow, UnitListContext, UnitListPreview, UnitListRow } from "./unit-list.ts";

const hiddenShown = 10;

/** What the sheet holds that people may not know to be read, or not to be. */
const notesOn = (rows: readonly SheetRow[], { unread, last }: Heading): readonly string[] => {
  const hidden = rows.slice(last + 1).filter(({ isHidden }) => isHidden);
  const named = hidden
    .slice(0, hiddenShown)
    .map(({ number }) => number)
    .join(", ");
  const more = hidden.length > hiddenShown ? ` và ${hidden.length - hiddenShown} dòng khác` : "";
  const hasDays = unread.some((title) => /\bngay\b|hieu luc|thoi (?:gian|diem)/u.test(fold(title)));
  return [
    ...(hidden.length > 0 ? [`Tệp có ${hidden.length} dòng ẩn vẫn được đọc: dòng ${named}${more}.`] : []),
    ...(unread.length > 0 ? [`Cột không được đọc: ${unread.map((title) => `“${oneLine(title)}”`).join(", ")}.`] : []),
    ...(hasDays ? ["Ngày có hiệu lực của mọi dòng là ngày của phương án."] : []),
  ];
};

/** The sheets of a file that hold a list. */
export const listsIn = <T extends { readonly rows: readonly SheetRow[] }>(
  sheets: readonly T[],
  units: readonly Unit[],
): readonly T[] => {
  const directory = directoryOf(units);
  return sheets.filter(({ rows }) => findHeading(decodeRows(rows), directory) !== null);
};

/** What a list would change, row by row; `null` when no row of it is a heading. Nothing is written by it. @throws what `withChosen` refuses. */
export const previewUnitList = (sheet: readonly SheetRow[], context: UnitListContext): UnitListPreview | null => {
  const directory = directoryOf(context.units);
  const rows = decodeRows(sheet);
  const guessed = findHeading(rows, directory);
  if (!guessed) return null;
  const heading = withChosen(guessed, context.columns ?? {});
  const outcomes: Outcomes = new Map();
  const { entries, texts } = entriesOf(rows, heading, context.choices, directory, outcomes);
  const { changes, notes } =
    heading.form === "list"
      ? { changes: readList(entries, context, directory, outcomes), notes: [] }
      : readConversion(entries, context, directory, outcomes);
  const shown = rows.flatMap((row): UnitListRow[] => {
    const outcome = outcomes.get(row.number);
    return outcome ? [{ number: row.number, text: texts.get(row.number) ?? "", ...outcome }] : [];
  });
  const counts = { create: 0, change: 0, same: 0, ambiguous: 0, refused: 0, skipped: 0 };
  for (const { status } of shown) counts[status]++;
  const { problems } = changes.length === 0 ? { problems: [] } : carryOut(changes, context);
  return {
    kind: heading.form,
    columns: columnsIn(rows, heading),
    rows: shown,
    changes,
    counts,
    notes: [...notesOn(rows, heading), ...notes],
    problems,
  };
};
