import { type Kysely, sql } from "kysely";

const statements = [
  // The events of a model's assessment have always named it by the model's id: from now on that is its own id as well.
  `alter table score_sheet drop constraint score_sheet_assessment_id_fkey`,
  `alter table verdict drop constraint verdict_assessment_id_fkey`,
  `update score_sheet set assessment_id = assessment.model_id from assessment where assessment.id = assessment_id`,
  `update verdict set assessment_id = assessment.model_id from assessment where assessment.id = assessment_id`,
  `update assessment set id = model_id`,
  `alter table score_sheet add foreign key (assessment_id) references assessment`,
  `alter table verdict add foreign key (assessment_id) references assessment`,

  // What is assessed is a model or a unit.
  `alter table assessment
     alter model_id drop not null,
     add unit_id uuid references unit,
     add constraint assessment_of_one check (num_nonnulls(model_id, unit_id) = 1),
     add constraint assessment_as_its_model check (model_id = id)`,
  `create unique index assessment_of_unit on assessment (unit_id, period_id, split_part(edition_id, '@', 1))
     where unit_id is not null`,

  // What is being assessed of a unit is its work, too.
  `create or replace view open_work as
     select model.unit_id from model
       join period on period.id = model.period_id and period.closed_on is null
       left join assessment on assessment.model_id = model.id
       where model.state in ('submitted', 'returned', 'suspended')
          or (model.state = 'accepted' and assessment.state <> 'closed')
     union all
     select assessment.unit_id from assessment
       join period on period.id = assessment.period_id and period.closed_on is null
       where assessment.unit_id is not null and assessment.state <> 'closed'
     union all
     select replication.adopter_unit_id from replication
       join period on period.id = replication.period_id and period.closed_on is null
       where replication.state not in ('confirmed', 'declined', 'failed')`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
