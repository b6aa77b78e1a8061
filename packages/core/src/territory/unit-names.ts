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

const beginnings = Object.entries(prefixes)
  .flatMap(([kind, spellings]) =>
    spellings.map((spelling) => ({ kind: kind as UnitKind, key: nameKey(spelling), written: spellings[0] ?? "" })),
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

export const readUnitName = (text: string): UnitName => {
  const clean = composed(text).replaceAll(/\s+/gu, " ").trim();
  const key = nameKey(clean);
  for (const { kind, key: beginning, written } of beginnings) {
    const isShort = beginning.endsWith(".");
    if (!key.startsWith(isShort ? beginning : `${beginning} `)) continue;
    const bare = clean.slice(beginning.length).trim();
    if (bare === "") continue;
    return named.has(kind)
      ? { kind, guess: kind, full: `${written} ${bare}`, bare }
      : { kind: null, guess: kind, full: clean, bare: clean };
  }
  return { kind: null, guess: null, full: clean, bare: clean };
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
