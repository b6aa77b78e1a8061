import { type Kysely, sql } from "kysely";

const statements = [
  // What a document says, as it was issued, and the files in which it was handed out: they are made once and kept.
  `create table document_paper (
     document_id uuid primary key references document,
     snapshot_id uuid unique references report_snapshot,
     paper jsonb not null,
     docx_hash text references stored_file,
     pdf_hash text references stored_file)`,
  `create index on document_paper (docx_hash)`,
  `create index on document_paper (pdf_hash)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
