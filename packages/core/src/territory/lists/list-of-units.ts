import { fold, nameKey } from "../../ground/text.ts";
import type { PlannedChange, PlannedUnit } from "../reorganisations.ts";
import { readUnitName, type UnitName, withKind } from "../unit-names.ts";
import type { UnitKind } from "../units.ts";
import { codeIn, kindIn, nameIn, oneLine, saidOf } from "./cells.ts";
import { type Directory, findUnit, offered } from "./directory.ts";
import { type Entry, superiorsIn } from "./entries.ts";
import { attempt, choose, done, type Outcomes, refuse } from "./outcomes.ts";
import type { UnitListContext } from "./unit-list.ts";

/** Levels of superiors in one list: no tree of units is as deep, and a list made to harm may be. */
const deepest = 50;

/** Reads a list of units: each row a unit that is there, or one to be made below its superior. */
export const readList = (
  entries: readonly Entry[],
  { rootId, newId }: UnitListContext,
  directory: Directory,
  outcomes: Outcomes,
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
      const code = codeIn(entry.at("code"));
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
  /** The row that first named a unit at a place, by what may be its name in another spelling. */
  const alike = new Map<string, Named>();
  const settled = new Map<Named, string | null>();
  const visiting = new Set<Named>();

  /** A blank below a superior may be how people merge cells, or may be meant. */
  const superiorsOf = ({ entry, superiors, full, kind }: Named): readonly UnitName[] => {
    const above = entry.chain(entry.aboveSuperior);
    const [name] = above;
    const root = directory.byId.get(rootId);
    if (!name || !root || directory.isCalled(root, name)) return superiors;
    // No unit stands below one of its kind, and one that is there says itself where it stands.
    if (name.kind === kind || directory.childrenLike(rootId, full).length > 0) return superiors;
    const choices = [
      { id: "above", label: `Như dòng trên: “${saidOf(above)}”` },
      { id: "root", label: `Trực thuộc thẳng “${root.name}”` },
    ];
    const message = `Chưa ghi nơi trực thuộc, dòng phía trên ghi “${saidOf(above)}”. Hãy chọn nơi trực thuộc.`;
    return choose(choices, entry.chosen, message) === "above" ? [...above, ...superiors] : superiors;
  };

  const superiorOf = (one: Named): string => {
    const [name, ...further] = superiorsOf(one);
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

  /** What a row may be by another spelling, as somebody decided; `null` where it is a unit of its own. */
  const sameAs = (one: Named, parentId: string): { readonly id: string; readonly message: string } | null => {
    const asNew = { id: "new", label: `Lập đơn vị mới “${one.full}”` };
    const [near, ...others] = directory.childrenLike(parentId, one.full);
    if (near) {
      const why = fold(near.name) === fold(one.full) ? "tên chỉ khác dấu" : "có thể là cùng một đơn vị";
      const message = `Đã có “${near.name}”, ${why}. Hãy chọn: là đơn vị đó, hay đơn vị mới.`;
      const taken = choose([...offered(directory, [near, ...others]), asNew], one.entry.chosen, message);
      return taken === "new" ? null : { id: taken, message: "Được chọn là đơn vị đã có, không thay đổi." };
    }
    const superior = directory.byId.get(parentId)?.name ?? made.get(parentId)?.unit.name ?? "";
    const key = `${parentId} ${directory.likeness(parentId, superior, one.full)}`;
    const first = alike.get(key);
    // Two names that differ in marks alone are two units where a list has both.
    if (!first || fold(first.full) === fold(one.full)) {
      alike.set(key, first ?? one);
      return null;
    }
    const { number } = first.entry.row;
    const message = `Dòng ${number} ghi “${first.full}”, có thể là cùng một đơn vị. Hãy chọn: là đơn vị đó, hay đơn vị mới.`;
    const choices = [{ id: `row:${number}`, label: `${first.full} (dòng ${number})` }, asNew];
    const id = choose(choices, one.entry.chosen, message) === "new" ? null : settled.get(first);
    return id ? { id, message: `Được chọn là đơn vị ở dòng ${number}.` } : null;
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
      const same = sameAs(one, parentId);
      if (same) {
        id = same.id;
        return done("same", same.message);
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
