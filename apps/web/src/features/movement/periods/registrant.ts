import { type Actor, type ActingUnit, unitsWhere } from "@kheo/core/rules/rights";

/** The one unit for which somebody registers, without having to choose among several. */
export const onlyRegistrant = (actor: Actor): ActingUnit | null => {
  const registrants = unitsWhere(actor, "model.create");
  const [first] = registrants;
  return registrants.length === 1 && first?.reach === "own" ? first : null;
};

/** The unit by whose office somebody extends the registration of a period: the highest one, as periods are for all. */
export const extenderOf = (actor: Actor): string | null =>
  unitsWhere(actor, "period.extend").find(({ reach }) => reach === "all")?.id ?? null;
