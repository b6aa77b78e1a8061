import { DomainError } from "@kheo/core/rules/errors";
import type { SheetRow } from "@kheo/core/territory/lists/unit-list";
import { unzipSync, zipSync } from "fflate";
import { formatValue } from "hucre";
import { type Cell, type CellValue, type MergeRange, readXlsx, type Sheet as ReadSheet } from "hucre/xlsx";
import type { Sheet } from "./sheet.ts";

/** All that is unpacked, together. Twenty thousand rows of a table take about ten. */
const mostUnpacked = 32 * 1024 * 1024;
const mostParts = 2_000;
/** Cells that merged cells may spread over. */
const mostSpread = 500_000;

/** What a table stands in; pictures, programs, other archives and the rest are left packed. */
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/iu;

const unpack = (bytes: Uint8Array): Uint8Array => {
  let parts = 0;
  let unpacked = 0;
  const names: string[] = [];
  const content = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      parts++;
      if (parts > mostParts) throw new DomainError("sheet.unpacksTooLarge");
      names.push(name);
      if (!wanted.test(name)) return false;
      // A part is never unpacked further than the size that it was said to have.
      unpacked += originalSize;
      if (unpacked > mostUnpacked) throw new DomainError("sheet.unpacksTooLarge");
      return true;
    },
  });
  if (!names.some((name) => /^xl\/workbook\.xml$/iu.test(name))) throw new DomainError("sheet.notSpreadsheet");
  const decoder = new TextDecoder();
  for (const part of Object.values(content)) {
    // No spreadsheet program writes one; what it declares could grow without end.
    if (decoder.decode(part.subarray(0, 4_096)).includes("<!DOCTYPE")) throw new DomainError("sheet.unreadable");
  }
  return zipSync(content, { level: 0 });
};

/** A column as a spreadsheet program names it. */
export const columnName = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** A value as people see it: days as they are written here, numbers in their format. */
const textOf = (value: CellValue, format: string | undefined): string => {
  if (value === null) return "";
  if (value instanceof Date) {
    return `${twoDigits(value.getUTCDate())}/${twoDigits(value.getUTCMonth() + 1)}/${value.getUTCFullYear()}`;
  }
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") {
    // Thousands are not parted: a code is a number to Excel.
    return format !== undefined && /^0+$|%/u.test(format) ? formatValue(value, format) : String(value);
  }
  return value.replaceAll(/\r\n?/gu, "\n").trim();
};

const errorValue = /^#(?:REF!|VALUE!|NAME\?|DIV\/0!|N\/A|NUM!|NULL!|SPILL!|CALC!)$/u;

const faultOf = (cell: Cell | undefined, value: CellValue, row: number, column: number): string | null => {
  const place = `${columnName(column)}${row}`;
  if (cell?.type === "error" || (typeof value === "string" && errorValue.test(value.trim()))) {
    return `Ô ${place} đang báo lỗi ${typeof value === "string" ? value.trim() : ""}. Hãy sửa ô này trong tệp.`;
  }
  if (cell?.formula !== undefined && (value === null || value === "")) {
    return `Ô ${place} là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc dán thành giá trị.`;
  }
  return null;
};

/** Merged cells show one value over all of them. */
const spread = (rows: SheetRow[], merges: readonly MergeRange[]): void => {
  let cellsLeft = mostSpread;
  const used = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const top = rows[startRow];
    const value = top?.cells[startCol] ?? "";
    if (!top || value === "") continue;
    const last = Math.min(endRow, rows.length - 1);
    const width = Math.min(endCol, used - 1) - startCol + 1;
    cellsLeft -= (last - startRow + 1) * Math.max(width, 0);
    if (cellsLeft < 0) throw new DomainError("sheet.unpacksTooLarge");
    for (let row = startRow; row <= last; row++) {
      const there = rows[row];
      if (!there) continue;
      const cells = [...there.cells];
      while (cells.length < startCol + width) cells.push("");
      cells.fill(value, startCol, startCol + width);
      rows[row] = { ...there, cells };
    }
  }
};

const rowsOf = ({ rows, cells, merges = [], rowDefs }: ReadSheet): readonly SheetRow[] => {
  const read = rows.map((values, index): SheetRow => {
    const faults: { column: number; message: string }[] = [];
    const texts = values.map((value, column) => {
      const cell = cells?.get(`${index},${column}`);
      const shown = cell?.formula === undefined ? value : (cell.formulaResult ?? value);
      const fault = faultOf(cell, shown, index + 1, column);
      if (fault !== null) {
        faults.push({ column, message: fault });
        return typeof shown === "string" ? shown : "";
      }
      return textOf(shown, cell?.style?.numFmt);
    });
    return {
      number: index + 1,
      cells: texts.slice(0, texts.findLastIndex((text) => text !== "") + 1),
      faults,
      ...(rowDefs?.get(index)?.hidden === true && { isHidden: true }),
    };
  });
  spread(read, merges);
  return read;
};

export const readWorkbook = async (bytes: Uint8Array, mostRows: number): Promise<readonly Sheet[]> => {
  const { sheets } = await readXlsx(unpack(bytes), {
    sheets: ({ hidden, veryHidden }) => hidden !== true && veryHidden !== true,
    readStyles: true,
    maxRows: mostRows + 1_000,
  });
  return sheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
};
