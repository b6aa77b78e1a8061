import type { TargetFigure } from "../criteria/edition.ts";
import type { Target } from "./models.ts";

/** What a target promised, as it is scored; where it is to fall, also from where. */
export const promiseOf = ({ name, baseline, goal }: Pick<Target, "name" | "baseline" | "goal">) => ({
  name,
  planned: goal,
  ...(baseline > goal && { baseline }),
});

/**
 * Of what was declared, the registered target that each is of. Two of one name are told apart by what they promised, and
 * where that is alike too by their order; what no target is named like is of none.
 */
export const targetOfEach = <T extends Pick<Target, "name" | "goal">, Declared extends TargetFigure>(
  registered: readonly T[],
  declared: readonly Declared[],
): ReadonlyMap<Declared, T> => {
  const found = new Map<Declared, T>();
  const left = new Set(registered);
  const match = (isOf: (target: T, row: Declared) => boolean) => {
    for (const row of declared) {
      const target = found.has(row) ? undefined : [...left].find((one) => one.name === row.name && isOf(one, row));
      if (!target) continue;
      found.set(row, target);
      left.delete(target);
    }
  };
  match(({ goal }, { planned }) => goal === planned);
  match(() => true);
  return found;
};
