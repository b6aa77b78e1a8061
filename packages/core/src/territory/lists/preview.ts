import { carryOut } from "../carry-out.ts";
import { readConversion } from "./conversion/conversion.ts";
import { directoryOf } from "./directory.ts";
import { entriesOf } from "./entries.ts";
import { findHeading } from "./heading.ts";
import { readList } from "./list-of-units.ts";
import { decodeRows } from "./old-encodings.ts";
import type { Outcomes } from "./outcomes.ts";
import type { SheetRow, UnitListContext, UnitListPreview, UnitListRow } from "./unit-list.ts";

/** What a list would change, row by row; `null` when no row of it is a heading. Nothing is written by it. */
export const previewUnitList = (sheet: readonly SheetRow[], context: UnitListContext): UnitListPreview | null => {
  const directory = directoryOf(context.units);
  const rows = decodeRows(sheet);
  const heading = findHeading(rows, directory);
  if (!heading) return null;
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
  return { kind: heading.form, rows: shown, changes, counts, notes, problems };
};
