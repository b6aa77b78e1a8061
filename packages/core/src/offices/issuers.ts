import { lowerFirst } from "../ground/sentences.ts";
import { kindsOfLevel } from "./advisory.ts";
import type { UnitKind } from "../territory/units.ts";
import { boardName, committeeNameOf, initials, placeNameOf, upper, withoutPlace } from "./paper-names.ts";

/**
 * Whose layout a paper has. It follows who issues the paper, never who reads it: papers of the Party by Quy định
 * 399-QĐ/TW and Hướng dẫn 05-HD/VPTW, of state bodies by Nghị định 30/2020/NĐ-CP, of the Front and the unions by the
 * latter with marks of their own.
 */
export type PaperFamily = "party" | "state" | "front" | "youth";

/** A unit as a paper of one day names it. */
export type NamedUnit = { readonly name: string; readonly kind: UnitKind };

/** Who issues a paper, with all that its head and its signature say of them. */
export type Issuer = {
  readonly family: PaperFamily;
  /** The line above the issuing body; none for a body that prints no superior. */
  readonly superior: string | null;
  /** The issuing body in one to three lines, in capitals; the last is the one that issues. */
  readonly body: readonly string[];
  /** What stands for the body in numbers of documents: `ĐU`, `MTTQ-BTT`. */
  readonly symbol: string;
  /** The body in running text. */
  readonly name: string;
  /** The name of the place that stands before the date: `Trà Câu`. */
  readonly place: string;
  /** For whom the signatory signs; `null` where the head signs by the post alone. */
  readonly authority: string | null;
  readonly head: string;
  readonly deputy: string;
  /** The last line of "Nơi nhận", without its dash. */
  readonly kept: string;
};

/** What a row knows of a unit: itself and the territories around it, nearest first, as they were on the day. */
type Around = {
  readonly unit: NamedUnit;
  readonly commune: string;
  /** The territory above the commune. */
  readonly above: string;
};

type IssuerRow = {
  readonly kinds: readonly UnitKind[];
  /** Only units so named; without it all of the kinds. */
  readonly named?: RegExp;
  readonly family: PaperFamily;
  readonly superior?: (around: Around) => string;
  readonly body?: (around: Around) => readonly string[];
  readonly symbol: string | ((around: Around) => string);
  readonly authority: string | null;
  readonly head: string;
  readonly deputy: string;
  readonly kept: string;
};

const heads = (head: string) => ({ authority: null, head, deputy: `PHÓ ${head}` });
const filed = (symbol: string): string => `Lưu: VT, ${symbol}`;

/** Who signs and what stands above, by the kind of a unit and, where one kind is of several sorts, by its name. */
const rows: readonly IssuerRow[] = [
  {
    kinds: ["partyCell"],
    family: "party",
    superior: ({ commune }) => `Đảng bộ ${lowerFirst(commune)}`,
    symbol: "CB",
    authority: "T/M CHI BỘ",
    head: "BÍ THƯ",
    deputy: "PHÓ BÍ THƯ",
    kept: "Lưu Chi bộ",
  },
  {
    kinds: ["partyCommittee"],
    named: /^Tỉnh ủy/iu,
    family: "party",
    symbol: "TU",
    authority: "T/M BAN THƯỜNG VỤ",
    head: "BÍ THƯ",
    deputy: "PHÓ BÍ THƯ",
    kept: "Lưu Văn phòng Tỉnh ủy",
  },
  {
    kinds: ["partyCommittee"],
    named: /^(?:Ban|Khối) /iu,
    family: "party",
    superior: ({ commune }) => committeeNameOf(commune),
    body: ({ unit }) => [boardName(unit.name)],
    symbol: ({ unit }) => initials(boardName(unit.name)),
    authority: null,
    head: "TRƯỞNG BAN",
    deputy: "PHÓ TRƯỞNG BAN",
    kept: "Lưu Văn thư",
  },
  {
    kinds: ["partyCommittee"],
    family: "party",
    superior: ({ above }) => `Đảng bộ ${lowerFirst(above)}`,
    symbol: "ĐU",
    authority: "T/M BAN THƯỜNG VỤ",
    head: "BÍ THƯ",
    deputy: "PHÓ BÍ THƯ",
    kept: "Lưu Văn phòng Đảng ủy",
  },
  {
    kinds: ["front"],
    named: /^Ban công tác/iu,
    family: "front",
    body: ({ unit }) => [unit.name],
    symbol: "BCTMT",
    authority: "TM. BAN CÔNG TÁC MẶT TRẬN",
    head: "TRƯỞNG BAN",
    deputy: "PHÓ TRƯỞNG BAN",
    kept: "Lưu: BCTMT",
  },
  {
    kinds: ["hamlet", "residentialGroup"],
    family: "front",
    body: ({ unit }) => ["Ban Công tác Mặt trận", unit.name],
    symbol: "BCTMT",
    authority: "TM. BAN CÔNG TÁC MẶT TRẬN",
    head: "TRƯỞNG BAN",
    deputy: "PHÓ TRƯỞNG BAN",
    kept: "Lưu: BCTMT",
  },
  {
    kinds: ["front"],
    family: "front",
    body: ({ commune }) => ["Ủy ban MTTQ Việt Nam", commune, "Ban Thường trực"],
    symbol: "MTTQ-BTT",
    authority: "TM. BAN THƯỜNG TRỰC",
    head: "CHỦ TỊCH",
    deputy: "PHÓ CHỦ TỊCH",
    kept: filed("MTTQ"),
  },
  {
    kinds: ["union"],
    named: /^Đoàn (?:TNCS|Thanh niên)/iu,
    family: "youth",
    symbol: "ĐTN",
    authority: "TM. BAN THƯỜNG VỤ",
    head: "BÍ THƯ",
    deputy: "PHÓ BÍ THƯ",
    kept: "Lưu: VP",
  },
  {
    kinds: ["union"],
    family: "front",
    symbol: ({ unit }) => initials(unit.name),
    authority: "TM. BAN THƯỜNG VỤ",
    head: "CHỦ TỊCH",
    deputy: "PHÓ CHỦ TỊCH",
    kept: "Lưu: VP",
  },
  {
    kinds: ["government"],
    named: /^(?:UBND|Ủy ban nhân dân)/iu,
    family: "state",
    body: ({ commune }) => ["Ủy ban nhân dân", commune],
    symbol: "UBND",
    authority: "TM. ỦY BAN NHÂN DÂN",
    head: "CHỦ TỊCH",
    deputy: "PHÓ CHỦ TỊCH",
    kept: "Lưu: VT",
  },
  {
    kinds: ["government"],
    named: /^Phòng/iu,
    family: "state",
    superior: ({ commune }) => `UBND ${commune}`,
    symbol: ({ unit }) => initials(unit.name.replace(/^Phòng\s+/iu, "")),
    ...heads("TRƯỞNG PHÒNG"),
    kept: "Lưu: VT",
  },
  {
    kinds: ["armedForces"],
    named: /^Công an/iu,
    family: "state",
    superior: ({ above }) => `Công an ${above}`,
    symbol: "CA",
    ...heads("TRƯỞNG CÔNG AN"),
    kept: "Lưu: VT",
  },
  {
    kinds: ["armedForces"],
    family: "state",
    superior: ({ above }) => `Bộ Chỉ huy quân sự ${above}`,
    symbol: "BCH",
    authority: null,
    head: "CHỈ HUY TRƯỞNG",
    deputy: "PHÓ CHỈ HUY TRƯỞNG",
    kept: "Lưu: VT",
  },
  {
    kinds: ["publicServiceUnit"],
    named: /^Trường/iu,
    family: "state",
    superior: ({ commune }) => `UBND ${commune}`,
    symbol: ({ unit }) => initials(unit.name),
    ...heads("HIỆU TRƯỞNG"),
    kept: "Lưu: VT",
  },
  {
    kinds: ["publicServiceUnit"],
    named: /^Trạm/iu,
    family: "state",
    superior: ({ commune }) => `UBND ${commune}`,
    symbol: ({ unit }) => initials(unit.name),
    ...heads("TRƯỞNG TRẠM"),
    kept: "Lưu: VT",
  },
  {
    kinds: ["government", "publicServiceUnit"],
    family: "state",
    superior: ({ commune }) => `UBND ${commune}`,
    symbol: ({ unit }) => initials(unit.name),
    ...heads("GIÁM ĐỐC"),
    kept: "Lưu: VT",
  },
];

const sentenceName = (lines: readonly string[]): string =>
  lines.map((line, index) => (index === 0 ? line : lowerFirst(line))).join(" ");

const nearest = (around: readonly NamedUnit[], kinds: readonly UnitKind[]): NamedUnit | undefined =>
  around.find(({ kind }) => kinds.includes(kind));

const aroundOf = (unit: NamedUnit, superiors: readonly NamedUnit[]): Around => {
  const all = [unit, ...superiors];
  const commune = nearest(all, kindsOfLevel.commune);
  const within = commune ? all.slice(all.indexOf(commune) + 1) : all;
  const above = nearest(within, [...kindsOfLevel.district, ...kindsOfLevel.province]);
  return { unit, commune: commune?.name ?? above?.name ?? unit.name, above: above?.name ?? unit.name };
};

const issuerFrom = (row: IssuerRow, around: Around): Issuer => {
  const { superior, body, symbol, authority, head, deputy, kept, family } = row;
  const lines = body?.(around) ?? [superior ? withoutPlace(around.unit.name) : around.unit.name];
  return {
    family,
    superior: superior ? upper(superior(around)) : null,
    body: lines.map(upper),
    symbol: typeof symbol === "string" ? symbol : symbol(around),
    name: body && family === "front" && lines.length === 3 ? around.unit.name : sentenceName(lines),
    place: placeNameOf(around.commune),
    authority,
    head,
    deputy,
    kept,
  };
};

/**
 * Who issues the papers of an organizational unit.
 * @param superiors The territories above it on the day of the paper, nearest first.
 * @returns `null` for a territory: its papers are issued by one of its bodies (`committeeOf`).
 */
export const issuerOf = (unit: NamedUnit, superiors: readonly NamedUnit[]): Issuer | null => {
  const row = rows.find(({ kinds, named }) => kinds.includes(unit.kind) && (named?.test(unit.name) ?? true));
  return row ? issuerFrom(row, aroundOf(unit, superiors)) : null;
};

/** A body that acts for a territory without being a unit of it: its name as papers print it, and its family. */
export type ActingBody = { readonly name: string; readonly family: "party" | "state" | "front" };

const kindOfFamily = { party: "partyCommittee", state: "government", front: "front" } as const;

/**
 * Who issues the papers of a territory through a body that acts for it: its standing office, its party committee, its
 * people's committee.
 * @param superiors The territories above `place` on the day of the paper, nearest first.
 */
export const issuerAt = (place: NamedUnit, superiors: readonly NamedUnit[], { name, family }: ActingBody): Issuer => {
  const issuer = issuerOf({ name, kind: kindOfFamily[family] }, [place, ...superiors]);
  if (!issuer) throw new Error(`No layout for ${name}`);
  return issuer;
};

/** The bodies through which a territory decides: its party committee, its people's committee, its Front. */
export const decidingBodies = (territory: string): readonly ActingBody[] => [
  { name: committeeNameOf(territory), family: "party" },
  { name: `UBND ${lowerFirst(territory)}`, family: "state" },
  { name: `Ủy ban MTTQ Việt Nam ${lowerFirst(territory)}`, family: "front" },
];
