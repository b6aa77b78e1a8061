import { type Kysely, sql } from "kysely";

const statements = [
  `create extension if not exists unaccent`,
  `create extension if not exists pg_trgm`,
  `create extension if not exists btree_gist`,
  // Vietnamese order, with numbers inside names in the order of their value: "tổ 2" before "tổ 10".
  `create collation vietnamese (provider = icu, locale = 'vi-VN-u-kn-true')`,
  `create function fold(words text) returns text language sql immutable strict parallel safe
     return regexp_replace(trim(lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, nfc)))), '\\s+', ' ', 'g')`,

  `create table setting (
     key text primary key,
     value jsonb not null)`,

  `create table unit (
     id uuid primary key,
     created_at timestamptz not null default now())`,
  `create table unit_version (
     id uuid primary key default gen_random_uuid(),
     unit_id uuid not null references unit,
     line text not null,
     name text collate vietnamese not null,
     kind text not null,
     code text,
     parent_id uuid references unit,
     valid_from date not null,
     valid_to date,
     folded text generated always as (fold(name)) stored,
     check (valid_to is null or valid_to >= valid_from),
     exclude using gist (unit_id with =, line with =, daterange(valid_from, valid_to, '[]') with &&))`,
  `create index on unit_version (unit_id, valid_from)`,
  `create index on unit_version (parent_id)`,
  `create index on unit_version using gin (folded gin_trgm_ops)`,
  `create table unit_change (
     id uuid primary key default gen_random_uuid(),
     kind text not null,
     effective_on date not null,
     basis text not null)`,
  `create table unit_change_line (
     change_id uuid not null references unit_change on delete cascade,
     from_unit_id uuid references unit,
     to_unit_id uuid references unit,
     note text)`,
  `create index on unit_change_line (from_unit_id)`,
  `create index on unit_change_line (to_unit_id)`,
  // Where a unit is found on a day: under its parent; after its end under what came of it, else under its last parent.
  `create view unit_link as
     select unit_id, parent_id as above_id, valid_from, coalesce(valid_to, 'infinity') as valid_to
       from unit_version where parent_id is not null
     union all
     select line.from_unit_id, line.to_unit_id, change.effective_on, 'infinity'
       from unit_change_line line join unit_change change on change.id = line.change_id
       where line.from_unit_id <> line.to_unit_id
         and not exists (select from unit_version living where living.unit_id = line.from_unit_id
                         and coalesce(living.valid_to, 'infinity') > change.effective_on)
     union all
     select ended.unit_id, ended.parent_id, ended.valid_to + 1, 'infinity'
       from unit_version ended
       where ended.valid_to is not null and ended.parent_id is not null
         and not exists (select from unit_change_line line where line.from_unit_id = ended.unit_id)
         and not exists (select from unit_version later
                         where later.unit_id = ended.unit_id and later.valid_from > ended.valid_to)`,
  // Step by step instead of `with recursive`, which plans a join with every link there is for a path of four units.
  `create function unit_below(root uuid, on_day date) returns setof uuid language plpgsql stable parallel safe as $$
     declare
       found uuid[] := array[root];
       frontier uuid[] := array[root];
     begin
       while frontier is not null loop
         select array_agg(distinct link.unit_id) into frontier from unit_link link
           where link.above_id = any(frontier) and on_day between link.valid_from and link.valid_to
             and link.unit_id <> all(found);
         found := found || frontier;
       end loop;
       return query select unnest(found);
     end $$`,
  `create function unit_path(start uuid, on_day date) returns uuid[] language plpgsql stable parallel safe as $$
     declare
       found uuid[] := array[start];
       frontier uuid[] := array[start];
     begin
       while frontier is not null loop
         select array_agg(distinct link.above_id) into frontier from unit_link link
           where link.unit_id = any(frontier) and on_day between link.valid_from and link.valid_to
             and link.above_id <> all(found);
         found := found || frontier;
       end loop;
       return found;
     end $$`,
  // The name a unit has on a day, or had last before it.
  `create function unit_name(wanted uuid, on_day date) returns text language sql stable parallel safe as $$
     select name from unit_version where unit_id = wanted
       order by (on_day between valid_from and coalesce(valid_to, 'infinity')) desc, valid_from desc limit 1 $$`,

  `create table person (
     id text primary key,
     name text collate vietnamese not null,
     email text not null unique,
     email_verified boolean not null default false,
     image text,
     username text unique,
     display_username text,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now())`,
  `create table sign_in_session (
     id text primary key,
     token text not null unique,
     user_id text not null references person on delete cascade,
     expires_at timestamptz not null,
     ip_address text,
     user_agent text,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now())`,
  `create index on sign_in_session (user_id)`,
  `create table sign_in_account (
     id text primary key,
     account_id text not null,
     provider_id text not null,
     user_id text not null references person on delete cascade,
     access_token text,
     refresh_token text,
     id_token text,
     access_token_expires_at timestamptz,
     refresh_token_expires_at timestamptz,
     scope text,
     password text,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now())`,
  `create index on sign_in_account (user_id)`,
  `create table sign_in_verification (
     id text primary key,
     identifier text not null,
     value text not null,
     expires_at timestamptz not null,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now())`,
  `create index on sign_in_verification (identifier)`,
  `create table sign_in_rate_limit (
     id text primary key,
     key text not null unique,
     count integer not null,
     last_request bigint not null)`,

  `create table body (
     id uuid primary key default gen_random_uuid(),
     unit_id uuid not null references unit,
     name text not null,
     rules jsonb not null)`,
  `create unique index on body (unit_id)`,
  `create table post (
     id uuid primary key default gen_random_uuid(),
     person_id text not null references person,
     role text not null,
     unit_id uuid not null references unit,
     body_id uuid references body,
     seat text,
     valid_from date not null,
     valid_to date,
     check ((role = 'councilMember') = (body_id is not null)),
     exclude using gist (person_id with =, role with =, unit_id with =, daterange(valid_from, valid_to, '[]') with &&))`,
  `create index on post (body_id)`,
  `create index on post (unit_id)`,

  `create table period (
     id uuid primary key default gen_random_uuid(),
     title text not null unique,
     opens_on date not null,
     registration_closes_on date not null,
     ends_on date not null,
     closed_on date,
     editions jsonb not null)`,

  `create sequence model_number`,
  `create table model (
     id uuid primary key default gen_random_uuid(),
     code text not null unique,
     unit_id uuid not null references unit,
     period_id uuid not null references period,
     title text collate vietnamese not null,
     subject_kind text not null,
     field text not null,
     topic text not null,
     form jsonb not null,
     state text not null,
     version integer not null default 1,
     continues_id uuid references model,
     lineage_id uuid not null,
     merged_into_id uuid references model,
     edition_id text,
     reason text,
     submitted_on date,
     accepted_on date,
     discontinued_on date,
     changed_by text references person,
     changed_at timestamptz not null default now(),
     folded text generated always as (fold(title)) stored)`,
  `create index on model (period_id, title, id)`,
  `create index on model (unit_id)`,
  `create index on model (period_id, state)`,
  `create index on model (lineage_id)`,
  `create unique index on model (continues_id, unit_id) where state not in ('withdrawn', 'rejected')`,
  `create index on model using gin (folded gin_trgm_ops)`,

  `create table assessment (
     id uuid primary key default gen_random_uuid(),
     model_id uuid not null unique references model,
     period_id uuid not null references period,
     edition_id text not null,
     body_id uuid references body,
     state text not null,
     figures jsonb not null default '{}',
     ticks jsonb not null default '{}',
     claims jsonb not null default '{}',
     decisions jsonb not null default '{}',
     adjustments jsonb not null default '{}',
     reason text,
     verified_on date,
     version integer not null default 1,
     changed_by text references person,
     changed_at timestamptz not null default now())`,
  `create index on assessment (body_id, period_id)`,
  `create table score_sheet (
     id uuid primary key default gen_random_uuid(),
     assessment_id uuid not null references assessment,
     person_id text not null references person,
     marks jsonb not null,
     comment text not null default '',
     handed_in_at timestamptz,
     version integer not null default 1,
     unique (assessment_id, person_id))`,
  `create index on score_sheet (person_id)`,
  `create table verdict (
     id uuid primary key default gen_random_uuid(),
     assessment_id uuid not null references assessment,
     edition_id text not null,
     input jsonb not null,
     result jsonb not null,
     total numeric(7, 2) not null,
     class text not null,
     passed boolean not null,
     closed_on date not null,
     created_at timestamptz not null default now())`,
  `create index on verdict (assessment_id, created_at desc)`,

  `create table meeting (
     id uuid primary key default gen_random_uuid(),
     body_id uuid not null references body,
     period_id uuid not null references period,
     title text not null,
     held_on date not null,
     ballot_kind text not null,
     rules jsonb not null,
     members integer,
     opened_on date,
     closed_on date,
     version integer not null default 1)`,
  `create index on meeting (body_id)`,
  `create table meeting_item (
     id uuid primary key default gen_random_uuid(),
     meeting_id uuid not null references meeting,
     model_id uuid not null references model,
     position integer not null,
     agree integer,
     disagree integer,
     passed boolean,
     unique (meeting_id, model_id))`,
  `create index on meeting_item (model_id)`,
  // Who has voted and what was voted stand in two tables with nothing in common but the meeting: no voter, no time
  // and no order is kept beside a choice.
  `create table meeting_voter (
     meeting_id uuid not null references meeting,
     person_id text not null references person,
     primary key (meeting_id, person_id))`,
  `create table ballot_box (
     meeting_item_id uuid not null references meeting_item,
     choice text not null,
     ballots integer not null,
     primary key (meeting_item_id, choice))`,

  `create table decision (
     id uuid primary key default gen_random_uuid(),
     unit_id uuid not null references unit,
     number text not null,
     signed_on date not null,
     signatory text not null,
     signatory_title text not null,
     level text not null,
     published_on date,
     unique (unit_id, number, signed_on))`,
  `create table recognition (
     id uuid primary key default gen_random_uuid(),
     model_id uuid not null references model,
     meeting_item_id uuid references meeting_item,
     level text not null,
     state text not null,
     decision_id uuid references decision,
     revocation_id uuid references decision,
     reason text,
     version integer not null default 1,
     unique (model_id, level))`,
  `create index on recognition (decision_id)`,
  `create table recheck (
     id uuid primary key default gen_random_uuid(),
     recognition_id uuid not null references recognition,
     held_on date not null,
     result text not null,
     note text not null,
     created_at timestamptz not null default now())`,
  `create index on recheck (recognition_id)`,

  `create table replication (
     id uuid primary key default gen_random_uuid(),
     recognition_id uuid not null references recognition,
     adopter_unit_id uuid not null references unit,
     period_id uuid not null references period,
     state text not null,
     similarity text not null,
     content text not null,
     due_on date not null,
     assigned_on date,
     confirmed_on date,
     report text not null default '',
     reason text,
     version integer not null default 1)`,
  `create index on replication (adopter_unit_id)`,
  `create unique index on replication (recognition_id, adopter_unit_id)
     where state not in ('confirmed', 'declined', 'failed')`,

  `create table report_snapshot (
     id uuid primary key default gen_random_uuid(),
     unit_id uuid not null references unit,
     period_id uuid not null references period,
     cutoff date not null,
     version integer not null,
     content jsonb not null,
     hash text not null,
     created_by text references person,
     created_at timestamptz not null default now(),
     unique (unit_id, period_id, version))`,

  `create table event (
     id bigint generated always as identity primary key,
     at timestamptz not null default clock_timestamp(),
     person_id text references person,
     capacity text not null,
     action text not null,
     thing text,
     thing_id uuid,
     unit_id uuid,
     payload jsonb not null,
     salt text not null,
     payload_hash text not null)`,
  `create index on event (thing_id)`,
  `create table event_seal (
     position bigint primary key,
     event_id bigint not null unique references event,
     previous_hash text not null,
     hash text not null)`,
  `create function refuse_change() returns trigger language plpgsql as $$
     begin raise exception 'events are facts: they are neither changed nor deleted'; end $$`,
  `create trigger event_is_a_fact before update or delete on event
     for each row execute function refuse_change()`,

  `create table request (
     id uuid primary key,
     person_id text not null,
     action text not null,
     input_hash text not null,
     result jsonb,
     at timestamptz not null default now())`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
