import { type Kysely, sql } from "kysely";

const statements = [
  // What a unit is like from a day on: aggregates, nothing about any person.
  `create table unit_profile (
     unit_id uuid not null references unit,
     valid_from date not null,
     area text,
     population text,
     livelihoods text[] not null,
     problems text[] not null,
     note text not null,
     primary key (unit_id, valid_from))`,
  `create table cluster (
     id uuid primary key,
     unit_id uuid not null references unit,
     kind text not null check (kind in ('cluster', 'bloc')),
     name text collate vietnamese not null,
     document text not null,
     valid_from date not null,
     valid_to date,
     version integer not null default 1,
     check (valid_to is null or valid_to >= valid_from))`,
  `create index on cluster (unit_id)`,
  // A unit is in one cluster and one bloc at a time.
  `create table cluster_member (
     cluster_id uuid not null references cluster,
     kind text not null,
     unit_id uuid not null references unit,
     valid_from date not null,
     valid_to date,
     check (valid_to is null or valid_to >= valid_from),
     exclude using gist (unit_id with =, kind with =, daterange(valid_from, valid_to, '[]') with &&))`,
  `create index on cluster_member (cluster_id)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
