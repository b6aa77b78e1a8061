import { type Kysely, sql } from "kysely";

const statements = [
  // The last day of registration moved by decision: for one unit, or for every unit.
  `create table period_extension (
     id uuid primary key default gen_random_uuid(),
     period_id uuid not null references period,
     unit_id uuid references unit,
     until date not null,
     reason text not null,
     number text not null,
     signed_on date not null,
     recorded_on date not null)`,
  `create unique index on period_extension (period_id, unit_id, until) nulls not distinct`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
