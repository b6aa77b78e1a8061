import { type Kysely, sql } from "kysely";

const statements = [
  // The hash is taken of milliseconds, so nothing finer is kept that could be altered beside it.
  `alter table event alter column at type timestamptz(3) using date_trunc('milliseconds', at)`,
  `create table event_payload (
     event_id bigint primary key references event,
     salt text not null,
     payload jsonb not null)`,
  `insert into event_payload (event_id, salt, payload) select id, salt, payload from event`,
  `alter table event drop column salt, drop column payload`,
  `create index on event (person_id, id)`,
  `create index on event (unit_id, id)`,

  // A copy of the table in packages/core/src/rules/events.ts, written by the owner: what removes payloads must not be told
  // by whom it serves what may be removed.
  `create table event_retention (
     action text primary key,
     years integer not null check (years > 0))`,
  `create function payload_expired(of_action text, done_at timestamptz) returns boolean language sql stable
     set search_path = public, pg_temp as $$
     select exists (select from event_retention where action = of_action
       and (done_at at time zone 'Asia/Ho_Chi_Minh')::date + make_interval(years => years)
           < (now() at time zone 'Asia/Ho_Chi_Minh')::date) $$`,
  `create function remove_expired_payloads() returns table (removed_action text, removed bigint)
     language sql security definer set search_path = public, pg_temp as $$
     with gone as (
       delete from event_payload using event
        where event.id = event_payload.event_id and payload_expired(event.action, event.at)
        returning event.action)
     select action, count(*) from gone group by action order by action $$`,
  `revoke execute on function remove_expired_payloads() from public`,

  `create function refuse_early_removal() returns trigger language plpgsql set search_path = public, pg_temp as $$
     begin
       if exists (select from event where id = old.event_id and payload_expired(action, at)) then return old; end if;
       raise exception 'events are facts: a payload is removed only after its day';
     end $$`,
  `create trigger payload_is_a_fact before update on event_payload
     for each row execute function refuse_change()`,
  `create trigger payload_is_kept before delete on event_payload
     for each row execute function refuse_early_removal()`,
  `create trigger seal_is_a_fact before update or delete on event_seal
     for each row execute function refuse_change()`,
  ...["event", "event_payload", "event_seal"].map(
    (table) => `create trigger ${table}_is_not_emptied before truncate on ${table}
     for each statement execute function refuse_change()`,
  ),
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
