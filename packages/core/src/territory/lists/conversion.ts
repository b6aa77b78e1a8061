import { fold } from "../../ground/text.ts";
import type { PlannedChange, PlannedUnit } from "../reorganisations.ts";
import { nameKey, readUnitKind, readUnitName, type UnitName, withKind } from "../unit-names.ts";
import { type Unit, type UnitChangeKind, unitChangeText, type UnitKind } from "../units.ts";
import { chainOf, codeOf, formWords, kindIn, listedIn, nameIn, oneLine, shareOf } from "./cells.ts";
import { type Directory, findUnit, offered } from "./directory.ts";
import { emptied } from "./emptied-levels.ts";
import { type Entry, superiorsIn } from "./entries.ts";
import { attempt, choose, done, type Outcome, refuse } from "./outcomes.ts";
import type { UnitListContext } from "./unit-list.ts";

const oldKey = (entry: Entry): string =>
  [entry.at("name"), ...superiorsIn(entry, "superior", "province").map(({ full }) => full)].map(nameKey).join("|");

export const readConversion = (
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
