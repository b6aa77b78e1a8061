import type { Day } from "@kheo/core/ground/days";
import { type RegistrationForm, withheldTitle } from "@kheo/core/movement/models";
import { type Actor, type Grant, grantsOf } from "@kheo/core/rules/rights";
import { type RawBuilder, sql } from "kysely";
import { withinReach } from "./reach.ts";

/** Who reads a query that may name models of persons: those whose posts let them see the model itself, on a day. */
export type Seers = { readonly grants: readonly Grant[]; readonly day: Day };

/** The same of a person. */
export const seersOf = (actor: Actor, day: Day): Seers => ({ grants: grantsOf(actor, "model.view"), day });

/** Of what goes out to everybody: papers, and whatever is loaded before it is known who asks. */
export const everybody: Seers = { grants: [], day: "1970-01-01" };

/** Whether a model is about a person who has not agreed to be published. */
const isPersonal = sql<boolean>`(model.subject_kind <> 'collective'
  and (model.form -> 'exemplar' ->> 'consentsToPublish') is distinct from 'true')`;

const unlessWithheld = <Value>({ grants, day }: Seers, content: RawBuilder<Value>, instead: Value): RawBuilder<Value> =>
  sql<Value>`case when ${isPersonal} and not ${withinReach(grants, "model.unit_id", day)} then ${instead} else ${content} end`;

/** The title of a model in a query that others read too. */
export const shownTitle = (seers: Seers): RawBuilder<string> =>
  unlessWithheld(seers, sql<string>`model.title`, withheldTitle);

/** What a model has brought, in a query that others read too; `null` where that is withheld. */
export const shownOutputs = (seers: Seers): RawBuilder<string | null> =>
  unlessWithheld<string | null>(seers, sql<string>`model.form -> 'items' ->> 'outputs'`, null);

/** What the registration tells of a model, without its people and contacts; `null` where that is withheld. */
export const shownContent = (seers: Seers): RawBuilder<Pick<RegistrationForm, "items" | "targets"> | null> =>
  unlessWithheld<Pick<RegistrationForm, "items" | "targets"> | null>(
    seers,
    sql`jsonb_build_object('items', model.form -> 'items', 'targets', model.form -> 'targets')`,
    null,
  );
