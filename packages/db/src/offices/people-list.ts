import type { Day } from "@kheo/core/ground/days";
import type { peopleList } from "@kheo/core/offices/lists";
import { type AccountState, accountStateText } from "@kheo/core/offices/people";
import { roleText } from "@kheo/core/rules/policy";
import type { ColumnOf } from "@kheo/core/rules/lists";
import type { Grant } from "@kheo/core/rules/rights";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { notEndedBefore } from "../ground/in-force.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { withinReach } from "../rules/reach.ts";
import { holdsFolded } from "../rules/search.ts";
import { mailState } from "./invitations.ts";

type Reach = { readonly grants: readonly Grant[]; readonly day: Day };
type Sought = Reach & {
  readonly filter: {
    /** The unit itself and all below it. */
    readonly unitId?: string | undefined;
    /** The unit itself. */
    readonly atUnitId?: string | undefined;
    readonly personId?: string | undefined;
    readonly search?: string | undefined;
    /** Posts that are over too. */
    readonly ended?: boolean | undefined;
  };
};

const unitName = (day: Day) => sql<string>`unit_name(post.unit_id, ${day})`;

/** People by the posts that they hold within reach. */
export const findPeople = (
  db: Db,
  { grants, day, filter: { unitId, atUnitId, personId, search = "", ended } }: Sought,
) => {
  let query = db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .where(withinReach(grants, "post.unit_id", day))
    .select("post.id as id");
  if (unitId !== undefined) query = query.where(sql<boolean>`post.unit_id in (select unit_below(${unitId}, ${day}))`);
  if (atUnitId !== undefined) query = query.where("post.unitId", "=", atUnitId);
  if (personId !== undefined) query = query.where("post.personId", "=", personId);
  if (!ended) query = query.where(notEndedBefore("post", day));
  if (search.trim() === "") return query;
  return query.where(holdsFolded(sql`concat_ws(' ', person.name, person.username, ${unitName(day)})`, search));
};

const account: RawBuilder<AccountState> = sql`case when person.disabled_at is not null then 'disabled'
  when not exists (select from sign_in_account credential where credential.user_id = person.id
    and credential.provider_id = 'credential' and credential.password is not null) then 'invited' else 'active' end`;

export const peopleSorts = (day: Day): Sorts<ColumnOf<typeof peopleList>> => ({
  name: sql.ref("person.name"),
  username: sql.ref("person.username"),
  role: placeIn(roleText, "post.role"),
  bodyName: sql`(select body.name from body where body.id = post.body_id) collate vietnamese`,
  document: sql`nullif(post.document, '') collate vietnamese`,
  unitName: sql`${unitName(day)} collate vietnamese`,
  validFrom: sql.ref("post.validFrom"),
  validTo: sql.ref("post.validTo"),
  account: sql`array_position(${Object.keys(accountStateText)}::text[], ${account})`,
});

export const listPeople = (db: Db, page: Page, { grants, day }: Reach) =>
  db
    .selectFrom(page)
    .innerJoin("post", "post.id", "page.id")
    .innerJoin("person", "person.id", "post.personId")
    .leftJoin("body", "body.id", "post.bodyId")
    .leftJoin("post as held", "held.id", "post.substitutesId")
    .leftJoin("person as holder", "holder.id", "held.personId")
    .leftJoin("invitation", (join) =>
      join
        .onRef("invitation.personId", "=", "person.id")
        .on("invitation.usedAt", "is", null)
        .on("invitation.withdrawnAt", "is", null),
    )
    .select([
      "post.id as postId",
      "person.id as personId",
      "person.name",
      "person.username",
      "post.role",
      "post.seat",
      "post.unitId",
      "post.validFrom",
      "post.validTo",
      "post.document",
      "post.substitutesId",
      "post.waits",
      "body.kind as bodyKind",
      "body.name as bodyName",
      unitName(day).as("unitName"),
      sql<string | null>`case when post.organ_unit_id is not null then unit_name(post.organ_unit_id, ${day}) end`.as(
        "organName",
      ),
      "holder.name as inPlaceOf",
      account.as("account"),
      // Why an account is locked is for those who reach all of the person's posts.
      sql<string | null>`case when not exists (select from post elsewhere where elsewhere.person_id = person.id
        and not ${withinReach(grants, "elsewhere.unit_id", day)}) then person.disabled_reason end`.as("disabledReason"),
      "invitation.expiresAt as invitationExpiresAt",
      sql<boolean>`coalesce(invitation.expires_at > now() and not invitation.waits, false)`.as("invitationOpen"),
      mailState.as("mail"),
      "invitation.mailedAt",
      sql<boolean>`coalesce(invitation.waits, false)`.as("invitationWaits"),
    ])
    .orderBy("page.place")
    .execute();
