import { type Kysely, sql } from "kysely";

const tablesOf = {
  insert: "new table as made",
  update: "old table as gone new table as made",
  delete: "old table as gone",
} as const;

/** Which units a statement has touched, told from the rows that it made or took away, as the table `touched`. */
const trigger = (verb: keyof typeof tablesOf, table: string, units: string) =>
  `create trigger ${table}_links_units_on_${verb} after ${verb} on ${table}
     referencing ${tablesOf[verb]} for each statement execute function link_units('${units}')`;

// Both views asked, at every step of every walk, of every unit that has ended whether it has heirs: the whole of
// them each time, where a walk needs some hundred rows. Units change some times a year and are walked by each request,
// so what the views say is kept in two tables, and the views stay to say what must stand there.
const statements = [
  `alter view unit_succession rename to unit_succession_told`,
  `alter view unit_link rename to unit_link_told`,
  `create table unit_succession (
     unit_id uuid not null,
     heir_id uuid not null,
     effective_on date not null,
     primary key (unit_id, heir_id, effective_on))`,
  `create index on unit_succession (heir_id)`,
  `create table unit_link (
     unit_id uuid not null,
     above_id uuid not null,
     valid_from date not null,
     valid_to date not null)`,
  // Of the links of a unit those that have not ended come last: a walk of today's tree reads no others.
  `create index on unit_link (above_id, valid_to) include (valid_from, unit_id)`,
  `create index on unit_link (unit_id, valid_to) include (valid_from, above_id)`,
  `create or replace view unit_link_told as
     select unit_id, parent_id as above_id, valid_from, coalesce(valid_to, 'infinity') as valid_to
       from unit_version where parent_id is not null
     union all
     select unit_id, heir_id, effective_on, 'infinity' from unit_succession
     union all
     select ended.unit_id, ended.parent_id, ended.valid_to + 1, 'infinity'
       from unit_version ended
       where ended.valid_to is not null and ended.parent_id is not null
         and not exists (select from unit_succession heir where heir.unit_id = ended.unit_id)
         and not exists (select from unit_version later
                         where later.unit_id = ended.unit_id and later.valid_from > ended.valid_to)`,
  `insert into unit_succession select * from unit_succession_told`,
  `insert into unit_link select * from unit_link_told`,

  // What a unit's rows here are depends on its own versions and on the changes that it went into, on nothing else.
  // The unit is held until the end: of two who change it at once, the second reads what the first has written.
  `create function link_units() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
     declare
       units uuid[];
     begin
       execute format('with touched as (%s) select array_agg(distinct id) from (%s) found(id) where id is not null',
         case tg_op when 'INSERT' then 'table made' when 'DELETE' then 'table gone'
           else 'table made union all table gone' end, tg_argv[0]) into units;
       if units is null then return null; end if;
       perform from unit where id = any(units) order by id for no key update;
       delete from unit_succession where unit_id = any(units);
       insert into unit_succession select * from unit_succession_told where unit_id = any(units);
       delete from unit_link where unit_id = any(units);
       insert into unit_link select * from unit_link_told where unit_id = any(units);
       return null;
     end $$`,
  ...(["insert", "update", "delete"] as const).flatMap((verb) => [
    trigger(verb, "unit_version", "select unit_id from touched"),
    trigger(verb, "unit_change_line", "select from_unit_id from touched"),
  ]),
  // Its lines come after it and go with it.
  trigger("update", "unit_change", "select from_unit_id from touched join unit_change_line on change_id = touched.id"),

  // The steps look up one unit each by the index, whatever the planner thinks of the sizes.
  `create or replace function units_below(roots uuid[], on_day date) returns setof uuid language plpgsql stable parallel safe
     set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
     begin
       return query
         with recursive walked(id) as (
           select unnest(roots)
           union
           select link.unit_id from walked cross join lateral (
             select unit_id from unit_link
              where above_id = walked.id and valid_to >= on_day and valid_from <= on_day offset 0) link)
         select id from walked;
     end $$`,
  `create or replace function units_wholly_below(root uuid, on_day date) returns setof uuid language plpgsql stable parallel safe
     set plan_cache_mode = force_generic_plan as $$
     declare
       found uuid[] := array(select unit_below(root, on_day));
       outside uuid[];
     begin
       loop
         select array_agg(distinct divided.unit_id) into outside from unit_succession divided
           where divided.effective_on <= on_day and divided.unit_id <> root
             and divided.unit_id in (select unnest(found)) and divided.heir_id not in (select unnest(found));
         exit when outside is null;
         -- With a divided unit goes what is below it and nowhere else.
         found := array(select unnest(found) except select unnest(outside));
         loop
           select array_agg(lost.id) into outside from unnest(found) lost(id)
             where lost.id <> root and lost.id not in (select link.unit_id from unit_link link
               where on_day between link.valid_from and link.valid_to and link.above_id in (select unnest(found)));
           exit when outside is null;
           found := array(select unnest(found) except select unnest(outside));
         end loop;
       end loop;
       return query select unnest(found);
     end $$`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
