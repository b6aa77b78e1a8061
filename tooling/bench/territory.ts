/** A province of 4,000 units whose tree changed every year for ten years: what its tree and its reports cost. */
import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { newestEditions } from "@kheo/api/movement/editions";
import { makeReport } from "@kheo/api/reports/reports";
import { emptyRegistration } from "@kheo/core/movement/models";
import type { RootDb } from "@kheo/db/ground/connect";
import { insertPeriod } from "@kheo/db/movement/periods";
import { sql } from "kysely";

export const territory = { communes: 150, units: 4_000, years: 10, mergersAYear: 5, models: 10_000 } as const;
const firstYear = 2016;
const lastYear = firstYear + territory.years;
const reportYears = [2022, 2023, 2024, 2025, 2026] as const;

export type Territory = { readonly provinceId: string; readonly periods: readonly { id: string; endsOn: string }[] };

/** Every unit has a new version each year, and each year some communes merge into others with all their cells. */
export const fillTerritory = async (db: RootDb): Promise<Territory> => {
  const provinceId = randomUUID();
  const { communes, units } = territory;
  await sql`insert into unit (id) values (${provinceId})`.execute(db);
  await sql`insert into unit_version (unit_id, line, name, name_key, kind, valid_from)
    values (${provinceId}, 'territory', 'Tỉnh đo tốc độ', 'tỉnh đo tốc độ', 'province', '2016-01-01')`.execute(db);
  await sql`
    with made as (select gen_random_uuid() as id, number from generate_series(1, ${communes}) number),
    kept as (insert into unit (id) select id from made returning id)
    insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
    select id, 'territory', 'Xã số ' || number, 'xã số ' || number, 'commune', ${provinceId}, '2016-01-01' from made`.execute(
    db,
  );
  await sql`
    with parent as (select unit_id, name, row_number() over (order by unit_id) as place from unit_version where kind = 'commune'),
    made as (
      select gen_random_uuid() as id, parent.unit_id as parent_id, number
        from generate_series(1, ${units - communes - 1}) number
        join parent on parent.place = 1 + number % ${communes}),
    kept as (insert into unit (id) select id from made returning id)
    insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
    select id, 'territory', 'Chi bộ thôn số ' || number, 'chi bộ thôn số ' || number, 'partyCell', parent_id, '2016-01-01' from made`.execute(
    db,
  );
  for (let year = firstYear + 1; year <= lastYear; year += 1) {
    const day = `${year}-07-01`;
    await db.transaction().execute(async (transaction) => {
      await sql`
        create temporary table merger on commit drop as
          select taken.unit_id as from_id, taking.unit_id as to_id
            from (select unit_id, row_number() over (order by unit_id) as place from unit_version
                   where kind = 'commune' and valid_to is null) taken
            join (select unit_id, row_number() over (order by unit_id desc) as place from unit_version
                   where kind = 'commune' and valid_to is null) taking on taking.place = taken.place
           where taken.place <= ${territory.mergersAYear}`.execute(transaction);
      await sql`
        with ended as (
          update unit_version set valid_to = ${day}::date - 1 where valid_to is null returning *)
        insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
        select ended.unit_id, ended.line, ended.name, ended.name_key, ended.kind, coalesce(merger.to_id, ended.parent_id), ${day}
          from ended left join merger on merger.from_id = ended.parent_id
         where ended.unit_id not in (select from_id from merger)`.execute(transaction);
      await sql`
        with change as (
          insert into unit_change (kind, effective_on, basis) values ('merge', ${day}, 'Nghị quyết đo tốc độ') returning id)
        insert into unit_change_line (change_id, from_unit_id, to_unit_id)
        select change.id, merger.from_id, merger.to_id from change, merger`.execute(transaction);
    });
  }
  const periods = [];
  for (const year of reportYears) {
    const id = await insertPeriod(db, {
      title: `Năm ${year}`,
      opensOn: `${year}-01-01`,
      registrationClosesOn: `${year}-03-31`,
      endsOn: `${year}-12-31`,
      editions: newestEditions(catalog),
    });
    periods.push({ id, endsOn: `${year}-12-31` });
    // In communes and cells of that year, many of which have ended since.
    await sql`
      insert into model (id, code, unit_id, period_id, title, subject_kind, field, topic, form, state, lineage_id,
                         edition_id, submitted_on, accepted_on)
      select gen_random_uuid(), 'MH-' || ${year}::text || '-' || number, place.unit_id, ${id}, 'Mô hình số ' || number,
             'collective', 'economy', 'environment', ${JSON.stringify(emptyRegistration)}::jsonb, 'accepted',
             gen_random_uuid(), 'DVK-CHUNG@2026.1', ${`${year}-03-01`}, ${`${year}-03-15`}
        from generate_series(1, ${territory.models / reportYears.length}) number
        join (select unit_id, row_number() over (order by kind desc, unit_id) as place, count(*) over () as whole
                from unit_version where parent_id is not null
                 and ${`${year}-03-15`}::date between valid_from and coalesce(valid_to, 'infinity')) place
          on place.place = 1 + number * 7 % place.whole`.execute(db);
  }
  await sql`analyze`.execute(db);
  return { provinceId, periods };
};

/** Milliseconds that the reports of five years take, each in the structure of its year and in that of today. */
export const fiveYears = async (
  db: RootDb,
  { provinceId, periods }: Territory,
  today: string,
): Promise<{ readonly ofTheYear: number; readonly ofToday: number; readonly models: number }> => {
  const time = async (structureOn?: string) => {
    const started = performance.now();
    let models = 0;
    for (const { id, endsOn } of periods) {
      const report = await makeReport(db, catalog, {
        unitId: provinceId,
        periodId: id,
        cutoff: endsOn,
        ...(structureOn !== undefined && { structureOn }),
      });
      models += Number(report.figures.find(({ name }) => name === "total")?.value);
    }
    return { milliseconds: performance.now() - started, models };
  };
  const [then, now] = [await time(), await time(today)];
  if (then.models !== now.models || then.models !== territory.models) {
    throw new Error(`${then.models} models in the structure of their year, ${now.models} in today's`);
  }
  return { ofTheYear: then.milliseconds, ofToday: now.milliseconds, models: now.models };
};
