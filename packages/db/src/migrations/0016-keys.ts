import { nameKey } from "@kheo/core/ground/text";
import { type Kysely, sql } from "kysely";
import { inParts } from "../ground/parts.ts";

const before = [
  // A period is asked for what was scored and replicated in it, a change for its lines.
  `create index on assessment (period_id)`,
  `create index on replication (period_id)`,
  `create index on unit_change_line (change_id)`,
  // Either unit of a line may be missing, and a change may name a pair twice: only a number of its own tells lines apart.
  `alter table unit_change_line add id bigint generated always as identity primary key`,
  // Made from words that are always there.
  `alter table unit_version alter folded set not null`,
  `alter table model alter folded set not null`,
  // The form in which two names are the same name.
  `alter table unit_version add name_key text, add shares_name boolean not null default false`,
  `alter table cluster add name_key text, add shares_name boolean not null default false`,
  // Where units are found does not hang on it.
  `alter table unit_version disable trigger user`,
];

const after = [
  // Of two that bear one name already both keep it.
  `update unit_version later set shares_name = true
    where later.line = 'territory' and exists (select from unit_version first
      where first.line = 'territory' and first.name_key = later.name_key
        and first.parent_id is not distinct from later.parent_id and first.unit_id <> later.unit_id
        and daterange(first.valid_from, first.valid_to, '[]') && daterange(later.valid_from, later.valid_to, '[]')
        and (first.valid_from, first.unit_id) < (later.valid_from, later.unit_id))`,
  `update cluster later set shares_name = true
    where exists (select from cluster first where first.unit_id = later.unit_id and first.name_key = later.name_key
      and (first.valid_from, first.id) < (later.valid_from, later.id))`,
  `alter table unit_version enable trigger user`,
  `alter table unit_version alter name_key set not null`,
  `alter table cluster alter name_key set not null`,
  // No unit takes a name that another has in the same place; those that came together with their names share them. In
  // other lines units of several places may have one superior.
  `alter table unit_version add constraint unit_version_named_once exclude using gist (
     (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =, name_key with =,
     daterange(valid_from, valid_to, '[]') with &&) where (line = 'territory' and not shares_name)`,
  `create unique index cluster_named_once on cluster (unit_id, name_key) where not shares_name`,
];

const fillKeys = async (db: Kysely<unknown>, table: string): Promise<void> => {
  const { rows } = await sql<{ name: string }>`select distinct name from ${sql.ref(table)}`.execute(db);
  for (const part of inParts(rows.map(({ name }) => name))) {
    await sql`update ${sql.ref(table)} named set name_key = given.key
      from unnest(${part}::text[], ${part.map(nameKey)}::text[]) given(name, key) where named.name = given.name`.execute(
      db,
    );
  }
};

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of before) await sql.raw(statement).execute(db);
  await fillKeys(db, "unit_version");
  await fillKeys(db, "cluster");
  for (const statement of after) await sql.raw(statement).execute(db);
};
