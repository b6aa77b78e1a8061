import { DomainError } from "@kheo/core/rules/errors";
import { parseCsv } from "hucre/csv";
import type { Sheet } from "./sheet.ts";

/** UTF-16 without its mark: every other byte of what Western letters and separators are made of is nothing. */
const utf16Order = (bytes: Uint8Array): "utf-16le" | "utf-16be" | null => {
  const sample = bytes.subarray(0, 400);
  const nothings = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) nothings[index % 2] = (nothings[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nothings;
  if (Math.min(even, odd) > 0 || even + odd < sample.length / 6) return null;
  return odd > even ? "utf-16le" : "utf-16be";
};

const encodingOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return utf16Order(bytes) ?? "utf-8";
};

const textOf = (bytes: Uint8Array): string => {
  const encoding = encodingOf(bytes);
  if (encoding !== "utf-8") return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Old programs write one byte a letter, TCVN3 and VNI among them; those are recognised by their words later.
    return new TextDecoder("windows-1252").decode(bytes);
  }
};

const separators = [";", "\t", ","] as const;

/** What parts the cells: what stands outside quotation marks most often in the first lines. */
const separatorOf = (text: string): string => {
  const told = /^sep=(?<separator>.)\r?\n/u.exec(text)?.groups?.["separator"];
  if (told !== undefined) return told;
  const plain = text.slice(0, 20_000).replaceAll(/"(?:[^"]|"")*"/gu, "");
  const counts = separators.map((separator) => plain.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ",";
};

export const readCsv = (bytes: Uint8Array, mostRows: number): Sheet => {
  const text = textOf(bytes);
  const start = text.slice(0, 1_000).trimStart().toLowerCase();
  if (/^(?:<!doctype|<html|<\?xml|<table|<head|<meta|mime-version)/u.test(start))
    throw new DomainError("sheet.webPage");
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/u.test(text)) throw new DomainError("sheet.notSpreadsheet");
  const separator = separatorOf(text);
  const isTold = text.startsWith("sep=");
  const records = parseCsv(isTold ? text.slice(text.indexOf("\n") + 1) : text, { delimiter: separator });
  if (records.length > mostRows + 1_000) throw new DomainError("sheet.tooManyRows", { rows: mostRows });
  return {
    name: "CSV",
    rows: records.map((cells, index) => ({
      number: index + (isTold ? 2 : 1),
      cells: cells.map((cell) =>
        String(cell ?? "")
          .replaceAll(/\r\n?/gu, "\n")
          .trim(),
      ),
      faults: [],
    })),
  };
};
