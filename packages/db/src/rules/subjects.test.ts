import { createTestDatabase } from "@kheo/postgres/testing";
import { Migrator } from "kysely/migration";
import { afterAll, expect, test } from "vitest";
import { openDatabase, openPool } from "../ground/connect.ts";
import { migrate } from "../migrations.ts";
import * as foundation from "../migrations/0001-foundation.ts";
import { testDatabase } from "../testing.ts";

const { db, pool } = await testDatabase();
afterAll(() => db.destroy());

const province = "00000000-0000-4000-8000-000000000001";
const period = "00000000-0000-4000-8000-000000000002";
const model = "00000000-0000-4000-8000-000000000003";
const other = "00000000-0000-4000-8000-000000000004";

const before = [
  `insert into unit (id) values ('${province}')`,
  `insert into person (id, name, email) values ('a', 'Ủy viên', 'a@x')`,
  `insert into period (id, title, opens_on, registration_closes_on, ends_on, editions)
     values ('${period}', 'Năm 2026', '2026-01-01', '2026-03-31', '2026-12-31', '{}')`,
  ...[model, other].map(
    (
      id,
      index,
    ) => `insert into model (id, code, unit_id, period_id, title, subject_kind, field, topic, form, state, lineage_id)
     values ('${id}', 'MH-${index}', '${province}', '${period}', 'Mô hình ${index}', 'collective', 'economy', 'canals', '{}', 'accepted', '${id}')`,
  ),
];

test("a model's assessment from before goes on under the id that its events name, with its sheets and verdicts", async () => {
  const old = openPool({ ...(await createTestDatabase()) });
  const owner = openDatabase(old);
  const first = new Migrator({
    db: owner,
    provider: { getMigrations: async () => ({ "0001-foundation": foundation }) },
  });
  expect((await first.migrateToLatest()).error).toBeUndefined();
  for (const statement of before) await old.query(statement);
  await old.query(`insert into assessment (model_id, period_id, edition_id, state)
    select id, period_id, 'SET@2026.1', 'closed' from model`);
  await old.query(`insert into score_sheet (assessment_id, person_id, marks, comment)
    select assessment.id, 'a', '{}', model.code from assessment join model on model.id = model_id`);
  await old.query(`insert into verdict (assessment_id, edition_id, input, result, total, class, passed, closed_on)
    select assessment.id, model.code, '{}', '{}', 50, 'good', true, '2026-05-04'
      from assessment join model on model.id = model_id`);
  await migrate(owner);
  const { rows } =
    await old.query(`select assessment.id, assessment.model_id, comment, verdict.edition_id from assessment
    join score_sheet on score_sheet.assessment_id = assessment.id
    join verdict on verdict.assessment_id = assessment.id order by 1`);
  expect(rows).toEqual([
    { id: model, model_id: model, comment: "MH-0", edition_id: "MH-0" },
    { id: other, model_id: other, comment: "MH-1", edition_id: "MH-1" },
  ]);
  await expect(old.query(`delete from assessment`)).rejects.toMatchObject({ code: "23503" });
  await owner.destroy();
});

test("an assessment is of one model under its id, or of one unit once for each period and set, whatever the edition", async () => {
  for (const statement of before) await pool.query(statement);
  const columns = "insert into assessment (id, model_id, unit_id, period_id, edition_id, state) values";
  const assess = (id: string, modelId: string | null, unitId: string | null, edition = "SET@2026.1") =>
    pool.query(`${columns} ($1, $2, $3, $4, $5, 'open')`, [id, modelId, unitId, period, edition]);
  const id = (digit: number) => `00000000-0000-4000-8000-00000000010${digit}`;
  await assess(model, model, null);
  await assess(id(1), null, province);
  await assess(id(2), null, province, "OTHER@2026.1");
  for (const [given, modelId, unitId, code] of [
    [id(3), null, null, "23514"],
    [other, other, province, "23514"],
    [id(3), other, null, "23514"],
  ] as const)
    await expect(assess(given, modelId, unitId)).rejects.toMatchObject({ code });
  await expect(assess(id(3), null, province, "SET@2026.2")).rejects.toMatchObject({ code: "23505" });
});
