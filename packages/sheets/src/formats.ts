import { DomainError } from "@kheo/core/rules/errors";
import type { SheetRow } from "@kheo/core/territory/lists/unit-list";
import { readCsv } from "./csv.ts";
import type { Sheet } from "./sheet.ts";
import { columnName, readWorkbook } from "./workbook.ts";

const limits = { rows: 20_000, columns: 50, letters: 4_000 };

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const zip = [0x50, 0x4b, 0x03, 0x04];
/** The container of Office before 2007, and of whatever is locked with a password since. */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** PDF, PNG, JPEG, GIF, RAR, 7z, gzip: people choose the wrong file. */
const others: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
];

const inUtf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

const compoundFailure = (bytes: Uint8Array): DomainError => {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (content.includes(inUtf16("EncryptedPackage"))) return new DomainError("sheet.protected");
  const isOldExcel = content.includes(inUtf16("Workbook")) || content.includes(inUtf16("Book"));
  return new DomainError(isOldExcel ? "sheet.oldExcel" : "sheet.notSpreadsheet");
};

/** A cell that no list has is a fault of the row, before anything is done with what it holds. */
const withoutLong = (row: SheetRow): SheetRow => {
  if (!row.cells.some(({ length }) => length > limits.letters)) return row;
  const faults = row.cells.flatMap(({ length }, column) =>
    length > limits.letters
      ? [
          {
            column,
            message: `Ô ${columnName(column)}${row.number} dài quá ${limits.letters.toLocaleString("vi-VN")} ký tự. Hãy rút gọn ô này.`,
          },
        ]
      : [],
  );
  const cells = row.cells.map((cell) => (cell.length > limits.letters ? "" : cell));
  return { ...row, cells, faults: [...row.faults, ...faults] };
};

/** The sheets of a file, told by what is in it: names lie. */
export const sheetsIn = async (bytes: Uint8Array): Promise<readonly Sheet[]> => {
  if (startsWith(bytes, compound)) throw compoundFailure(bytes);
  if (others.some((signature) => startsWith(bytes, signature))) throw new DomainError("sheet.notSpreadsheet");
  const read = startsWith(bytes, zip) ? await readWorkbook(bytes, limits.rows) : [readCsv(bytes, limits.rows)];
  const sheets = read.map(({ name, rows }) => ({
    name,
    rows: rows
      .map(withoutLong)
      .filter(({ cells, faults }) => faults.length > 0 || cells.some((cell) => cell.trim() !== "")),
  }));
  for (const { rows } of sheets) {
    if (rows.length > limits.rows) throw new DomainError("sheet.tooManyRows", { rows: limits.rows });
    if (rows.some(({ cells }) => cells.findLastIndex((cell) => cell !== "") >= limits.columns)) {
      throw new DomainError("sheet.tooManyColumns", { columns: limits.columns });
    }
  }
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) throw new DomainError("sheet.empty");
  return filled;
};
