import { type Kysely, sql } from "kysely";

// Where the log stood when a vote was ended or a decision published, as minutes and decisions print it.
const statements = [
  `alter table meeting add log_head text not null default ''`,
  `alter table decision add log_head text not null default ''`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
