import { type Kysely, sql } from "kysely";

const statements = [
  // By which document a post was given, in whose place it is held, and which organ of the unit carries the duty.
  `alter table post
     add document text not null default '',
     add end_document text not null default '',
     add substitutes_id uuid references post,
     add organ_unit_id uuid references unit`,
  `alter table post drop constraint post_check`,
  `alter table post drop constraint post_person_id_role_unit_id_daterange_excl`,

  // A secretary runs the sittings and has a vote only as a member: two posts where there was one.
  `insert into post (person_id, role, unit_id, body_id, seat, valid_from, valid_to)
     select person_id, 'secretary', unit_id, body_id, null, valid_from, valid_to from post where seat = 'secretary'`,
  `update post set seat = 'member' where seat = 'secretary'`,
  `alter table post
     add check ((role in ('councilMember', 'secretary', 'panelMember', 'steeringMember')) = (body_id is not null)),
     add check ((role in ('councilMember', 'panelMember', 'steeringMember')) = (seat is not null)),
     add check (substitutes_id is null or valid_to is not null),
     add constraint post_held_once exclude using gist (person_id with =, role with =, unit_id with =,
       (coalesce(body_id, unit_id)) with =, daterange(valid_from, valid_to, '[]') with &&)`,
  `create index on post (substitutes_id)`,

  `alter table body
     add kind text not null default 'council',
     add document text not null default '',
     add founded_on date,
     add dissolved_on date,
     add version integer not null default 1`,
  `drop index body_unit_id_idx`,
  `create unique index on body (unit_id) where kind = 'council' and dissolved_on is null`,
  `create index on body (unit_id, kind)`,
  `update body set rules = '{"base": "members", "ballot": "secret"}' || rules`,
  `update meeting set rules = jsonb_build_object('base', 'members', 'ballot', ballot_kind) || rules`,

  // One row for each model and each replication task of an open period that is not brought to its end.
  `create view open_work as
     select model.unit_id from model
       join period on period.id = model.period_id and period.closed_on is null
       left join assessment on assessment.model_id = model.id
       where model.state in ('draft', 'submitted', 'returned', 'suspended')
          or (model.state = 'accepted' and assessment.state <> 'closed')
     union all
     select replication.adopter_unit_id from replication
       join period on period.id = replication.period_id and period.closed_on is null
       where replication.state not in ('confirmed', 'declined', 'failed')`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
