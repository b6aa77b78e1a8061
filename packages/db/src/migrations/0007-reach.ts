import { type Kysely, sql } from "kysely";

const statements = [
  // Whoever holds several posts has everything below them found in one walk.
  `create function units_below(roots uuid[], on_day date) returns setof uuid language plpgsql stable parallel safe
     set plan_cache_mode = force_generic_plan as $$
     declare
       found uuid[] := roots;
       frontier uuid[] := roots;
     begin
       while frontier is not null loop
         select array_agg(distinct link.unit_id) into frontier from unit_link link
           where link.above_id = any(frontier) and on_day between link.valid_from and link.valid_to
             and link.unit_id <> all(found);
         found := found || frontier;
       end loop;
       return query select unnest(found);
     end $$`,
  `create or replace function unit_below(root uuid, on_day date) returns setof uuid language sql stable parallel safe
     as $$ select units_below(array[root], on_day) $$`,
  `alter function unit_below(uuid, date) reset plan_cache_mode`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
