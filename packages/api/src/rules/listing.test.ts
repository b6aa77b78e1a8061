import { listings } from "../lists.ts";
import { cellText, type CellValue, type ListDescription } from "@kheo/core/rules/lists";
import { catalog } from "@kheo/catalog";
import { grantsOf } from "@kheo/core/rules/rights";
import { actorOf } from "@kheo/db/offices/people";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { procedures, isQuery } from "./testing-questions.ts";
import { closed, aTask, of, opened, published, today, type World, world } from "../testing.ts";

/** A list is whole: every thing that somebody may see is on one page of it and on one only, whatever it is ordered by. */

const many = 600;
let w: World;

/** So many more of everything that a ward has, of all states and with names that are alike. */
const multiplied = async (to: string, from: string, copies: number) => {
  const run = (statement: string) => w.pool.query(statement);
  const series = `generate_series(1, ${copies}) n`;
  await run(`
    with source as (select * from model where id = '${from}'),
      models as (insert into model (code, unit_id, period_id, title, subject_kind, field, topic, form, state, lineage_id,
          edition_id, submitted_on, accepted_on)
        select 'MH-' || substr(md5(random()::text || n), 1, 12), '${to}', period_id, 'Tổ ' || (n % 40) || ' tự quản', subject_kind,
          (array['economy', 'cultureSociety', 'defenceSecurity', 'politicalSystem'])[1 + n % 4], topic, form, 'accepted',
          gen_random_uuid(), edition_id, date '2026-01-01' + n % 90, date '2026-04-01'
        from source, ${series} returning *),
      assessments as (insert into assessment (model_id, period_id, edition_id, body_id, state, appraised_on)
        select id, period_id, edition_id, (select body_id from assessment where model_id = '${from}'),
          (array['open', 'selfScored', 'underAppraisal', 'closed'])[1 + (row_number() over ()) % 4], date '2026-04-10'
        from models returning *),
      verdicts as (insert into verdict (assessment_id, edition_id, input, result, total, class, passed, closed_on)
        select assessments.id, assessments.edition_id, verdict.input, verdict.result, 50 + (row_number() over ()) % 50,
          (array['good', 'completed', 'excellent'])[1 + (row_number() over ()) % 3], true, date '2026-04-20'
        from assessments, verdict join assessment of on of.id = verdict.assessment_id and of.model_id = '${from}'
        where assessments.state = 'closed' returning 1),
      recognitions as (insert into recognition (model_id, level, state, decider_id)
        select id, 'commune', (array['proposed', 'held', 'declined'])[1 + (row_number() over ()) % 3], unit_id
        from models returning *),
      tasks as (insert into replication (recognition_id, adopter_unit_id, period_id, state, similarity, content, due_on)
        select recognitions.id, models.unit_id, models.period_id, 'running', 'Cùng phường', 'Như ở nơi có mô hình gốc',
          date '2026-06-01' + (row_number() over ())::int % 200
        from recognitions join models on models.id = recognitions.model_id returning 1)
    select count(*) from tasks, verdicts`);
  await run(`insert into meeting (body_id, period_id, title, held_on, ballot_kind, rules, members)
    select body_id, period_id, 'Phiên họp thứ ' || n, date '2026-01-01' + n % 100, ballot_kind, meeting.rules, members
      from meeting join body on body.id = body_id, ${series}
     where body.unit_id = '${to}' and meeting.title not like 'Phiên họp thứ %'`);
};

beforeAll(async () => {
  w = await world();
  const recognition = await published(w, {});
  const office = await w.as(w.people.office);
  await office.replication.give(of(w.units.committee, aTask(w, recognition)));
  await opened(w, [await closed(w, { form: { title: "Mô hình đang được biểu quyết" } })]);
  await multiplied(w.units.ward, recognition.modelId, many);
}, 60_000);
afterAll(() => w.end());

type Row = Readonly<Record<string, CellValue>>;
type Answer = { readonly rows: readonly Row[]; readonly total: number; readonly columns: readonly string[] };

/** One list of the router, asked as one person with anything. */
const asking = async (name: keyof typeof listings, personId: string) => {
  const calls = (await w.as(personId))[name] as unknown as { list: (asked: object) => Promise<Answer> };
  return (asked: object = {}) => calls.list({ periodId: w.periodId, ...asked });
};

const keyOf = (row: Row): string => String(row["id"] ?? row["modelId"]);

const everyPage = async (ask: (asked: object) => Promise<Answer>, order: object, limit: number) => {
  const rows: Row[] = [];
  for (let total = Infinity; rows.length < total;) {
    const page = await ask({ order, limit, offset: rows.length });
    expect(page.rows.length).toBe(Math.min(limit, page.total - rows.length));
    ({ total } = page);
    rows.push(...page.rows);
  }
  return rows;
};

const scenes = async (name: keyof typeof listings, personId: string) => {
  const actor = await actorOf(w.db, personId, today);
  const grants = grantsOf(actor, listings[name].action);
  return { db: w.db, actor, grants, catalog, today, needsTwo: true };
};

const every = Object.keys(listings) as (keyof typeof listings)[];

describe.each(every)("the list of %s", (name) => {
  const description: ListDescription = listings[name].description;

  test("is whole in the order of each of its columns, up and down", async () => {
    const ask = await asking(name, w.people.office);
    const { total, columns } = await ask();
    expect(total).toBeGreaterThan(many);
    for (const by of columns) {
      const up = await everyPage(ask, { by }, 100);
      expect([by, new Set(up.map(keyOf)).size]).toEqual([by, total]);
      // What is known stands in order, and after it what is not, both ways.
      const known = (rows: readonly Row[]) => rows.map((row) => row[by] ?? null).filter((value) => value !== null);
      const down = await everyPage(ask, { by, descending: true }, 97);
      expect([by, new Set(down.map(keyOf)).size]).toEqual([by, total]);
      const words = (rows: readonly Row[]) => known(rows).map((value) => cellText(description.columns[by]!, value));
      expect([by, words(down)]).toEqual([by, words(up).toReversed()]);
      const first = up.findIndex((row) => row[by] === null);
      expect(up.slice(first === -1 ? up.length : first).every((row) => row[by] === null)).toBe(true);
    }
  });

  test("has the rows of its pages in its file, in the same order", async () => {
    const ask = await asking(name, w.people.office);
    const by = Object.keys(description.columns).at(-1)!;
    const { whole } = listings[name] as (typeof listings)["models"];
    const asked = { periodId: w.periodId, order: { by: by as "title", descending: true } };
    const { rows } = whole(await scenes(name, w.people.office), asked);
    const written: string[] = [];
    for await (const row of rows) written.push(keyOf(row));
    expect(written).toEqual((await everyPage(ask, asked.order, 100)).map(keyOf));
  });

  test("of somebody else's place is neither longer nor otherwise ordered for what is here", async () => {
    const ask = await asking(name, w.people.otherOffice);
    const { rows, total } = await ask();
    expect([total, rows]).toEqual([0, []]);
  });
});

test("no list of the router is without end or cut: each is made by this piece, or holds what one page can", () => {
  const lists = Object.keys(procedures).filter((path) => isQuery(path) && path.endsWith(".list"));
  const others = lists.filter((path) => !Object.hasOwn(listings, path.split(".")[0] ?? ""));
  // Trees and small registers, which are still read at once.
  expect(others.toSorted()).toEqual([
    "bodies.list",
    "clusters.list",
    "people.list",
    "periods.list",
    "reorganisations.list",
    "units.list",
  ]);
});
