import { type ActingUnit, unitsWhere } from "@kheo/core/rules/rights";
import { useSession } from "../../../lib/session.ts";

/** The unit of whoever works for one unit alone; others see the names of several. */
export const useOnlyUnit = (): ActingUnit | null => {
  const session = useSession();
  const [unit] = session.posts.length === 1 ? unitsWhere(session, "model.create") : [];
  return unit?.reach === "own" ? unit : null;
};
