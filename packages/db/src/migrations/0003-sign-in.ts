import { type Kysely, sql } from "kysely";

const statements = [
  `alter table person
     add column disabled_at timestamptz,
     add column disabled_reason text,
     add column has_second_factor boolean not null default false`,

  // Only hashes of session tokens are kept from now on; the sessions there are were kept as they are.
  `delete from sign_in_session`,
  `alter table sign_in_session rename column token to token_hash`,
  `alter table sign_in_session add constraint sign_in_session_holds_a_hash check (length(token_hash) = 43)`,

  // An identity at the external sign-in belongs to one person at most.
  `create unique index on sign_in_account (provider_id, account_id)`,

  `create table sign_in_second_factor (
     id text primary key,
     user_id text not null unique references person on delete cascade,
     secret text not null,
     recovery_codes text not null,
     verified boolean not null default false,
     failed_verification_count integer not null default 0,
     locked_until timestamptz)`,

  // The code of an invitation is derived from its id; it stands nowhere.
  `create table invitation (
     id uuid primary key default gen_random_uuid(),
     person_id text not null references person on delete cascade,
     created_at timestamptz not null default now(),
     expires_at timestamptz not null,
     used_at timestamptz,
     withdrawn_at timestamptz,
     email text,
     mailed_at timestamptz,
     mail_failures integer not null default 0,
     mail_next_at timestamptz)`,
  `create index on invitation (person_id)`,
  `create unique index on invitation (person_id) where used_at is null and withdrawn_at is null`,
  `create index on invitation (mail_next_at) where mail_next_at is not null`,

  // One row for each key under which an attempt counts; the key is a hash of what was typed and of the network.
  `drop table sign_in_rate_limit`,
  `create table sign_in_attempt (
     id uuid not null,
     key text not null,
     at timestamptz not null default clock_timestamp(),
     primary key (id, key))`,
  `create index on sign_in_attempt (key, at)`,
  `create index on sign_in_attempt (at)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
