import { type Kysely, sql } from "kysely";

const statements = [
  // What is in the file store, one row for each content; a photo is kept smaller beside it.
  `create table stored_file (
     hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
     kind text not null check (kind in ('jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx')),
     size integer not null check (size > 0),
     reduced_hash text check (reduced_hash ~ '^[0-9a-f]{64}$'),
     reduced_size integer not null default 0,
     thumbnail_hash text check (thumbnail_hash ~ '^[0-9a-f]{64}$'),
     thumbnail_size integer not null default 0,
     width integer,
     height integer,
     taken_on date,
     created_at timestamptz not null default now())`,
  `create table upload (
     id uuid primary key default gen_random_uuid(),
     person_id text not null references person,
     unit_id uuid not null references unit,
     name text not null,
     size integer not null check (size > 0),
     created_at timestamptz not null default now(),
     file_hash text references stored_file,
     -- Why it was not taken: the code and the details of the refusal.
     refusal jsonb,
     settled_at timestamptz,
     check (file_hash is null or refusal is null),
     check ((settled_at is not null) = (file_hash is not null or refusal is not null)))`,
  `create index on upload (person_id) where settled_at is null`,
  `create index on upload (unit_id)`,
  `create index on upload (file_hash)`,
  `create table evidence (
     id uuid primary key default gen_random_uuid(),
     unit_id uuid not null references unit,
     file_hash text not null references stored_file,
     name text not null,
     title text not null default '',
     taken_on date,
     added_by text not null references person,
     added_at timestamptz not null default now(),
     replaces_id uuid unique references evidence,
     replaced_at timestamptz,
     removed_at timestamptz,
     reason text,
     version integer not null default 1,
     folded text generated always as (fold(title || ' ' || name)) stored,
     check ((removed_at is null) = (reason is null)))`,
  `create unique index on evidence (unit_id, file_hash) where removed_at is null and replaced_at is null`,
  `create index on evidence (file_hash)`,
  `create table evidence_use (
     id bigint generated always as identity primary key,
     evidence_id uuid not null references evidence,
     thing text not null check (thing in ('model', 'assessment')),
     thing_id uuid not null,
     criterion text,
     added_by text not null references person,
     added_at timestamptz not null default now(),
     ended_at timestamptz,
     check ((thing = 'model') = (criterion is null)))`,
  `create unique index on evidence_use (evidence_id, thing, thing_id, coalesce(criterion, '')) where ended_at is null`,
  `create index on evidence_use (thing_id, evidence_id)`,
  // How far a file is to be seen; an older version is seen as the newer ones are.
  `create function evidence_sight(of_evidence uuid) returns text language sql stable as $$
     with recursive version(id) as (
       select of_evidence
       union
       select newer.id from evidence newer join version on newer.replaces_id = version.id)
     select coalesce(
       (array_agg(sight.name order by array_position(array['shown', 'unsent', 'draft'], sight.name)))[1], 'kept')
       from version join evidence_use used on used.evidence_id = version.id and used.ended_at is null
       left join model on used.thing = 'model' and model.id = used.thing_id
       left join assessment on used.thing = 'assessment' and assessment.id = used.thing_id
       cross join lateral (select case
         when model.state = 'draft' then 'draft'
         when assessment.state = 'open' then 'unsent'
         else 'shown' end as name) sight $$`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
