import type { UnitTree } from "../units/use-units.ts";
import type { UnitOption } from "../units/unit-choice.tsx";
import type { TypedChange } from "./typed-plan.ts";

/** The units in force on the eve, and those that the plan makes. */
export type UnitOptions = { readonly inForce: readonly UnitOption[]; readonly planned: readonly UnitOption[] };

export const unitsPlanned = (changes: readonly TypedChange[], tree: UnitTree): readonly UnitOption[] => [
  ...new Map(
    changes
      .flatMap(({ into }) => into)
      .filter(({ id, name }) => id !== "" && name.trim() !== "" && !tree.byId.has(id))
      .map(({ id, name }) => [id, { value: id, label: `${name} (đơn vị mới của phương án)` }]),
  ).values(),
];
