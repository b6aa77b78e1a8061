import { contactRetention } from "@kheo/core/rules/events";
import { sql } from "kysely";
import type { Db, RootDb } from "../ground/connect.ts";
import { insertEvent } from "./events.ts";

const atOnce = 500;

/**
 * Empties contacts and years of birth of forms whose period ended so many years ago, and records of which models, without
 * content. Returns how many forms.
 */
export const removeExpiredContacts = async (db: RootDb): Promise<number> => {
  for (let removed = 0; ;) {
    const emptied = await db.transaction().execute(emptySome);
    removed += emptied;
    if (emptied < atOnce) return removed;
  }
};

const emptySome = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ id: string; unitId: string }>`
    with expired as (
      select model.id from model join period on period.id = model.period_id
       where period.ends_on + make_interval(years => ${contactRetention.years}) < today()
         and (model.form ->> 'contactName' <> '' or model.form ->> 'contactPhone' <> ''
           or jsonb_typeof(model.form #> '{exemplar,birthYear}') = 'number')
       order by model.id limit ${atOnce} for update of model skip locked)
    update model set form = model.form || '{"contactName": "", "contactPhone": ""}'
      || case when jsonb_typeof(model.form -> 'exemplar') = 'object'
         then jsonb_build_object('exemplar', model.form -> 'exemplar' || '{"birthYear": null}') else '{}' end
      from expired where expired.id = model.id returning model.id, model.unit_id as "unitId"`.execute(db);
  for (const { id, unitId } of rows) {
    await insertEvent(db, {
      personId: null,
      capacity: "Hết thời hạn lưu",
      action: "model.forgetContact",
      thing: "model",
      thingId: id,
      unitId,
      payload: null,
    });
  }
  return rows.length;
};
