import { cellText } from "@kheo/core/reports/reports";
import type { Table } from "../description/paper.ts";
import { widestWord, widthOf } from "./measure.ts";

/** Left and right of what stands in a cell, in millimetres. */
export const cellPadding = 1;
const slack = 2 * cellPadding + 0.6;

/** Letters are tried from the size that the number of columns asks for down to the smallest that may be printed. */
const smallest = 9;
const sizeFor = (columns: number): number => (columns >= 14 ? 10 : columns >= 9 ? 11 : 12);

const leastWidths = (
  { columns, rows }: Table,
  size: number,
): { least: readonly number[]; wanted: readonly number[] } => {
  const least = columns.map(({ title, group }) => {
    const words = widestWord(title, size, "bold");
    // The heading of a group stands above several columns, of which each carries a part of it.
    const members = group === undefined ? 1 : columns.filter((column) => column.group === group).length;
    return Math.max(words, group === undefined ? 0 : widestWord(group, size, "bold") / members) + slack;
  });
  const wanted = [...least];
  for (const { cells, as } of rows) {
    if (as === "group") continue;
    const cut = as === "total" ? "bold" : "regular";
    for (const [column, { kind }] of columns.entries()) {
      const text = cellText(cells[column] ?? null, kind);
      const whole = widthOf(text, size, cut) + slack;
      least[column] = Math.max(least[column] ?? 0, widestWord(text, size, cut) + slack);
      wanted[column] = Math.max(wanted[column] ?? 0, Math.min(whole, 70));
    }
  }
  return { least, wanted };
};

/**
 * How wide the columns are so that no word of head or cell is broken, and how large the letters: the widths that the
 * form asks for where they suffice, what is left over shared by what wants it. A word that fits no line even in the
 * smallest letters is broken by whoever writes, at its own places.
 */
export const tableWidths = (
  table: Table,
  width: number,
): { readonly size: number; readonly widths: readonly number[] } => {
  for (let size = sizeFor(table.columns.length); ; size -= 0.5) {
    const { least, wanted } = leastWidths(table, size);
    const needed = least.reduce((sum, one) => sum + one, 0);
    if (needed > width && size > smallest) continue;
    if (needed > width) return { size, widths: least.map((one) => (one * width) / needed) };
    const asked = table.columns.map((column, index) => column.width ?? wanted[index] ?? 0);
    const above = asked.map((one, index) => Math.max(0, one - (least[index] ?? 0)));
    const room = width - needed;
    const sum = above.reduce((all, one) => all + one, 0);
    return {
      size,
      widths: least.map((one, index) => one + (sum === 0 ? room / least.length : (room * (above[index] ?? 0)) / sum)),
    };
  }
};

/** Whether the words of a table stay whole on a page, if need be in the smallest letters that may be printed. */
export const tableFits = (table: Table, width: number): boolean =>
  leastWidths(table, smallest).least.reduce((sum, one) => sum + one, 0) <= width;
