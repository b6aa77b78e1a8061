import { fold, strayLetterText } from "../../ground/text.ts";
import { isPlaceName, readUnitKind, readUnitName, type UnitName } from "../unit-names.ts";
import { type UnitChangeKind, unitKindText, type UnitKind } from "../units.ts";
import { refuse } from "./outcomes.ts";

/** The words for the forms of change; the first that is in the cell. */
const formWords: readonly (readonly [RegExp, UnitChangeKind])[] = [
  [/giu nguyen|khong (?:doi|thay doi|sap xep)/u, "unchanged"],
  [/mot phan/u, "partial"],
  [/doi ten/u, "rename"],
  [/doi loai|chuyen doi|nang (?:cap|loai)/u, "kindChange"],
  [/truc thuoc|dieu chuyen|chuyen (?:ve|den|don vi)/u, "move"],
  [/giai the|ket thuc|cham dut/u, "abolish"],
  [/sap nhap|hop nhat|^nhap/u, "merge"],
  [/chia|tach/u, "split"],
  [/thanh lap|lap moi/u, "create"],
];

/** The form of change in a cell; `null` where it says none. */
export const formIn = (text: string): UnitChangeKind | null => {
  if (text === "") return null;
  const found = formWords.find(([word]) => word.test(fold(text)));
  return found ? found[1] : refuse(`“${text}” không phải là một hình thức sắp xếp.`);
};

const isNothing = (text: string): boolean => text === "" || /^[-–—]$/u.test(text);

/** The percentage in a cell; `null` where it says none. */
export const shareIn = (text: string): number | null => {
  if (isNothing(text)) return null;
  const number = Number(text.replace("%", "").trim().replace(",", "."));
  if (Number.isFinite(number) && number >= 0 && number <= 100 && text !== "%") return number;
  return refuse(`Tỷ lệ “${text}” cần là một số từ 0 đến 100.`);
};

/** The code in a cell; `null` where it says none. */
export const codeIn = (cell: string): string | null => {
  // Quotation marks keep the zeros at the head of a code.
  const text = cell.replaceAll(/^["'“‘]+|["'”’]+$/gu, "").trim();
  if (isNothing(text)) return null;
  if (/^(?=.*\d)[0-9A-Za-z](?:[0-9A-Za-z./-]{0,18}[0-9A-Za-z])?$/u.test(text)) return text;
  return refuse(`“${cell}” không phải là mã đơn vị.`);
};

/** So many parts a name has at most, however many commas stand in it. */
const mostParts = 6;

/**
 * The parts of a cell that names several units. A run of parts that is one name stays one: “Bà Rịa - Vũng Tàu” and
 * “Chi bộ Công an phường, phường Trà Câu” are units.
 */
const partsOf = (text: string, separators: RegExp, isName: (text: string) => boolean): readonly string[] => {
  const pieces = text.split(separators);
  const parts: string[] = [];
  const run = (from: number, to: number): string => pieces.slice(from, to).join("").replaceAll(/\s+/gu, " ").trim();
  // Names stand at the even places, what parts them between.
  for (let from = 0; from < pieces.length;) {
    let to = Math.min(from + 2 * mostParts - 1, pieces.length);
    while (to > from + 1 && !isName(run(from, to))) to -= 2;
    parts.push(run(from, Math.max(to, from + 1)));
    from = Math.max(to, from + 1) + 1;
  }
  return parts;
};

/** A unit and its superiors as one cell names them, the lowest first; `isName` knows what is one name. */
export const chainOf = (text: string, isName: (text: string) => boolean): readonly UnitName[] =>
  partsOf(text, /([,;\n]|\s[-–]\s)/u, isName)
    .filter((part) => part !== "")
    .map(readUnitName);

/** Such names as a sentence has them. */
export const saidOf = (names: readonly UnitName[]): string => names.map(({ full }) => full).join(", ");

/** The name in a cell; `what` begins the sentence that says why it is none. */
export const nameIn = (text: string, what: string): UnitName => {
  const stray = strayLetterText(what, text);
  if (stray !== "") refuse(stray);
  const name = readUnitName(text);
  if (name.full.length < 3) refuse(`${what}: tên đơn vị cần ít nhất 3 ký tự.`);
  if (name.full.length > 200) refuse(`${what}: tên đơn vị dài quá 200 ký tự.`);
  if (/^[\d\s.,/-]+$/u.test(name.full)) refuse(`${what}: “${name.full}” là số hoặc ngày, không phải là tên đơn vị.`);
  if (!/\p{L}/u.test(name.full)) refuse(`${what}: “${name.full}” không phải là tên đơn vị.`);
  if (/^[=+@|]/u.test(name.full)) refuse(`${what}: “${name.full.slice(0, 60)}” là công thức, không phải tên đơn vị.`);
  if (/[?\uFFFD]/u.test(name.full)) refuse(`${what}: tên có ký tự không đọc được. Hãy lưu tệp với bảng mã UTF-8.`);
  return name;
};

/** The kind in a cell, or where that is empty the one that the name says or sounds like. */
export const kindIn = (text: string, name: UnitName): UnitKind => {
  const kind = text === "" ? name.kind : readUnitKind(text);
  if (kind === null) {
    if (text !== "") return refuse(`“${text}” không phải là một loại đơn vị.`);
    if (name.guess !== null) return name.guess;
    const example = isPlaceName(name.bare) ? `, hoặc ghi đủ tên, ví dụ “Xã ${name.bare}”` : "";
    return refuse(`Chưa rõ loại của “${name.full}”. Hãy ghi cột Loại${example}.`);
  }
  if (name.kind !== null && name.kind !== kind) {
    return refuse(`Loại “${unitKindText[kind]}” không khớp với tên “${name.full}”.`);
  }
  return kind;
};

/** A cell of several lines in one. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

/** Unit names in a cell that lists several; `isName` knows what is one name. */
export const listedIn = (text: string, isName: (text: string) => boolean): readonly string[] =>
  partsOf(text, /([,;\n]|\svà\s)/u, isName)
    .map((part) => part.replace(/^[-–•+]\s*/u, "").trim())
    .filter((part) => part !== "");
