import { type Kysely, sql } from "kysely";

const statements = [
  // Whose decision a recognition is: that of the unit whose body voted, or whose decision came in with old records.
  `alter table recognition add decider_id uuid references unit`,
  `update recognition set decider_id = coalesce(
     (select body.unit_id from meeting_item item join meeting on meeting.id = item.meeting_id
        join body on body.id = meeting.body_id where item.id = recognition.meeting_item_id),
     (select unit_id from decision where decision.id = recognition.decision_id),
     (select unit_id from model where model.id = recognition.model_id))`,
  `alter table recognition alter decider_id set not null`,
  `create index on recognition (decider_id)`,
  // What the office has drafted and the leader has not confirmed yet.
  `alter table recognition add draft jsonb`,
  // Who gave a task, and so says whether it is done.
  `alter table replication add giver_id uuid references unit`,
  `update replication set giver_id = recognition.decider_id from recognition
    where recognition.id = replication.recognition_id and replication.state <> 'proposed'
      and recognition.decider_id <> replication.adopter_unit_id`,
  `create index on replication (giver_id)`,

  // Who votes on what, as it was when the meeting was called together; each call or renewal writes it whole.
  `create table meeting_member (
     meeting_id uuid not null references meeting,
     person_id text not null references person,
     seat text not null,
     primary key (meeting_id, person_id))`,
  `create table meeting_recusal (
     meeting_item_id uuid not null references meeting_item,
     person_id text not null references person,
     primary key (meeting_item_id, person_id))`,
  `insert into meeting_member (meeting_id, person_id, seat)
     select distinct on (meeting.id, post.person_id) meeting.id, post.person_id, post.seat
       from meeting join post on post.body_id = meeting.body_id and post.seat is not null
        and coalesce(meeting.opened_on, current_date) between post.valid_from and coalesce(post.valid_to, 'infinity')
      order by meeting.id, post.person_id, post.valid_from desc`,
  // Whoever was let in to vote was a member.
  `insert into meeting_member (meeting_id, person_id, seat)
     select meeting_id, person_id, 'member' from meeting_voter on conflict do nothing`,
  `insert into meeting_recusal (meeting_item_id, person_id)
     select item.id, member.person_id
       from meeting_item item join meeting on meeting.id = item.meeting_id
       join model on model.id = item.model_id
       join meeting_member member on member.meeting_id = meeting.id
      where exists (select from post where post.person_id = member.person_id and post.body_id is null
        and post.role <> 'viewer' and post.unit_id in (model.unit_id, unit_holder(model.unit_id, current_date))
        and coalesce(meeting.opened_on, current_date) between post.valid_from and coalesce(post.valid_to, 'infinity'))`,
  `update meeting set members = (select count(*) from meeting_member member where member.meeting_id = meeting.id)
    where members is null`,
  `alter table meeting alter members set not null`,
  // No more papers than people who have one, and no more agreement than it is a ratio of.
  `alter table meeting_item add eligible integer, add base integer`,
  `update meeting_item item set
     eligible = greatest(coalesce(item.agree + item.disagree, 0), meeting.members
       - (select count(*) from meeting_recusal recusal where recusal.meeting_item_id = item.id)),
     base = case when item.agree is null then null when meeting.rules ->> 'base' = 'cast' then item.agree + item.disagree
       else meeting.members end
     from meeting where meeting.id = item.meeting_id`,
  `alter table meeting_item alter eligible set not null,
     add constraint meeting_item_within_base check (agree <= base),
     add constraint meeting_item_within_roster check (agree >= 0 and disagree >= 0 and agree + disagree <= eligible)`,

  // A post that decides waits for a second person; so does taking over an account that is in use.
  `alter table post add given_by text references person, add waits boolean not null default false`,
  `create index on post (unit_id) where waits`,
  `alter table invitation add invited_by text references person, add invited_from uuid references unit,
     add waits boolean not null default false`,

  // When whoever is signed in last showed who they are.
  `alter table sign_in_session add proved_at timestamptz`,
  `update sign_in_session set proved_at = created_at`,
  `alter table sign_in_session alter proved_at set not null, alter proved_at set default now()`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
