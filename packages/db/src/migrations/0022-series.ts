import { type Kysely, sql } from "kysely";

const statements = [
  // The models of each year have a series of numbers of their own.
  `create table model_series (year text primary key, last integer not null)`,
  `insert into model_series (year, last)
     select split_part(code, '-', 2), max(split_part(code, '-', 3)::int) from model
      where code ~ '^MH-\\d+-\\d+$' group by 1`,
  `drop sequence model_number`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
