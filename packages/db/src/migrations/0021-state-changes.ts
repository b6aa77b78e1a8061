import { type Kysely, sql } from "kysely";

/** Since when things have stood as they do, of those whose rows know the day. */
const known = [
  `select 'model', id, 'submitted', submitted_on from model where submitted_on is not null`,
  `select 'model', id, 'accepted', accepted_on from model where accepted_on is not null`,
  `select 'model', id, state, coalesce(discontinued_on, (changed_at at time zone 'Asia/Ho_Chi_Minh')::date) from model
    where state not in ('draft', 'submitted', 'accepted')`,
  `select 'assessment', assessment_id, 'closed', closed_on from verdict`,
  `select 'assessment', id, state, (changed_at at time zone 'Asia/Ho_Chi_Minh')::date from assessment
    where state <> 'closed' and exists (select from verdict where verdict.assessment_id = assessment.id)`,
  `select 'replication', id, 'assigned', assigned_on from replication where assigned_on is not null`,
  `select 'replication', id, state, coalesce(confirmed_on, current_date) from replication
    where state not in ('proposed', 'assigned')`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `create table state_change (
         id bigint generated always as identity primary key,
         thing text not null,
         thing_id uuid not null,
         state text not null,
         since date not null)`,
    )
    .execute(db);
  for (const rows of known) {
    await sql.raw(`insert into state_change (thing, thing_id, state, since) ${rows}`).execute(db);
  }
  await sql.raw(`create index on state_change (thing_id, thing, since, id)`).execute(db);
};
