import { type Action } from "@kheo/core/rules/policy";
import { can } from "@kheo/core/rules/rights";
import type { Unit } from "@kheo/core/territory/units";
import { useCallback } from "react";
import { useSession } from "../../../lib/session.ts";
import type { UnitTree } from "./use-units.ts";

/** Whether one's posts allow an action in a unit, to narrow the choice of units; the server decides again. */
export const useReach = (action: Action) => {
  const session = useSession();
  return useCallback(
    (unit: Unit, tree: UnitTree) =>
      can(session, action, { id: unit.id, path: [unit.id, ...tree.above(unit).map(({ id }) => id)] }),
    [session, action],
  );
};
