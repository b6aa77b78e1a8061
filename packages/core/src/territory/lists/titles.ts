import { cleaned, fold } from "../../ground/text.ts";
import { readUnitKind } from "../unit-names.ts";
import type { UnitKind } from "../units.ts";

/** Levels that a title may name, the widest first. */
const levels = ["province", "district", "commune", "hamlet"] as const;
/** A level of units that a title names. */
export type Level = (typeof levels)[number];

/** How narrow a level is; the wider has the smaller number. */
export const narrowness = (level: Level): number => levels.indexOf(level);

/** The words for the levels: what stands first in a title counts, as “Xã, phường thuộc huyện Ba Tơ” is of communes. */
const levelWords =
  /\b(?:(?<province>(?<!gioi )tinh(?! den| tu| hinh)|tp)|(?<district>huyen|thi xa|qh|(?<!co )quan(?! ly| su| doi| chung))|(?<commune>(?<!hop tac )xa(?! hoi)|(?<!dia )phuong|thi tran|dac khu|px)|(?<hamlet>thon|to dan pho|tdp|khu pho|khoi pho|khom|ap(?! dung)|buon|lang|xom))\b/u;

const levelIn = (text: string): Level | null => {
  const groups = levelWords.exec(text)?.groups ?? {};
  return levels.find((level) => groups[level] !== undefined) ?? null;
};

/** What a column is about. Of what is `unread` we make nothing, though it may hold the word for a unit. */
export type Role = "order" | "note" | "unread" | "form" | "share" | "code" | "superior" | "kind" | "name";

/** What a title calls its column; the first that fits. */
const roles: readonly (readonly [pattern: RegExp, role: Role])[] = [
  [/^(?:tt|stt|so tt|so thu tu|thu tu|#)$/u, "order"],
  [/ghi chu|can cu/u, "note"],
  [
    /^(?:so\b|tong so|bi thu|pho bi thu|truong (?:thon|ban|khu|to|xom|lang|ap)\b|chu tich|nguoi|ho va ten|ho ten|dien t|dia chi|ngay|dan so|email|don vi tinh|dvt\b|thoi (?:gian|diem)|ma so thue)|hieu luc/u,
    "unread",
  ],
  [/hinh thuc|phuong an/u, "form"],
  [/ty le|ti le|%|phan tram/u, "share"],
  [/\bma\b/u, "code"],
  [/truc thuoc|cap tren|thuoc don vi|^thuoc\b/u, "superior"],
  [/\bloai\b|^cap$/u, "kind"],
  [/\bten\b|don vi|chi bo|to chuc|dia phuong|^(?:cu|moi)$|^ban$/u, "name"],
];

const newSide = /\b(?:moi|sau|hinh thanh|thanh lap)\b/u;
const oldSide = /\b(?:cu|truoc|hien nay)\b/u;
const beside = /\b(?:ten|cap|cu|moi|truoc|sau|hien nay|sap xep|sap nhap)\b/gu;

/** The title of a column, understood. */
export type Title = {
  readonly text: string;
  readonly role: Role;
  readonly level: Level | null;
  readonly side: "old" | "new" | null;
  /** The kind of unit where the title names exactly one: “Tên thôn”. */
  readonly kind: UnitKind | null;
  /** Whether it is the name of what the list is of: “Tên đơn vị”. */
  readonly isName: boolean;
};

/** Reads a title; `null` for what is none. */
export const readTitle = (heading: string): Title | null => {
  const text = fold(cleaned(heading))
    .replaceAll(/[*:.,;()/_+-]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
  if (text === "" || text.length > 60) return null;
  const level = levelIn(text);
  const role = roles.find(([pattern]) => pattern.test(text))?.[1] ?? (level === null ? null : "name");
  if (role === null) return null;
  return {
    text: heading.replaceAll(/\s+/gu, " ").trim(),
    role,
    level,
    side: newSide.test(text) ? "new" : oldSide.test(text) ? "old" : null,
    kind: readUnitKind(text.replaceAll(beside, " ").trim()),
    isName: /\bten\b|chi bo|to chuc/u.test(text),
  };
};
