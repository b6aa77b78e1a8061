import { composed, fold, nameKey } from "../ground/text.ts";
import { unitKinds, unitKindText, type UnitKind } from "./units.ts";

/** How a kind begins a name; what is written first is how we write it. */
const prefixes: Readonly<Partial<Record<UnitKind, readonly string[]>>> = {
  province: ["Tỉnh", "T."],
  district: ["Huyện", "H."],
  town: ["Thị xã", "TX.", "TX"],
  provincialCity: ["Thành phố", "TP.", "TP", "T.P."],
  commune: ["Xã", "X."],
  ward: ["Phường", "P."],
  township: ["Thị trấn", "TT.", "TT"],
  specialZone: ["Đặc khu", "ĐK."],
  hamlet: ["Thôn"],
  residentialGroup: ["Tổ dân phố", "TDP"],
  partyCell: ["Chi bộ", "CB."],
  partyCommittee: ["Đảng ủy", "Đảng bộ"],
  front: ["Ủy ban Mặt trận", "Ủy ban MTTQ", "UBMTTQ", "Mặt trận"],
  union: ["Hội", "Đoàn", "Liên đoàn", "Công đoàn"],
  government: ["Ủy ban nhân dân", "UBND"],
  armedForces: ["Công an", "Ban Chỉ huy quân sự", "Ban CHQS", "Đồn Biên phòng"],
  publicServiceUnit: ["Trung tâm", "Trường", "Trạm"],
};

/** Kinds of which the word is written before every name, so that a name without it is completed. */
const named: ReadonlySet<UnitKind> = new Set([
  "province",
  "district",
  "town",
  "provincialCity",
  "commune",
  "ward",
  "township",
  "specialZone",
  "hamlet",
  "residentialGroup",
  "partyCell",
]);

type Beginning = { readonly kind: UnitKind; readonly key: string; readonly written: string };

const beginnings = Object.entries(prefixes)
  .flatMap(([kind, spellings]) =>
    spellings.map((spelling): Beginning => ({
      kind: kind as UnitKind,
      key: nameKey(spelling),
      written: spellings[0] ?? "",
    })),
  )
  .toSorted((a, b) => b.key.length - a.key.length);

/**
 * A name as it stands in a list, written out, and its kind where the name says it. `guess` is what the name sounds
 * like where that proves nothing: “Đoàn Kết” and “Trường Giang” are communes.
 */
export type UnitName = {
  readonly kind: UnitKind | null;
  readonly guess: UnitKind | null;
  readonly full: string;
  readonly bare: string;
};

/** The word of a kind with which a name begins, and what follows it; `null` where it begins with none. */
const parted = (clean: string): { readonly beginning: Beginning; readonly rest: string } | null => {
  const key = nameKey(clean);
  for (const beginning of beginnings) {
    if (!key.startsWith(beginning.key.endsWith(".") ? beginning.key : `${beginning.key} `)) continue;
    const rest = clean.slice(beginning.key.length).trim();
    if (rest !== "") return { beginning, rest };
  }
  return null;
};

const inOneLine = (text: string): string => composed(text).replaceAll(/\s+/gu, " ").trim();

/** Reads a name as somebody wrote it. */
export const readUnitName = (text: string): UnitName => {
  const clean = inOneLine(text);
  const found = parted(clean);
  if (!found) return { kind: null, guess: null, full: clean, bare: clean };
  const { beginning, rest } = found;
  return named.has(beginning.kind)
    ? { kind: beginning.kind, guess: beginning.kind, full: `${beginning.written} ${rest}`, bare: rest }
    : { kind: null, guess: beginning.kind, full: clean, bare: clean };
};

/** Words of titles beside the words of kinds: what is made of nothing else is the name of no unit. */
const titleWords = new Set(
  `cũ mới trước sau tên loại mã cấp trực thuộc đơn vị hành chính cơ sở sắp xếp sáp nhập hình thành lập hợp nhất hiện nay
  trên dưới số và hoặc các của quận tp tdp tổ khu phố khối khóm ấp bản buôn làng xóm đảng viên thể chức quốc phần đầu`
    .split(/\s+/u)
    .concat(Object.values(prefixes).flatMap((spellings) => spellings.flatMap((one) => nameKey(one).split(" ")))),
);
/** What follows the word of a kind in a title, whatever comes after. */
const titleLinks = /^(?:cũ|mới|thuộc|trực thuộc|trước|sau|theo|của)(?:$|\s)/u;

/** Whether a text is a word of a kind and a name of its own: “Xã Ba Tơ” and “Chi bộ thôn 1”, not “Xã cũ” or “Phường Xã”. */
export const isProperName = (text: string): boolean => {
  const clean = inOneLine(text);
  const found = parted(clean);
  if (!found || titleLinks.test(nameKey(found.rest))) return false;
  const words = nameKey(clean).split(/[^\p{L}\p{M}\p{N}.]+/u);
  return /^\P{L}*\p{Lu}|\d/u.test(found.rest) && !words.every((word) => titleWords.has(word) || word === "");
};

/** The name with the word of its kind before it, where such units are called that way. */
export const withKind = (name: UnitName, kind: UnitKind): string =>
  name.kind === null && named.has(kind) ? `${prefixes[kind]?.[0] ?? ""} ${name.bare}` : name.full;

const kindWords = new Map<string, UnitKind>([
  ...unitKinds.map((kind) => [fold(unitKindText[kind]), kind] as const),
  ...Object.entries(prefixes).flatMap(([kind, spellings]) =>
    spellings.map((spelling) => [fold(spelling), kind as UnitKind] as const),
  ),
  ["tp thuoc tinh", "provincialCity"],
  ["mttq", "front"],
  ["dang bo co so", "partyCommittee"],
  ["chi bo co so", "partyCell"],
]);

/** The kind that a cell names, however it is accented; `null` for what is no kind. */
export const readUnitKind = (text: string): UnitKind | null => kindWords.get(fold(text)) ?? null;
