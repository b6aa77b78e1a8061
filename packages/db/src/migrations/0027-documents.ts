import { type Kysely, sql } from "kysely";

const statements = [
  // The last number of each series, at the unit where the body that numbers is counted. Whoever takes the next waits here until the one before is written or taken back.
  `create table document_series (
     unit_id uuid not null references unit,
     symbol text not null,
     type text not null,
     series text not null,
     last integer not null check (last > 0),
     primary key (unit_id, symbol, type, series))`,
  // The book of documents: own ones with their number in a series, those of other bodies as they came.
  `create table document (
     id uuid primary key default gen_random_uuid(),
     unit_id uuid not null references unit,
     state text not null,
     reason text,
     version integer not null default 1,
     received boolean not null default false,
     type text not null,
     number_text text not null,
     issuer_name text not null,
     abstract text not null,
     symbol text,
     family text check (family in ('party', 'state', 'front', 'youth')),
     series text,
     number integer check (number > 0),
     series_unit_id uuid references unit,
     received_key text,
     issued_on date,
     signatory text not null default '',
     capacity text not null default '',
     entered_on date not null,
     created_by text not null references person,
     folded text not null
       generated always as (fold(number_text || ' ' || abstract || ' ' || issuer_name || ' ' || signatory)) stored,
     unique (series_unit_id, symbol, type, series, number),
     unique (unit_id, received_key),
     foreign key (series_unit_id, symbol, type, series) references document_series,
     check (num_nonnulls(symbol, family, series, number, series_unit_id) = case when received then 0 else 5 end),
     check (received = (received_key is not null)),
     check (issued_on is not null or (state <> 'issued' and not received)))`,
  `create index on document using gin (folded gin_trgm_ops)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
