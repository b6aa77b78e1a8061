import type { PlannedUnit, PlanProblem } from "./reorganisations.ts";

/** What stands against the codes of a plan: a code is the number of one unit. */
export const codeProblems = (
  units: Iterable<PlannedUnit>,
  changeOf: (unit: PlannedUnit) => number | null,
): readonly PlanProblem[] => {
  const coded = new Map<string, PlannedUnit>();
  return [...units].flatMap((unit) => {
    const { name, code } = unit;
    if (code === null) return [];
    const other = coded.get(code);
    coded.set(code, other ?? unit);
    const message = `Mã ${code} được ghi cho hai đơn vị: “${other?.name}” và “${name}”.`;
    return other ? [{ change: changeOf(unit), message }] : [];
  });
};
