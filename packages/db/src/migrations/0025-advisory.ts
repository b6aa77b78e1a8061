import { type Kysely, sql } from "kysely";

const statements = [
  // Which body advises in the area of a unit: of one level and duty one at a time.
  `create table advisory_assignment (
     id uuid primary key default gen_random_uuid(),
     unit_id uuid not null references unit,
     level text not null check (level in ('centre', 'province', 'district', 'commune')),
     duty text not null check (duty in
       ('massMobilization', 'emulation', 'reception', 'grassrootsDemocracy', 'religion', 'publicOpinion')),
     family text not null check (family in ('party', 'state', 'front')),
     body_name text not null,
     basis text not null,
     end_basis text not null default '',
     valid_from date not null,
     valid_to date,
     version integer not null default 1,
     check (valid_to is null or valid_to >= valid_from),
     exclude using gist (unit_id with =, level with =, duty with =, daterange(valid_from, valid_to, '[]') with &&))`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
