import { type Kysely, sql } from "kysely";

const statements = [
  // A period is asked for what was scored and replicated in it, a change for its lines.
  `create index on assessment (period_id)`,
  `create index on replication (period_id)`,
  `create index on unit_change_line (change_id)`,
  // Either unit of a line may be missing, and a change may name a pair twice: only a number of its own tells lines apart.
  `alter table unit_change_line add id bigint generated always as identity primary key`,
  // Made from words that are always there.
  `alter table unit_version alter folded set not null`,
  `alter table model alter folded set not null`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
