import { type Kysely, sql } from "kysely";

const part = (rule: string) => `(rules #>> '{${rule},part}')::numeric`;
const whole = (rule: string) => `(rules #>> '{${rule},of}')::numeric`;

const statements = [
  // At least two thirds of the members, and more than half. A body that was founded otherwise stands until it is
  // edited, and may always be dissolved.
  `alter table body add constraint body_rules_are_lawful check (dissolved_on is not null or (
     ${part("quorum")} * 3 >= ${whole("quorum")} * 2 and ${part("quorum")} <= ${whole("quorum")}
     and ${part("threshold")} <= ${whole("threshold")}
     and (${part("threshold")} * 2 > ${whole("threshold")}
       or (rules #>> '{threshold,strict}')::boolean and ${part("threshold")} * 2 = ${whole("threshold")}))) not valid`,

  // Six digits that were accepted once are not accepted again while they are shown.
  `create table sign_in_used_code (
     user_id text not null references person on delete cascade,
     code_hash text not null,
     used_at timestamptz not null default clock_timestamp(),
     primary key (user_id, code_hash))`,

  // People are recorded from now on too: those who stand here already, once all migrations are applied.
  `insert into setting (key, value) select 'recordsDue', 'true' where exists (select from unit) on conflict do nothing`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
