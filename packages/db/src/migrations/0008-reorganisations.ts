import { type Kysely, sql } from "kysely";

const statements = [
  `create table reorganisation (
     id uuid primary key,
     unit_id uuid not null references unit,
     title text not null,
     basis text not null,
     effective_on date not null,
     changes jsonb not null,
     state text not null default 'planned' check (state in ('planned', 'applied', 'undone', 'discarded')),
     version integer not null default 1)`,
  `create index on reorganisation (unit_id)`,
  // Who began and who ended a row, so that a reorganisation can be undone and nothing else with it.
  `alter table unit add begun_by uuid references reorganisation`,
  `alter table unit_version
     add begun_by uuid references reorganisation,
     add ended_by uuid references reorganisation`,
  `alter table unit_change add reorganisation_id uuid references reorganisation`,
  `alter table unit_change_line add share numeric(5, 2) check (share between 0 and 100)`,
  `alter table post
     add begun_by uuid references reorganisation,
     add ended_by uuid references reorganisation,
     add valid_to_before date`,
  `alter table body add dissolved_by uuid references reorganisation`,
  `create index on unit (begun_by) where begun_by is not null`,
  `create index on unit_version (begun_by) where begun_by is not null`,
  `create index on unit_version (ended_by) where ended_by is not null`,
  `create index on post (begun_by) where begun_by is not null`,
  `create index on post (ended_by) where ended_by is not null`,
  `create index on unit_change (reorganisation_id) where reorganisation_id is not null`,
  `create index on unit_change (effective_on)`,
  // To which heir of a divided unit a model or a replication task belongs, by its recorded place or by decision.
  `create table placement (
     thing_id uuid primary key,
     thing text not null check (thing in ('model', 'replication')),
     unit_id uuid not null references unit,
     valid_from date not null,
     reorganisation_id uuid not null references reorganisation)`,
  `create index on placement (reorganisation_id)`,

  // Where the territory of a unit that has ended went, from the day after its last.
  `create view unit_succession as
     select distinct line.from_unit_id as unit_id, line.to_unit_id as heir_id, change.effective_on
       from unit_change_line line join unit_change change on change.id = line.change_id
      where line.from_unit_id <> line.to_unit_id
        and exists (select from unit_version ended where ended.unit_id = line.from_unit_id
                    and ended.line = 'territory' and ended.valid_to = change.effective_on - 1)
        and not exists (select from unit_version living where living.unit_id = line.from_unit_id
                        and living.line = 'territory' and coalesce(living.valid_to, 'infinity') >= change.effective_on)`,
  `create or replace view unit_link as
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
  // The unit that carries on what a unit left: itself as long as it is in force, else its only heir's, else itself.
  `create function unit_holder(wanted uuid, on_day date) returns uuid language plpgsql stable parallel safe as $$
     declare
       holder uuid := wanted;
       heirs uuid[];
     begin
       loop
         select array_agg(heir_id) into heirs from unit_succession where unit_id = holder and effective_on <= on_day;
         if cardinality(heirs) is distinct from 1 then return holder; end if;
         holder := heirs[1];
       end loop;
     end $$`,
  // The units, and those whose territory went into them and nowhere else.
  `create function units_held(holders uuid[], on_day date) returns setof uuid language plpgsql stable parallel safe as $$
     declare
       found uuid[] := holders;
       frontier uuid[] := holders;
     begin
       while frontier is not null loop
         select array_agg(distinct ended.unit_id) into frontier from unit_succession ended
           where ended.heir_id = any(frontier) and ended.effective_on <= on_day and ended.unit_id <> all(found)
             and not exists (select from unit_succession other where other.unit_id = ended.unit_id
                             and other.effective_on <= on_day and other.heir_id <> ended.heir_id);
         found := found || frontier;
       end loop;
       return query select unnest(found);
     end $$`,
  // What lies below a unit with all its territory: a divided unit is counted only where every heir is below.
  `create function units_wholly_below(root uuid, on_day date) returns setof uuid language plpgsql stable parallel safe as $$
     declare
       found uuid[] := array(select unit_below(root, on_day));
       outside uuid[];
     begin
       loop
         select array_agg(distinct divided.unit_id) into outside from unit_succession divided
           where divided.unit_id = any(found) and divided.unit_id <> root and divided.effective_on <= on_day
             and divided.heir_id <> all(found);
         exit when outside is null;
         -- With a divided unit goes what is below it and nowhere else.
         found := array(select unnest(found) except select unnest(outside));
         loop
           select array_agg(lost.id) into outside from unnest(found) lost(id)
             where lost.id <> root and not exists (select from unit_link link where link.unit_id = lost.id
               and on_day between link.valid_from and link.valid_to and link.above_id = any(found));
           exit when outside is null;
           found := array(select unnest(found) except select unnest(outside));
         end loop;
       end loop;
       return query select unnest(found);
     end $$`,
  ...["unit_holder(uuid, date)", "units_held(uuid[], date)", "units_wholly_below(uuid, date)"].map(
    (name) => `alter function ${name} set plan_cache_mode = force_generic_plan`,
  ),
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
