import { sql } from "kysely";
import pg from "pg";
import type { RootDb } from "./connect.ts";

/** What the program runs as once the schema is up to date: it reads and writes, but alters no event. */
export const applicationRole = "kheo_application";

const role = sql.ref(applicationRole);

/** Runs a statement about roles, which belong to the whole cluster, and goes on where it fails in one of these ways. */
const attempt = async (db: RootDb, statement: ReturnType<typeof sql>, codes: readonly string[]): Promise<void> => {
  try {
    await statement.execute(db);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && codes.includes(error.code ?? ""))) throw error;
  }
};

const insufficientPrivilege = "42501";
/** Another database of the cluster is making the same role, or the same member of it, at this moment. */
const madeMeanwhile = ["42710", "23505", "XX000"];

const grants = [
  sql`grant usage on schema public to ${role}`,
  sql`grant select, insert, update, delete on all tables in schema public to ${role}`,
  sql`grant usage, select on all sequences in schema public to ${role}`,
  // Tables of later migrations are usable at once, also by a process that still runs while another one migrates.
  sql`alter default privileges in schema public grant select, insert, update, delete on tables to ${role}`,
  sql`alter default privileges in schema public grant usage, select on sequences to ${role}`,
  sql`revoke all on kysely_migration, kysely_migration_lock from ${role}`,
  sql`revoke insert, update, delete on event, event_payload, event_seal, event_retention from ${role}`,
  // Written with what they follow from.
  sql`revoke insert, update, delete on unit_link, unit_succession from ${role}`,
  // Neither the number nor the time of an event is the program's to say.
  sql`grant insert (person_id, capacity, action, thing, thing_id, unit_id, payload_hash) on event to ${role}`,
  sql`grant insert on event_payload, event_seal to ${role}`,
  sql`grant execute on function remove_expired_payloads() to ${role}`,
];

/**
 * Makes the application role, lets the login become it and gives it its rights, as the owner of the tables. Where the
 * owner may not make roles, one that an administrator has made is taken; without one, false.
 */
export const prepareApplicationRole = async (owner: RootDb, login: string): Promise<boolean> => {
  const exists = async () => {
    const { rows } = await sql`select from pg_roles where rolname = ${applicationRole}`.execute(owner);
    return rows.length > 0;
  };
  if (!(await exists())) {
    await attempt(owner, sql`create role ${role} nologin`, [...madeMeanwhile, insufficientPrivilege]);
    if (!(await exists())) return false;
  }
  const { rows } = await sql`select from pg_roles where rolname = ${login} and rolsuper`.execute(owner);
  if (rows.length === 0) {
    await attempt(owner, sql`grant ${role} to ${sql.ref(login)}`, [...madeMeanwhile, insufficientPrivilege]);
  }
  await owner.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${applicationRole}))`.execute(transaction);
    for (const grant of grants) await grant.execute(transaction);
  });
  return true;
};
