import { type Kysely, sql } from "kysely";

const statements = [
  // What a unit is still drafting is between it and its office: whoever hands posts over counts no drafts.
  `create or replace view open_work as
     select model.unit_id from model
       join period on period.id = model.period_id and period.closed_on is null
       left join assessment on assessment.model_id = model.id
       where model.state in ('submitted', 'returned', 'suspended')
          or (model.state = 'accepted' and assessment.state <> 'closed')
     union all
     select replication.adopter_unit_id from replication
       join period on period.id = replication.period_id and period.closed_on is null
       where replication.state not in ('confirmed', 'declined', 'failed')`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
