import { oldEncodings, readOldEncoding } from "./old-encodings.ts";
import {
  carryOut,
  type PlannedChange,
  type PlannedUnit,
  type PlanProblem,
  type TreeBefore,
} from "./reorganisations.ts";
import { cleaned, compareNames, fold, strayLetterText } from "../ground/text.ts";
import { nameKey, readUnitKind, readUnitName, type UnitName, withKind } from "./unit-names.ts";
import { type Unit, type UnitChangeKind, unitChangeText, unitKindText, type UnitKind } from "./units.ts";

/** A row of a sheet as people see it; a fault is a cell of which the sheet shows no value (column from 0). */
export type SheetRow = {
  /** As the spreadsheet program counts it. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly faults: readonly { readonly column: number; readonly message: string }[];
};

export const unitListRowText = {
  create: "Lập mới",
  change: "Thay đổi",
  same: "Giữ nguyên",
  ambiguous: "Cần chọn",
  refused: "Không nhận",
  skipped: "Bỏ qua",
} as const;
export type UnitListRowStatus = keyof typeof unitListRowText;

export type UnitListRow = {
  readonly number: number;
  readonly status: UnitListRowStatus;
  /** What the row says, in one line. */
  readonly text: string;
  readonly message: string | null;
  /** Of an ambiguous row: what it may mean. One of the ids is handed in with the next preview. */
  readonly choices: readonly { readonly id: string; readonly label: string }[];
};

export type UnitListPreview = {
  readonly kind: "list" | "conversion";
  readonly rows: readonly UnitListRow[];
  readonly changes: readonly PlannedChange[];
  readonly counts: Readonly<Record<UnitListRowStatus, number>>;
  /** What the list does beyond its rows. */
  readonly notes: readonly string[];
  /** What stands against carrying the changes out. */
  readonly problems: readonly PlanProblem[];
};

/** Ids that a person chose for ambiguous rows, by the number of the row; a row may have asked more than once. */
export type UnitListChoices = Readonly<Record<string, readonly string[]>>;

/** The tree on the eve of the effective day, and what a person decided. */
export type UnitListContext = TreeBefore & {
  /** The unit whose administrators read the list: the superior of what names none. */
  readonly rootId: string;
  readonly choices: UnitListChoices;
  readonly newId: () => string;
};

const columns = [
  "order",
  "name",
  "kind",
  "superior",
  "province",
  "code",
  "form",
  "share",
  "note",
  "newName",
  "newKind",
  "newSuperior",
  "newProvince",
] as const;
type ColumnName = (typeof columns)[number];
type Columns = Partial<Record<ColumnName, number>>;

const isNewSide = /\b(?:moi|sau|hinh thanh|thanh lap)\b/u;

/** What a heading calls its column; the first that fits. */
const headings: readonly (readonly [pattern: RegExp, old: ColumnName, after: ColumnName])[] = [
  [/^(?:tt|stt|so tt|so thu tu|thu tu|#)$/u, "order", "order"],
  [/ghi chu|can cu/u, "note", "note"],
  [/hinh thuc|phuong an/u, "form", "form"],
  [/ty le|ti le|%|phan tram/u, "share", "share"],
  [/\bma\b/u, "code", "code"],
  [/truc thuoc|cap tren|thuoc don vi|cap huyen|^(?:thuoc )?huyen|quan[/, ]+huyen|^thuoc\b/u, "superior", "newSuperior"],
  [/^(?:thuoc )?tinh\b|cap tinh/u, "province", "newProvince"],
  [/\bloai\b|^cap$/u, "kind", "newKind"],
  [/\bten\b|don vi|\bxa\b|phuong|chi bo|to chuc|^(?:cu|moi)$/u, "name", "newName"],
];

const columnOf = (heading: string): ColumnName | null => {
  const text = fold(heading)
    .replaceAll(/[*:.()]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
  if (text === "" || text.length > 60) return null;
  const found = headings.find(([pattern]) => pattern.test(text));
  if (!found) return null;
  return isNewSide.test(text) ? found[2] : found[1];
};

const columnsOf = (titles: readonly string[]): Columns => {
  const found: Columns = {};
  titles.forEach((title, index) => {
    const column = columnOf(title);
    if (column !== null) found[column] ??= index;
  });
  return found;
};

/** A heading says at least a name and one thing more, in cells of their own. */
const formOf = (found: Columns): "list" | "conversion" | null => {
  if (found.name !== undefined && found.newName !== undefined) return "conversion";
  return found.name !== undefined && Object.keys(found).length > 1 ? "list" : null;
};

const headingRows = 20;

const findHeading = (rows: readonly SheetRow[]) => {
  let best: { form: "list" | "conversion"; columns: Columns; first: number; last: number; weight: number } | null =
    null;
  const top = rows.slice(0, headingRows);
  top.forEach(({ cells }, index) => {
    const below = top[index + 1]?.cells ?? [];
    const wide = Math.max(cells.length, below.length);
    const both = Array.from({ length: wide }, (_, column) => {
      const [above, under] = [cells[column] ?? "", below[column] ?? ""];
      return above === under ? above : `${above} ${under}`.trim();
    });
    for (const [titles, last] of [
      [cells, index],
      [both, index + 1],
    ] as const) {
      // What stands below is part of the heading only when every word of it names a column.
      if (last > index && !below.some((text, at) => text !== "" && text !== cells[at])) continue;
      if (last > index && !below.every((text) => text === "" || columnOf(text) !== null)) continue;
      const columns = columnsOf(titles);
      const form = formOf(columns);
      const weight = Object.keys(columns).length + (form === "conversion" ? 2 : 0);
      if (form !== null && (best === null || weight > best.weight))
        best = { form, columns, first: index, last, weight };
    }
  });
  return best as { form: "list" | "conversion"; columns: Columns; first: number; last: number } | null;
};

const repeats = new Set([
  "nt",
  "n/t",
  "nhu tren",
  '"',
  "''",
  '""',
  "...",
  "…",
  "-nt-",
  "- nt -",
  "//",
  "〃",
  '-"-',
  "như trên",
]);
const isRepeat = (text: string): boolean => repeats.has(fold(text)) || repeats.has(text);
const repeated: readonly ColumnName[] = [
  "name",
  "kind",
  "superior",
  "province",
  "form",
  "newName",
  "newKind",
  "newSuperior",
  "newProvince",
];

const isTotal = /^(?:tong(?: cong| so)?|cong)(?:$|[ :(])/u;
const numbersOnly = /^[\s\d.,%()+-]*$/u;
const roman = /^(?:[IVXLC]+|\p{Lu})[.)]?$/u;
const section = /^(?:[IVXLC]+|\p{Lu})(?:\.\d*|\)|\s*[-–:])\s*(?=\S)/u;

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

const shareOf = (text: string): number | null | undefined => {
  if (text === "" || /^[-–—]$/u.test(text)) return null;
  const number = Number(text.replace("%", "").trim().replace(",", "."));
  return Number.isFinite(number) && number >= 0 && number <= 100 && text !== "%" ? number : undefined;
};

const codeOf = (text: string): string | null | undefined => {
  if (text === "" || /^[-–—]$/u.test(text)) return null;
  return /^(?=.*\d)[0-9A-Za-z](?:[0-9A-Za-z./-]{0,18}[0-9A-Za-z])?$/u.test(text) ? text : undefined;
};

/** How a row ends when it cannot be read to its end. */
class RowStop extends Error {
  readonly outcome: Omit<UnitListRow, "number" | "text">;
  constructor(outcome: Omit<UnitListRow, "number" | "text">) {
    super(outcome.message ?? "");
    this.outcome = outcome;
  }
}
const refuse = (message: string): never => {
  throw new RowStop({ status: "refused", message, choices: [] });
};

/** The units in force, found by name. */
const directoryOf = (units: readonly Unit[]) => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const read = units.map((unit) => {
    const { full, bare } = readUnitName(unit.name);
    return { unit, key: nameKey(full), bare: nameKey(bare), folded: fold(full), foldedBare: fold(bare) };
  });
  const readOf = new Map(read.map((one) => [one.unit.id, one]));
  const byKey = Map.groupBy(read, ({ key }) => key);
  const byBare = Map.groupBy(read, ({ bare }) => bare);
  const byFold = Map.groupBy(read, ({ foldedBare }) => foldedBare);
  const below = Map.groupBy(read, ({ unit }) => unit.parentId);
  const belowByKey = Map.groupBy(read, ({ unit, key }) => `${unit.parentId} ${key}`);
  const above = (unit: Unit): Unit | undefined => byId.get(unit.parentId ?? "");
  const label = (unit: Unit): string => {
    const names: string[] = [];
    for (let one: Unit | undefined = unit; one && names.length < 4; one = above(one)) names.push(one.name);
    return names.join(" – ");
  };
  const isCalled = (unit: Unit, name: UnitName): boolean => {
    const own = readOf.get(unit.id);
    return name.kind === null ? own?.bare === nameKey(name.bare) : own?.key === nameKey(name.full);
  };
  /** Whether the superiors that were named stand above, in their order, perhaps with others between. */
  const isBelow = (unit: Unit, superiors: readonly UnitName[]): boolean => {
    let one = above(unit);
    for (const superior of superiors) {
      while (one && !isCalled(one, superior)) one = above(one);
      if (!one) return false;
      one = above(one);
    }
    return true;
  };
  const called = (name: UnitName): readonly Unit[] =>
    ((name.kind === null ? byBare.get(nameKey(name.bare)) : byKey.get(nameKey(name.full))) ?? []).map(
      ({ unit }) => unit,
    );
  const like = (name: UnitName): readonly Unit[] => (byFold.get(fold(name.bare)) ?? []).map(({ unit }) => unit);
  /** Of the units just below another, those of a name. */
  const childrenCalled = (parentId: string | null, name: string): readonly Unit[] =>
    (belowByKey.get(`${parentId} ${nameKey(name)}`) ?? []).map(({ unit }) => unit);
  /** Of the units just below another, those whose names differ from a name in marks at most. */
  const childrenLike = (parentId: string, name: string): readonly Unit[] => {
    const folded = fold(name);
    return (below.get(parentId) ?? []).filter((one) => one.folded === folded).map(({ unit }) => unit);
  };
  return { byId, label, isBelow, called, like, isCalled, childrenCalled, childrenLike };
};
type Directory = ReturnType<typeof directoryOf>;

const offered = (directory: Directory, units: readonly Unit[]) =>
  [...new Set(units)]
    .map((unit) => ({ id: unit.id, label: directory.label(unit) }))
    .toSorted((a, b) => compareNames(a.label, b.label))
    .slice(0, 20);

/** What was chosen among what is offered, or a row that asks. */
const choose = (
  choices: readonly { readonly id: string; readonly label: string }[],
  chosen: readonly string[],
  message: string,
): string => {
  const taken = choices.find(({ id }) => chosen.includes(id));
  if (taken) return taken.id;
  throw new RowStop({ status: "ambiguous", message, choices });
};

const chainOf = (text: string): readonly UnitName[] =>
  text
    .split(/[,;\n]|\s[-–]\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(readUnitName);

const saidOf = (names: readonly UnitName[]): string => names.map(({ full }) => full).join(", ");

/** One unit in force that a row names. */
const findUnit = (
  directory: Directory,
  name: UnitName,
  superiors: readonly UnitName[],
  chosen: readonly string[],
): Unit => {
  const exact = directory.called(name);
  const within = exact.filter((unit) => directory.isBelow(unit, superiors));
  const where = superiors.length > 0 ? ` thuộc “${saidOf(superiors)}”` : "";
  const [only] = within;
  if (only && within.length === 1) return only;
  const near = [...exact, ...directory.like(name)];
  const candidates = within.length > 1 ? within : near;
  if (candidates.length === 0) {
    refuse(`Không có đơn vị “${name.full}”${where} có hiệu lực vào ngày trước ngày thực hiện.`);
  }
  const message =
    within.length > 1
      ? `Có ${within.length} đơn vị tên “${name.full}”. Hãy chọn đúng đơn vị.`
      : exact.length > 0
        ? `Không có “${name.full}”${where}, nhưng có đơn vị cùng tên ở nơi khác. Hãy chọn đúng đơn vị hoặc sửa tệp.`
        : `Không có “${name.full}”${where}, chỉ có tên gần giống. Hãy chọn đúng đơn vị hoặc sửa tệp.`;
  return directory.byId.get(choose(offered(directory, candidates), chosen, message)) ?? refuse(message);
};

type Entry = {
  readonly row: SheetRow;
  readonly at: (column: ColumnName) => string;
  readonly section: string;
  readonly chosen: readonly string[];
  readonly note: string | null;
};

const nameIn = (text: string, what: string): UnitName => {
  const stray = strayLetterText(what, text);
  if (stray !== "") refuse(stray);
  const name = readUnitName(text);
  if (name.full.length < 3) refuse(`${what}: tên đơn vị cần ít nhất 3 ký tự.`);
  if (name.full.length > 200) refuse(`${what}: tên đơn vị dài quá 200 ký tự.`);
  if (!/\p{L}/u.test(name.full) || /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}$/u.test(name.full)) {
    refuse(`${what}: “${name.full}” không phải là tên đơn vị.`);
  }
  if (/^[=+@|]/u.test(name.full)) refuse(`${what}: “${name.full.slice(0, 60)}” là công thức, không phải tên đơn vị.`);
  if (/[?\uFFFD]/u.test(name.full)) refuse(`${what}: tên có ký tự không đọc được. Hãy lưu tệp với bảng mã UTF-8.`);
  return name;
};

const kindIn = (text: string, name: UnitName): UnitKind => {
  const kind = text === "" ? name.kind : readUnitKind(text);
  if (kind === null) {
    if (text !== "") return refuse(`“${text}” không phải là một loại đơn vị.`);
    if (name.guess !== null) return name.guess;
    return refuse(`Chưa rõ loại của “${name.full}”. Hãy ghi cột Loại, hoặc ghi đủ tên, ví dụ “Xã ${name.bare}”.`);
  }
  if (name.kind !== null && name.kind !== kind) {
    return refuse(`Loại “${unitKindText[kind]}” không khớp với tên “${name.full}”.`);
  }
  return kind;
};

type Outcome = Omit<UnitListRow, "number" | "text">;
const done = (status: UnitListRowStatus, message: string | null = null): Outcome => ({ status, message, choices: [] });

/** Runs what may stop at a row, and keeps how it ended. */
const attempt = (outcomes: Map<number, Outcome>, number: number, work: () => Outcome | null): void => {
  try {
    const outcome = work();
    if (outcome) outcomes.set(number, outcome);
  } catch (error) {
    if (!(error instanceof RowStop)) throw error;
    // What was said of the row first is nearer to the cause.
    if (!outcomes.has(number)) outcomes.set(number, error.outcome);
  }
};

/** Parts the rows below a heading into entries and what is skipped. */
const entriesOf = (
  rows: readonly SheetRow[],
  heading: { readonly columns: Columns; readonly first: number; readonly last: number },
  headingCells: readonly (readonly string[])[],
  choices: UnitListChoices,
  outcomes: Map<number, Outcome>,
  texts: Map<number, string>,
  directory: Directory,
): readonly Entry[] => {
  const entries: Entry[] = [];
  const above = new Map<ColumnName, string>();
  const known = new Set(headingCells.map((cells) => cells.join("\u0000")));
  let sectionName = "";
  const skip = (row: SheetRow, message: string) => outcomes.set(row.number, done("skipped", message));

  for (const [index, raw] of rows.entries()) {
    // Decoded first: what is another spelling in Unicode is a letter of its own in an old encoding.
    const { cells: decoded, from } = readOldEncoding(
      raw.cells.map((cell) => cell.replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, "").trim()),
    );
    const cells = decoded.map((cell) => cleaned(cell).trim());
    const row = { ...raw, cells };
    const filled = cells.filter((cell) => cell !== "");
    texts.set(row.number, [...new Set(filled)].join(" | ").replaceAll(/\s+/gu, " ").slice(0, 300));
    if (index < heading.first) {
      if (filled.length > 0) skip(row, "Dòng phía trên tiêu đề bảng.");
      continue;
    }
    if (index <= heading.last) {
      skip(row, "Tiêu đề bảng.");
      continue;
    }
    if (filled.length === 0 && raw.faults.length === 0) {
      skip(row, "Dòng trống.");
      continue;
    }
    if (known.has(cells.join("\u0000"))) {
      skip(row, "Tiêu đề bảng lặp lại.");
      continue;
    }
    const order = heading.columns.order;
    const rest = cells.filter((cell, column) => cell !== "" && column !== order);
    const words = [...new Set(rest)];
    if (raw.faults.length === 0 && filled.every((cell) => numbersOnly.test(cell))) {
      skip(row, "Dòng chỉ có số.");
      continue;
    }
    if (isTotal.test(fold(filled[0] ?? "")) || isTotal.test(fold(rest[0] ?? ""))) {
      skip(row, "Dòng tổng cộng.");
      continue;
    }
    const ordinal = order === undefined ? "" : (cells[order] ?? "");
    const single = words.length === 1 ? (words[0] ?? "") : words.length === 0 ? ordinal : "";
    const isSection =
      raw.faults.length === 0 &&
      single !== "" &&
      (roman.test(ordinal) ||
        ordinal === single ||
        rest.length === 0 ||
        (rest.length > 1 && ordinal === "") ||
        section.test(single));
    if (isSection) {
      const title = single.replace(section, "").trim();
      const chain = chainOf(title);
      const [name] = chain;
      const isUnit = name !== undefined && (name.kind !== null || directory.called(name).length > 0);
      sectionName = isUnit ? title : "";
      skip(row, isUnit ? `Tiêu đề mục: các dòng dưới trực thuộc “${saidOf(chain)}”.` : "Tiêu đề mục.");
      continue;
    }
    const values = new Map<ColumnName, string>();
    attempt(outcomes, row.number, () => {
      for (const column of columns) {
        const position = heading.columns[column];
        if (position === undefined) continue;
        const fault = raw.faults.find((one) => one.column === position);
        if (fault && column !== "order" && column !== "note") refuse(fault.message);
        let value = cells[position] ?? "";
        if (repeated.includes(column) && isRepeat(value)) {
          const earlier = above.get(column);
          if (earlier === undefined || earlier === "") refuse(`“${value}” (như trên), nhưng phía trên không có gì.`);
          value = earlier ?? "";
        }
        values.set(column, value);
      }
      for (const [column, value] of values) above.set(column, value);
      entries.push({
        row,
        at: (column) => (values.get(column) ?? "").replaceAll(/[^\S\n]+/gu, " "),
        section: sectionName,
        chosen: choices[row.number] ?? [],
        note: from === null ? null : `Chữ đã chuyển từ bảng mã ${oldEncodings[from].name}.`,
      });
      return null;
    });
  }
  return entries;
};

const superiorsIn = (entry: Entry, superior: ColumnName, province: ColumnName): readonly UnitName[] => [
  ...chainOf(entry.at(superior) === "" ? entry.section : entry.at(superior)),
  ...chainOf(entry.at(province)),
];

/** Levels of superiors in one list: no tree of units is as deep, and a list made to harm may be. */
const deepest = 50;

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

const readList = (
  entries: readonly Entry[],
  { rootId, newId }: UnitListContext,
  directory: Directory,
  outcomes: Map<number, Outcome>,
): PlannedChange[] => {
  type Named = {
    readonly entry: Entry;
    readonly name: UnitName;
    readonly full: string;
    readonly kind: UnitKind;
    readonly superiors: readonly UnitName[];
    readonly code: string | null;
  };
  const listed: Named[] = [];
  for (const entry of entries) {
    attempt(outcomes, entry.row.number, () => {
      if (entry.at("name") === "") return refuse("Chưa ghi tên đơn vị.");
      const name = nameIn(oneLine(entry.at("name")), "Tên đơn vị");
      const kind = kindIn(entry.at("kind"), name);
      const code = codeOf(entry.at("code"));
      if (code === undefined) return refuse(`“${entry.at("code")}” không phải là mã đơn vị.`);
      const full = withKind(name, kind);
      listed.push({
        entry,
        name: readUnitName(full),
        full,
        kind,
        superiors: superiorsIn(entry, "superior", "province"),
        code,
      });
      return null;
    });
  }
  const byKey = Map.groupBy(listed, ({ full }) => nameKey(full));
  const byBare = Map.groupBy(listed, ({ name }) => nameKey(name.bare));
  const made = new Map<string, { unit: PlannedUnit; row: number }>();
  const idOfRow = new Map<string, string>();
  /** The row that first named a unit at a place. */
  const placed = new Map<string, number>();
  const settled = new Map<Named, string | null>();
  const visiting = new Set<Named>();

  const superiorOf = (one: Named): string => {
    const [name, ...further] = one.superiors;
    if (!name) {
      if (directory.byId.has(rootId)) return rootId;
      return refuse("Chưa ghi đơn vị cấp trên.");
    }
    const inForce = directory.called(name).filter((unit) => directory.isBelow(unit, further));
    const rows = ((name.kind === null ? byBare.get(nameKey(name.bare)) : byKey.get(nameKey(name.full))) ?? []).filter(
      (other) =>
        other !== one &&
        further.every((above, index) => {
          const own = other.superiors[index];
          return own === undefined || nameKey(own.full) === nameKey(above.full);
        }),
    );
    const ids = new Set(inForce.map(({ id }) => id));
    for (const row of rows) {
      const id = settle(row);
      if (id !== null) ids.add(id);
    }
    const [only] = ids;
    if (only !== undefined && ids.size === 1) return only;
    if (ids.size > 1) {
      const found = [...ids].map((id) => {
        const unit = directory.byId.get(id);
        return {
          id: unit ? id : `row:${made.get(id)?.row}`,
          label: unit ? directory.label(unit) : `${name.full} (dòng ${made.get(id)?.row})`,
        };
      });
      const taken = choose(
        found,
        one.entry.chosen,
        `Có ${ids.size} đơn vị tên “${name.full}”. Hãy chọn đơn vị cấp trên.`,
      );
      return taken.startsWith("row:") ? (idOfRow.get(taken) ?? taken) : taken;
    }
    if (rows.length > 0)
      return refuse(`Đơn vị cấp trên “${name.full}” ở dòng ${rows[0]?.entry.row.number} chưa nhận được.`);
    if (nameKey(one.full) === nameKey(name.full)) return refuse(`“${one.full}” không thể trực thuộc chính mình.`);
    return findUnit(directory, name, further, one.entry.chosen).id;
  };

  /** The id of a listed unit, `null` when its row cannot be taken. */
  const settle = (one: Named): string | null => {
    const before = settled.get(one);
    if (before !== undefined) return before;
    const { number } = one.entry.row;
    if (visiting.has(one)) {
      for (const other of visiting) {
        outcomes.set(other.entry.row.number, done("refused", `“${other.full}” trực thuộc vòng quanh chính mình.`));
      }
      return null;
    }
    if (visiting.size >= deepest) {
      outcomes.set(number, done("refused", `Có nhiều hơn ${deepest} cấp trực thuộc chồng lên nhau.`));
      return null;
    }
    visiting.add(one);
    let id: string | null = null;
    attempt(outcomes, number, () => {
      const parentId = superiorOf(one);
      const wasRefused = outcomes.get(number);
      if (wasRefused) return wasRefused;
      const key = nameKey(one.full);
      const there = directory.childrenCalled(parentId, one.full).find(({ kind }) => kind === one.kind);
      const first = placed.get(`${parentId} ${key}`);
      if (first !== undefined) return refuse(`Trùng với dòng ${first}.`);
      placed.set(`${parentId} ${key}`, number);
      if (there) {
        id = there.id;
        return done("same", "Đơn vị đã có, không thay đổi.");
      }
      const near = directory.childrenLike(parentId, one.full);
      if (near.length > 0) {
        const taken = choose(
          [...offered(directory, near), { id: "new", label: `Lập đơn vị mới “${one.full}”` }],
          one.entry.chosen,
          `Đã có “${near[0]?.name}”, tên chỉ khác dấu. Hãy chọn: là đơn vị đó, hay đơn vị mới.`,
        );
        if (taken !== "new") {
          id = taken;
          return done("same", "Được chọn là đơn vị đã có, không thay đổi.");
        }
      }
      id = newId();
      idOfRow.set(`row:${number}`, id);
      made.set(id, {
        unit: { id, name: one.full, kind: one.kind, parentId, code: one.code, share: null },
        row: number,
      });
      return done("create", one.entry.note);
    });
    visiting.delete(one);
    settled.set(one, id);
    return id;
  };
  for (const one of listed) settle(one);
  return [...made.values()].map(({ unit }) => ({ kind: "create", from: [], into: [unit], posts: "end", note: "" }));
};

/** Unit names in a cell that lists several. */
const listedIn = (text: string): readonly string[] =>
  text
    .split(/[,;\n]|\s(?:và)\s/u)
    .map((part) => part.replace(/^[-–•+]\s*/u, "").trim())
    .filter((part) => part !== "");

const oldKey = (entry: Entry): string =>
  [entry.at("name"), ...superiorsIn(entry, "superior", "province").map(({ full }) => full)].map(nameKey).join("|");

const readConversion = (
  entries: readonly Entry[],
  { units, rootId, newId }: UnitListContext,
  directory: Directory,
  outcomes: Map<number, Outcome>,
  notes: string[],
): PlannedChange[] => {
  type Pair = {
    readonly entry: Entry;
    readonly form: UnitChangeKind | null;
    readonly from: readonly Unit[];
    readonly into: { readonly name: UnitName; readonly full: string; readonly kind: UnitKind | null } | null;
    readonly code: string | null;
    readonly share: number | null;
  };
  const pairs: Pair[] = [];
  for (const entry of entries) {
    attempt(outcomes, entry.row.number, () => {
      const [oldText, newText, formText] = [entry.at("name"), oneLine(entry.at("newName")), entry.at("form")];
      const form = formText === "" ? null : (formWords.find(([word]) => word.test(fold(formText)))?.[1] ?? undefined);
      if (form === undefined) return refuse(`“${formText}” không phải là một hình thức sắp xếp.`);
      const share = shareOf(entry.at("share"));
      if (share === undefined) return refuse(`Tỷ lệ “${entry.at("share")}” cần là một số từ 0 đến 100.`);
      const code = codeOf(entry.at("code"));
      if (code === undefined) return refuse(`“${entry.at("code")}” không phải là mã đơn vị.`);
      if (newText === "" && form !== "abolish" && form !== "unchanged") {
        return refuse("Chưa ghi đơn vị mới. Nếu như dòng trên, ghi “nt”; nếu giải thể, ghi hình thức “Giải thể”.");
      }
      if (newText !== "" && form === "abolish") return refuse("Hình thức “Giải thể” không có đơn vị mới.");
      if (oldText === "" && form !== "create") return refuse("Chưa ghi đơn vị cũ.");
      const superiors = superiorsIn(entry, "superior", "province");
      const oldKind = entry.at("kind") === "" ? null : readUnitKind(entry.at("kind"));
      const named = (text: string): UnitName => {
        const name = nameIn(text, "Đơn vị cũ");
        return oldKind === null ? name : readUnitName(withKind(name, oldKind));
      };
      const findOld = (): readonly Unit[] => {
        if (oldText === "") return [];
        const whole = directory.called(readUnitName(oneLine(oldText)));
        const parts = listedIn(oldText);
        if (parts.length < 2 || whole.length > 0)
          return [findUnit(directory, named(oneLine(oldText)), superiors, entry.chosen)];
        const [first, ...further] = parts.map(named);
        if (first && directory.called(first).some((unit) => directory.isBelow(unit, further))) {
          return [findUnit(directory, first, [...further, ...superiors], entry.chosen)];
        }
        return parts.map((part) => findUnit(directory, named(part), superiors, entry.chosen));
      };
      const from = findOld();
      const name = newText === "" ? null : nameIn(newText, "Đơn vị mới");
      const kind =
        name && (entry.at("newKind") !== "" || name.kind !== null) ? kindIn(entry.at("newKind"), name) : null;
      const full = name === null ? "" : kind === null ? name.full : withKind(name, kind);
      pairs.push({ entry, form, from, into: name && { name, full, kind }, code, share });
      return null;
    });
  }

  // What is left of its own name and kind goes on; every other old unit ends.
  const rowsOf = new Map<string, Pair[]>();
  for (const pair of pairs) {
    for (const { id } of pair.from) {
      const rows = rowsOf.get(id);
      if (rows) rows.push(pair);
      else rowsOf.set(id, [pair]);
    }
  }
  const giversOf = new Map<string, Set<string>>();
  const newKey = ({ into, entry }: Pair): string =>
    into
      ? `${nameKey(into.full)}|${nameKey(oneLine(entry.at("newSuperior")))}|${nameKey(oneLine(entry.at("newProvince")))}`
      : "";
  for (const pair of pairs) {
    const givers = giversOf.get(newKey(pair)) ?? new Set<string>();
    for (const { id } of pair.from) givers.add(id);
    giversOf.set(newKey(pair), givers);
  }
  const keeping: ReadonlySet<UnitChangeKind> = new Set(["unchanged", "rename", "kindChange", "move"]);
  const keeps = (pair: Pair): boolean => {
    const [unit] = pair.from;
    if (!unit || pair.from.length > 1) return false;
    if (pair.form !== null) return keeping.has(pair.form);
    return pair.into !== null && rowsOf.get(unit.id)?.length === 1 && giversOf.get(newKey(pair))?.size === 1;
  };
  const goesOn = (id: string): boolean => {
    const rows = rowsOf.get(id);
    return rows === undefined || rows.every((pair) => keeps(pair) || pair.form === "partial");
  };

  type Made = {
    readonly id: string;
    readonly name: string;
    readonly kind: UnitKind;
    code: string | null;
    parentId: string | null;
    readonly pairs: Pair[];
    readonly key: string;
  };
  const made = new Map<string, Made>();
  const kept = new Map<string, Pair>();
  const targets = new Map<Pair, Made>();
  for (const pair of pairs) {
    const { entry } = pair;
    attempt(outcomes, entry.row.number, () => {
      const keptUnit = keeps(pair) ? pair.from[0] : undefined;
      if (keptUnit) {
        const first = kept.get(keptUnit.id) ?? rowsOf.get(keptUnit.id)?.find((other) => other !== pair);
        if (first) return refuse(`“${keptUnit.name}” đã có ở dòng ${first.entry.row.number}.`);
        kept.set(keptUnit.id, pair);
      }
      if (pair.into === null && !keptUnit) return null;
      const key = keptUnit ? `kept ${keptUnit.id}` : newKey(pair);
      const before = made.get(key);
      if (before) {
        const twice = pair.from.find((unit) => before.pairs.some((other) => other.from.includes(unit)));
        if (twice) {
          const first = before.pairs.find((other) => other.from.includes(twice));
          return refuse(`Trùng với dòng ${first?.entry.row.number}.`);
        }
        if (pair.code !== null && before.code !== null && pair.code !== before.code) {
          return refuse(`“${before.name}” có mã khác ở dòng ${before.pairs[0]?.entry.row.number}.`);
        }
        before.code ??= pair.code;
        before.pairs.push(pair);
        targets.set(pair, before);
        return null;
      }
      const kind = pair.into?.kind ?? (keptUnit ? keptUnit.kind : null);
      if (kind === null && pair.into) kindIn("", pair.into.name);
      const full = pair.into === null ? (keptUnit?.name ?? "") : withKind(pair.into.name, kind ?? "commune");
      const one: Made = {
        id: keptUnit?.id ?? newId(),
        name: full,
        kind: kind ?? "commune",
        code: pair.code,
        parentId: null,
        pairs: [pair],
        key,
      };
      made.set(key, one);
      targets.set(pair, one);
      return null;
    });
  }

  const refused = (pair: Pair): boolean => {
    const outcome = outcomes.get(pair.entry.row.number);
    return outcome?.status === "refused" || outcome?.status === "ambiguous";
  };
  const madeByKey = Map.groupBy(made.values(), ({ name }) => nameKey(name));
  const heirOf = (id: string): string | null => {
    if (goesOn(id)) return id;
    const heirs = new Set((rowsOf.get(id) ?? []).map((pair) => targets.get(pair)?.id));
    const [heir] = heirs;
    return heirs.size === 1 && heir !== undefined ? heir : null;
  };
  const superiorOf = (one: Made, pair: Pair): string | null => {
    const { entry } = pair;
    const [name, ...further] = [...chainOf(entry.at("newSuperior")), ...chainOf(entry.at("newProvince"))];
    if (name) {
      const fresh = [...(madeByKey.get(nameKey(name.full)) ?? [])].filter((other) => other !== one);
      const inForce = directory
        .called(name)
        .filter(
          (unit) => goesOn(unit.id) && directory.isBelow(unit, further) && !fresh.some(({ id }) => id === unit.id),
        );
      if (fresh.length === 1 && fresh[0] && inForce.length === 0) return fresh[0].id;
      if (fresh.length + inForce.length > 1) {
        const found = [
          ...fresh.map(({ id, name: full, pairs: [first] }) => ({
            id: directory.byId.has(id) ? id : `row:${first?.entry.row.number}`,
            label: `${full} (dòng ${first?.entry.row.number})`,
          })),
          ...offered(directory, inForce),
        ];
        const taken = choose(
          found,
          entry.chosen,
          `Có ${found.length} đơn vị tên “${name.full}”. Hãy chọn đơn vị cấp trên mới.`,
        );
        return fresh.find(({ pairs: [first] }) => `row:${first?.entry.row.number}` === taken)?.id ?? taken;
      }
      if (nameKey(name.full) === nameKey(one.name) && inForce.length === 0) {
        return refuse(`“${one.name}” không thể trực thuộc chính mình.`);
      }
      const found = findUnit(directory, name, further, entry.chosen);
      return (
        heirOf(found.id) ??
        refuse(`Nơi trực thuộc mới “${found.name}” kết thúc mà không có một đơn vị kế thừa duy nhất.`)
      );
    }
    const olds = one.pairs.flatMap(({ from }) => from);
    // A unit that joins its own superior comes to stand where that stood.
    const joined = new Set<string | null>(olds.map(({ id }) => id));
    const superiors = new Set(olds.map(({ parentId }) => parentId).filter((id) => !joined.has(id)));
    const [only] = superiors;
    if (superiors.size === 1 && only !== undefined) {
      if (only === null) return null;
      const heir = heirOf(only);
      if (heir !== null) return heir;
    }
    return heirOf(rootId) ?? refuse(`Chưa ghi nơi trực thuộc mới của “${one.name}”.`);
  };
  for (const one of made.values()) {
    for (const pair of one.pairs) {
      if (refused(pair)) continue;
      attempt(outcomes, pair.entry.row.number, () => {
        const parentId = superiorOf(one, pair);
        if (pair !== one.pairs.find((other) => !refused(other)) && parentId !== one.parentId) {
          return refuse(`“${one.name}” có nơi trực thuộc khác ở dòng ${one.pairs[0]?.entry.row.number}.`);
        }
        one.parentId = parentId;
        return null;
      });
    }
  }

  /** A unit of the same name at the same place that goes on takes the others in. */
  const idOf = (one: Made): string =>
    directory.childrenCalled(one.parentId, one.name).find(({ id }) => !rowsOf.has(id))?.id ?? one.id;
  const ids = new Map([...made.values()].map((one) => [one.id, idOf(one)] as const));
  const planned = (one: Made, share: number | null): PlannedUnit => ({
    id: ids.get(one.id) ?? one.id,
    name: one.name,
    kind: one.kind,
    parentId: one.parentId === null ? null : (ids.get(one.parentId) ?? one.parentId),
    code: one.code,
    share,
  });
  const noteOf = (list: readonly Pair[]): string =>
    [...new Set(list.map(({ entry }) => oneLine(entry.at("note"))))]
      .filter((note) => note !== "")
      .join("; ")
      .slice(0, 300);

  // An old unit of which one row is not taken would go whole where the others say.
  const stopped = new Map<string, number>();
  for (const entry of entries) {
    const outcome = outcomes.get(entry.row.number);
    if (outcome?.status === "refused" || outcome?.status === "ambiguous") stopped.set(oldKey(entry), entry.row.number);
  }
  for (const pair of pairs) {
    const other = stopped.get(oldKey(pair.entry));
    if (other === undefined || refused(pair)) continue;
    const message = `Dòng ${other} của cùng đơn vị cũ chưa nhận được, nên dòng này cũng chưa nhận.`;
    outcomes.set(pair.entry.row.number, done("refused", message));
  }

  const changes: PlannedChange[] = [];
  const taken = new Set(pairs.filter((pair) => !refused(pair)));
  const settledRow = (pair: Pair, kind: UnitChangeKind, message: string | null = null) =>
    outcomes.set(
      pair.entry.row.number,
      done(
        kind === "unchanged" ? "same" : kind === "create" ? "create" : "change",
        message ?? [unitChangeText[kind], pair.entry.note].filter(Boolean).join(". "),
      ),
    );

  const parted = new Map<string, Pair[]>();
  for (const [id, rows] of rowsOf) {
    const own = rows.filter((pair) => taken.has(pair) && pair.into !== null && !keeps(pair));
    if (
      new Set(own.map((pair) => targets.get(pair))).size > 1 ||
      own.some(({ form }) => form === "partial" || form === "split")
    ) {
      parted.set(id, own);
    }
  }
  for (const [id, rows] of parted) {
    const kind: UnitChangeKind = rows.some(({ form }) => form === "partial") ? "partial" : "split";
    const into = rows.flatMap((pair) => {
      const one = targets.get(pair);
      return one ? [planned(one, pair.share)] : [];
    });
    changes.push({ kind, from: [id], into, posts: "end", note: noteOf(rows) });
    for (const pair of rows) settledRow(pair, kind);
  }
  for (const one of made.values()) {
    const rows = one.pairs.filter((pair) => taken.has(pair));
    const [first] = rows;
    if (!first) continue;
    if (keeps(first)) {
      const [unit] = first.from;
      if (!unit) continue;
      const after = planned(one, null);
      const kind: UnitChangeKind =
        unit.kind !== after.kind
          ? "kindChange"
          : nameKey(unit.name) !== nameKey(after.name)
            ? "rename"
            : unit.parentId !== after.parentId
              ? "move"
              : "unchanged";
      if (first.form === "unchanged" && (kind === "rename" || kind === "kindChange")) {
        outcomes.set(
          first.entry.row.number,
          done("refused", `Ghi “Giữ nguyên” nhưng tên hoặc loại khác: “${unit.name}” và “${after.name}”.`),
        );
        continue;
      }
      changes.push({ kind, from: [unit.id], into: [after], posts: "carry", note: noteOf(rows) });
      settledRow(first, kind);
      continue;
    }
    const merged = rows.filter((pair) => pair.from.some(({ id }) => !parted.has(id)));
    const from = merged.flatMap((pair) => pair.from.filter(({ id }) => !parted.has(id)).map(({ id }) => id));
    if (from.length > 0) {
      changes.push({
        kind: "merge",
        from: [...new Set(from)],
        into: [planned(one, null)],
        // A list says nothing of people; whoever works there goes on until somebody decides.
        posts: "carry",
        note: noteOf(merged),
      });
      for (const pair of merged) settledRow(pair, "merge");
    } else if (rows.every((pair) => pair.from.length === 0)) {
      changes.push({ kind: "create", from: [], into: [planned(one, null)], posts: "end", note: noteOf(rows) });
      for (const pair of rows) settledRow(pair, "create");
    }
  }
  for (const pair of taken) {
    if (pair.form !== "abolish") continue;
    const ended = pair.from.filter(({ id }) => rowsOf.get(id)?.[0] === pair);
    if (ended.length < pair.from.length) {
      outcomes.set(
        pair.entry.row.number,
        done("refused", `Đơn vị này đã có ở dòng ${rowsOf.get(pair.from[0]?.id ?? "")?.[0]?.entry.row.number}.`),
      );
      continue;
    }
    for (const { id } of ended)
      changes.push({ kind: "abolish", from: [id], into: [], posts: "end", note: noteOf([pair]) });
    settledRow(pair, "abolish");
  }

  changes.push(...emptied(changes, units, directory, notes));
  return changes;
};

/**
 * A level that falls away: a superior whose every unit went past it to what is above it ends with them, though such
 * tables rarely say so.
 */
const emptied = (
  changes: readonly PlannedChange[],
  units: readonly Unit[],
  directory: Directory,
  notes: string[],
): PlannedChange[] => {
  const { ended, renewed, created, successions } = carryOut(changes, { units, changedLater: new Set(), reach: null });
  const gone = new Set(ended.map(({ id }) => id));
  const placed = new Map([...renewed, ...created].map((unit) => [unit.id, unit.parentId]));
  const touched = new Set(changes.flatMap(({ from, into }) => [...from, ...into.map(({ id }) => id)]));
  const childrenOf = Map.groupBy(units, ({ parentId }) => parentId);
  const heirs = Map.groupBy(successions, ({ fromId }) => fromId);
  const housed = new Set(placed.values());
  return [...childrenOf].flatMap(([id, children]): PlannedChange[] => {
    const superior = directory.byId.get(id ?? "");
    if (!superior || superior.parentId === null || touched.has(superior.id) || housed.has(superior.id)) return [];
    const above = new Set([superior.parentId, ...(heirs.get(superior.parentId) ?? []).map(({ toId }) => toId)]);
    const wentPast = children.every((child) => {
      if (!gone.has(child.id)) return placed.has(child.id) && above.has(placed.get(child.id) ?? "");
      const next = heirs.get(child.id) ?? [];
      return (
        next.length > 0 &&
        next.every(({ toId }) => above.has(placed.get(toId) ?? directory.byId.get(toId)?.parentId ?? ""))
      );
    });
    if (!wentPast) return [];
    notes.push(`“${superior.name}” không còn đơn vị trực thuộc nên được ghi là giải thể.`);
    return [{ kind: "abolish", from: [superior.id], into: [], posts: "end", note: "Không còn đơn vị trực thuộc." }];
  });
};

/** What a list would change, row by row; `null` when no row of it is a heading. Nothing is written by it. */
export const previewUnitList = (rows: readonly SheetRow[], context: UnitListContext): UnitListPreview | null => {
  const heading = findHeading(
    rows
      .slice(0, headingRows)
      .map((row) => ({ ...row, cells: readOldEncoding(row.cells.map((cell) => cell.trim())).cells })),
  );
  if (!heading) return null;
  const directory = directoryOf(context.units);
  const outcomes = new Map<number, Outcome>();
  const texts = new Map<number, string>();
  const notes: string[] = [];
  const headingCells = rows
    .slice(heading.first, heading.last + 1)
    .map(({ cells }) => readOldEncoding(cells.map((cell) => cell.trim())).cells);
  const entries = entriesOf(rows, heading, headingCells, context.choices, outcomes, texts, directory);
  const changes =
    heading.form === "list"
      ? readList(entries, context, directory, outcomes)
      : readConversion(entries, context, directory, outcomes, notes);
  const shown = rows.flatMap((row): UnitListRow[] => {
    const outcome = outcomes.get(row.number);
    return outcome ? [{ number: row.number, text: texts.get(row.number) ?? "", ...outcome }] : [];
  });
  const counts = { create: 0, change: 0, same: 0, ambiguous: 0, refused: 0, skipped: 0 };
  for (const { status } of shown) counts[status]++;
  const { problems } = changes.length === 0 ? { problems: [] } : carryOut(changes, context);
  return { kind: heading.form, rows: shown, changes, counts, notes, problems };
};
