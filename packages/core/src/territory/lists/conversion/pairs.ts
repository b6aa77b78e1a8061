import { nameKey } from "../../../ground/text.ts";
import { readUnitKind, readUnitName, type UnitName, withKind } from "../../unit-names.ts";
import type { Unit, UnitChangeKind, UnitKind } from "../../units.ts";
import { codeIn, formIn, kindIn, listedIn, nameIn, oneLine, shareIn } from "../cells.ts";
import { type Directory, findUnit } from "../directory.ts";
import { type Entry, superiorsIn } from "../entries.ts";
import { attempt, type Outcomes, refuse } from "../outcomes.ts";

/** The new unit as a row names it; the kind is `null` where neither the name nor the column says it. */
type NewUnit = { readonly name: UnitName; readonly full: string; readonly kind: UnitKind | null };

/** A row of a conversion table: units in force, and what it says they become. */
export type Pair = {
  readonly entry: Entry;
  /** What the row calls the change; `null` where it does not say. */
  readonly form: UnitChangeKind | null;
  readonly from: readonly Unit[];
  readonly into: NewUnit | null;
  readonly code: string | null;
  readonly share: number | null;
};

type Filled = { readonly form: UnitChangeKind | null; readonly hasOld: boolean; readonly hasNew: boolean };

/** What a row has to say and what it may not, by its form. */
const omissions: readonly (readonly [isOmitted: (row: Filled) => boolean, message: string])[] = [
  [
    ({ form, hasNew }) => !hasNew && form !== "abolish" && form !== "unchanged",
    "Chưa ghi đơn vị mới. Nếu như dòng trên, ghi “nt”; nếu giải thể, ghi hình thức “Giải thể”.",
  ],
  [({ form, hasNew }) => hasNew && form === "abolish", "Hình thức “Giải thể” không có đơn vị mới."],
  [({ form, hasOld }) => !hasOld && form !== "create", "Chưa ghi đơn vị cũ."],
];

/** The old units of a row: one, or several in one cell. “Xã Trà Giang, Huyện Trà Bồng” is one with its superior. */
const findOldUnits = (entry: Entry, directory: Directory): readonly Unit[] => {
  const text = entry.at("name");
  if (text === "") return [];
  const superiors = superiorsIn(entry, "superior", "province");
  const kind = readUnitKind(entry.at("kind"));
  const named = (part: string): UnitName => {
    const name = nameIn(part, "Đơn vị cũ");
    return kind === null ? name : readUnitName(withKind(name, kind));
  };
  const find = (name: UnitName, above: readonly UnitName[]) => findUnit(directory, name, above, entry.chosen);

  const whole = oneLine(text);
  const parts = listedIn(text, (one) => directory.called(readUnitName(one)).length > 0);
  if (parts.length < 2 || directory.called(readUnitName(whole)).length > 0) return [find(named(whole), superiors)];
  const [first, ...further] = parts.map(named);
  if (first && directory.called(first).some((unit) => directory.isBelow(unit, further))) {
    return [find(first, [...further, ...superiors])];
  }
  return parts.map((part) => find(named(part), superiors));
};

const readNewUnit = (entry: Entry): NewUnit | null => {
  const text = oneLine(entry.at("newName"));
  if (text === "") return null;
  const name = nameIn(text, "Đơn vị mới");
  const kindText = entry.at("newKind");
  const kind = kindText !== "" || name.kind !== null ? kindIn(kindText, name) : null;
  return { name, full: kind === null ? name.full : withKind(name, kind), kind };
};

/** Reads every row by itself; one that cannot be read is refused, or asks, and is left out. */
export const readPairs = (entries: readonly Entry[], directory: Directory, outcomes: Outcomes): readonly Pair[] => {
  const pairs: Pair[] = [];
  for (const entry of entries) {
    attempt(outcomes, entry.row.number, () => {
      const form = formIn(entry.at("form"));
      const share = shareIn(entry.at("share"));
      const code = codeIn(entry.at("code"));
      const filled = { form, hasOld: entry.at("name") !== "", hasNew: oneLine(entry.at("newName")) !== "" };
      const omission = omissions.find(([isOmitted]) => isOmitted(filled));
      if (omission) return refuse(omission[1]);
      pairs.push({ entry, form, from: findOldUnits(entry, directory), into: readNewUnit(entry), code, share });
      return null;
    });
  }
  return pairs;
};

/** By which rows are of the same old unit, whether or not they could be read. */
export const oldUnitKey = (entry: Entry): string =>
  [entry.at("name"), ...superiorsIn(entry, "superior", "province").map(({ full }) => full)].map(nameKey).join("|");

/** By which rows are of one unit that comes to be at the place which a row names. */
export const unitKeyAt = (entry: Entry, named: string): string =>
  [named, oneLine(entry.at("newSuperior")), oneLine(entry.at("newProvince"))].map(nameKey).join("|");

/** By which rows are of the same new unit; the same name below another superior is another unit. */
export const newUnitKey = ({ into, entry }: Pair): string => unitKeyAt(entry, into?.full ?? "");
