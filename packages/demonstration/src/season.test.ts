import { makeReport } from "@kheo/api/reports/reports";
import { catalog } from "@kheo/catalog";
import { formatDay } from "@kheo/core/ground/days";
import { whatWaits } from "@kheo/db/rules/todo";
import { actorOf } from "@kheo/db/offices/people";
import { readSetting, readToday } from "@kheo/db/ground/settings";
import { grantsOf } from "@kheo/core/rules/rights";
import { listWaiting } from "@kheo/db/offices/posts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstToday } from "./calling.ts";
import { demonstrationDatabase } from "./testing.ts";
import { communeId, provinceId } from "./units.ts";

let db: Awaited<ReturnType<typeof demonstrationDatabase>>["db"];
beforeAll(async () => {
  ({ db } = await demonstrationDatabase());
});
afterAll(() => db.destroy());

const ward = communeId("Phường Trà Câu");

const figures = async (unitId: string, year: number, cutoff = `${year}-12-31`) => {
  const period = await db
    .selectFrom("period")
    .select("id")
    .where("opensOn", "=", `${year}-01-01`)
    .executeTakeFirstOrThrow();
  const report = await makeReport(db, catalog, { unitId, periodId: period.id, cutoff, structureOn: firstToday });
  return Object.fromEntries(report.figures.map(({ name, value }) => [name, value]));
};

test("the demonstration begins on its own day, whatever the real one is", async () => {
  expect(formatDay(await readToday(db))).toBe("26/11/2026");
});

describe("phường Trà Câu", () => {
  test("registered 12, 14, 17 and 22 models in its four years, three of them by the units of before the reform", async () => {
    const years = await Promise.all([2023, 2024, 2025].map((year) => figures(ward, year)));
    const now = await figures(ward, 2026, firstToday);
    expect([...years, now].map(({ total }) => total)).toEqual([12, 14, 17, 22]);
    expect(now).toMatchObject({ new: 15, continued: 7, difference: 5 });
  });

  test("has twenty-eight units: 21 take part, five came to nothing yet, one is late, one has not sent", async () => {
    const states = await sql<{ state: string; units: number }>`
      select state, count(distinct unit_id)::int as units from model
       where period_id = (select id from period where opens_on = '2026-01-01')
         and unit_id in (select unit_below(${ward}, ${firstToday}))
       group by state order by state`.execute(db);
    expect(Object.fromEntries(states.rows.map(({ state, units }) => [state, units]))).toEqual({
      accepted: 19,
      discontinued: 1,
      draft: 1,
      merged: 1,
      rejected: 1,
      returned: 1,
      submitted: 2,
      suspended: 1,
      withdrawn: 1,
    });
    expect((await figures(ward, 2026, firstToday))["coverage"]).toBe(75);
  });

  test("can still reach the sixteen of twenty-two: six recognised, two voted for, one waiting, two called, five marked", async () => {
    const { recognized } = await figures(ward, 2026, firstToday);
    const { rows } = await sql<{ way: string; models: number }>`
      select coalesce(recognition.state, case when item.id is not null then 'called' else assessment.state end) as way,
             count(*)::int as models
        from model join assessment on assessment.model_id = model.id
        left join recognition on recognition.model_id = model.id
        left join (meeting_item item join meeting on meeting.id = item.meeting_id and meeting.closed_on is null)
          on item.model_id = model.id
       where model.period_id = (select id from period where opens_on = '2026-01-01') and model.state = 'accepted'
         and model.unit_id in (select unit_below(${ward}, ${firstToday}))
       group by way`.execute(db);
    const ways = Object.fromEntries(rows.map(({ way, models }) => [way, models]));
    // Closed are the one that waits for the council and the one that the council did not vote for.
    expect(ways).toMatchObject({ published: 5, recognized: 1, proposed: 2, called: 2, underAppraisal: 5, closed: 2 });
    expect(recognized).toBe(6);
  });

  test("replicates four of six, and looked nine of last year's models over: eight hold", async () => {
    expect(await figures(ward, 2026, firstToday)).toMatchObject({ replicated: 4, replicatedShare: 66.67 });
    const { rows } = await sql<{ result: string; times: number }>`
      select result, count(*)::int as times from recheck join recognition on recognition.id = recheck.recognition_id
       where decider_id = ${ward} group by result order by result`.execute(db);
    expect(rows).toEqual([
      { result: "confirm", times: 8 },
      { result: "downgrade", times: 1 },
    ]);
  });

  test("is in its marking week: of the models before the council one has all its sheets and one only two", async () => {
    const { rows } = await sql<{ sheets: number }>`
      select count(sheet.person_id)::int as sheets from assessment join model on model.id = assessment.model_id
        left join score_sheet sheet on sheet.assessment_id = assessment.id
       where assessment.state = 'underAppraisal' and model.unit_id in (select unit_below(${ward}, ${firstToday}))
       group by assessment.id order by sheets`.execute(db);
    expect(rows.map(({ sheets }) => sheets)).toEqual([2, 3, 5, 6, 8]);
  });
});

test("each account that is shown has something real to do, but for the guest, who only looks", async () => {
  const period = await db
    .selectFrom("period")
    .select("id")
    .where("opensOn", "=", "2026-01-01")
    .executeTakeFirstOrThrow();
  const idle: string[] = [];
  for (const { username } of (await readSetting(db, "demonstration"))?.accounts ?? []) {
    const { id } = await db
      .selectFrom("person")
      .select("id")
      .where("username", "=", username)
      .executeTakeFirstOrThrow();
    const actor = await actorOf(db, id, firstToday);
    const waiting = await whatWaits(db, { actor, day: firstToday, needsTwo: true, periodId: period.id });
    const grants = grantsOf(actor, "post.confirm");
    const toConfirm = grants.length === 0 ? [] : await listWaiting(db, { grants, day: firstToday });
    if (waiting.length + toConfirm.length === 0) idle.push(username);
  }
  expect(idle).toEqual(["khach.tracau"]);
});

test("the other communes register some three hundred models, in some many and in some none", async () => {
  const { total } = await figures(provinceId, 2026, firstToday);
  expect(Number(total)).toBeGreaterThan(290);
  const { rows } = await sql<{ models: number }>`
    select count(model.id)::int as models from unit_version commune
      left join (select id, unit_path(unit_id, ${firstToday}) as path from model
        where period_id = (select id from period where opens_on = '2026-01-01')) model
        on commune.unit_id = any(model.path)
     where commune.parent_id = ${provinceId} and commune.line = 'territory' and commune.valid_to is null
       and commune.kind in ('commune', 'ward', 'specialZone') and commune.unit_id <> ${ward}
     group by commune.unit_id`.execute(db);
  const counts = rows.map(({ models }) => models);
  expect(counts).toHaveLength(95);
  expect(Math.min(...counts)).toBeLessThanOrEqual(1);
  expect(Math.max(...counts)).toBeGreaterThan(6);
});
