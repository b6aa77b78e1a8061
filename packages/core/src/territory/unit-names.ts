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

/**
 * Words that people write for a kind and that stay as they are written. They prove nothing: Bản Lầu is a commune, and
 * only a number after it makes “Tổ” a place.
 */
const alsoCalled: readonly (readonly [kind: UnitKind, words: readonly string[], followed?: RegExp])[] = [
  ["hamlet", ["Làng", "Ấp", "Bản", "Buôn", "Bon", "Xóm", "Plei", "Plây", "Phum", "Sóc"]],
  ["residentialGroup", ["Khu phố", "Khối phố", "Khóm", "Khu dân cư", "KDC"]],
  ["residentialGroup", ["Tổ", "Khu", "Khối"], /^(?:số )?\d/u],
  ["government", ["Ban", "Phòng", "Văn phòng", "Thanh tra"]],
];

type Beginning = {
  readonly kind: UnitKind;
  readonly key: string;
  /** How we write it before every name; `null` where the name stays as it is. */
  readonly written: string | null;
  /** What has to follow. */
  readonly followed: RegExp;
};

const anything = /^/u;
const beginnings: readonly Beginning[] = [
  ...Object.entries(prefixes).flatMap(([key, spellings]) => {
    const kind = key as UnitKind;
    const written = named.has(kind) ? (spellings[0] ?? "") : null;
    return spellings.map((spelling) => ({ kind, key: nameKey(spelling), written, followed: anything }));
  }),
  ...alsoCalled.flatMap(([kind, words, followed = anything]) =>
    words.map((word) => ({ kind, key: nameKey(word), written: null, followed })),
  ),
].toSorted((a, b) => b.key.length - a.key.length);

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
    if (rest !== "" && beginning.followed.test(rest)) return { beginning, rest };
  }
  return null;
};

const inOneLine = (text: string): string => composed(text).replaceAll(/\s+/gu, " ").trim();

/** Reads a name as somebody wrote it. */
export const readUnitName = (text: string): UnitName => {
  const clean = inOneLine(text);
  const found = parted(clean);
  if (!found) return { kind: null, guess: null, full: clean, bare: clean };
  const { kind, written } = found.beginning;
  return written === null
    ? { kind: null, guess: kind, full: clean, bare: clean }
    : { kind, guess: kind, full: `${written} ${found.rest}`, bare: found.rest };
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

const ofPeople: ReadonlySet<UnitKind> = new Set(["hamlet", "residentialGroup"]);

/** Whether what a name sounds like is called so: a làng is a hamlet, and some call a tổ one. */
const isCalledSo = ({ guess }: UnitName, kind: UnitKind): boolean =>
  guess === kind || (guess !== null && ofPeople.has(guess) && ofPeople.has(kind));

/** The name with the word of its kind before it, where such units are called that way. */
export const withKind = (name: UnitName, kind: UnitKind): string =>
  name.kind === null && named.has(kind) && !isCalledSo(name, kind)
    ? `${prefixes[kind]?.[0] ?? ""} ${name.bare}`
    : name.full;

/** Whether every word of a text begins as the words of a place do. */
export const isPlaceName = (text: string): boolean => text.split(/[\s-]+/u).every((word) => /^[\p{Lu}\d]/u.test(word));

/** Whether a kind that a title or a heading says is that of the names below it which say none. */
export const mayBeOf = (name: UnitName, kind: UnitKind): boolean => {
  if (name.full === "" || name.kind !== null) return false;
  if (name.guess === null || kind === "partyCell") return true;
  return named.has(kind) && !ofPeople.has(kind) && isPlaceName(name.bare);
};

const wordsOfKinds: readonly (readonly [string, UnitKind])[] = [
  ...unitKinds.map((kind) => [unitKindText[kind], kind] as const),
  ...Object.entries(prefixes).flatMap(([kind, spellings]) =>
    spellings.map((spelling) => [spelling, kind as UnitKind] as const),
  ),
  ...alsoCalled.flatMap(([kind, words]) => words.map((word) => [word, kind] as const)),
  ["TP thuộc tỉnh", "provincialCity"],
  ["MTTQ", "front"],
  ["Đảng bộ cơ sở", "partyCommittee"],
  ["Chi bộ cơ sở", "partyCell"],
  ["Cơ quan", "government"],
];
const kindsBy = (keyOf: (text: string) => string): ReadonlyMap<string, UnitKind> =>
  new Map(wordsOfKinds.toReversed().map(([word, kind]) => [keyOf(word), kind]));
const kindWords = kindsBy(nameKey);
const foldedKindWords = kindsBy(fold);

/** The kind that a cell names, however it is accented; `null` for what is no kind. “Bản” and “Ban” are two. */
export const readUnitKind = (text: string): UnitKind | null =>
  kindWords.get(nameKey(text)) ?? foldedKindWords.get(fold(text)) ?? null;
