import { randomUUID } from "node:crypto";
import { listings } from "../lists.ts";
import { cellText, type CellValue } from "@kheo/core/rules/lists";
import { catalog } from "@kheo/catalog";
import { grantsOf } from "@kheo/core/rules/rights";
import { actorOf, insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { PreparingClient } from "@kheo/db/ground/connect";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { procedures, isQuery } from "./testing-questions.ts";
import { closed, aTask, of, opened, published, today, type World, world } from "../testing.ts";

/** A list is whole: every thing that somebody may see is on one page of it and on one only, whatever it is ordered by. */

const many = 600;
let w: World;
/** Who looks at the lists of another ward, and how long each was for them before there was so much here. */
let otherAdministrator: string;
const before = new Map<string, number>();

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
      assessments as (insert into assessment (id, model_id, period_id, edition_id, body_id, state, appraised_on)
        select id, id, period_id, edition_id, (select body_id from assessment where model_id = '${from}'),
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
  await run(`
    with people as (insert into person (id, name, email)
      select 'người ' || n, 'Đồng chí thứ ' || n % 50, n || '@elsewhere.invalid' from ${series} returning id)
    insert into post (person_id, role, unit_id, valid_from) select id, 'viewer', '${to}', '2026-01-01' from people`);
  await run(`insert into meeting (body_id, period_id, title, held_on, ballot_kind, rules, members)
    select body_id, period_id, 'Phiên họp thứ ' || n, date '2026-01-01' + n % 100, ballot_kind, meeting.rules, members
      from meeting join body on body.id = body_id, ${series}
     where body.unit_id = '${to}'`);
  await run(`insert into body (unit_id, name, rules, kind)
    select '${to}', 'Tổ thẩm định số ' || n, rules, 'panel' from body, ${series} where unit_id = '${to}'`);
  await run(`
    with units as (insert into unit (id) select gen_random_uuid() from ${series} returning id),
      numbered as (select id, row_number() over () n from units),
      profiles as (insert into unit_profile (unit_id, valid_from, area, population, livelihoods, concerns, note)
        select id, '2026-01-01', (array['plain', 'coast'])[1 + n % 2], (array['to5000', 'under1000'])[1 + n % 2], '{}', '{}', ''
          from numbered where n % 3 > 0 returning 1)
    insert into unit_version (unit_id, line, name, name_key, kind, code, parent_id, valid_from)
    select id, 'territory', 'Chi bộ số ' || n, 'chi bộ số ' || n, (array['partyCell', 'union'])[1 + n % 2],
      case when n % 4 = 0 then 'M' || n end, '${to}', date '2026-01-01' + (n % 60)::int from numbered`);
  await run(`insert into cluster (id, unit_id, kind, name, name_key, document, valid_from)
    select gen_random_uuid(), '${to}', (array['cluster', 'bloc'])[1 + n % 2], 'Cụm số ' || n, 'cụm số ' || n,
      case when n % 3 = 0 then '' else 'Quyết định số ' || n % 7 end, date '2026-01-01' + n % 60 from ${series}`);
  await run(`insert into document_series (unit_id, symbol, type, series, last)
    select '${to}', symbol, type, '2026', ${copies} from unnest('{UBND,MTTQ-BTT}'::text[]) symbol, unnest('{TB,QĐ,CV}'::text[]) type`);
  await run(`insert into document (unit_id, state, type, number_text, issuer_name, abstract, symbol, family, series, number, series_unit_id,
      issued_on, signatory, entered_on, created_by)
    select '${to}', (array['reserved', 'issued', 'cancelled'])[1 + n % 3], (array['TB', 'QĐ', 'CV'])[1 + n % 3],
      n || '/TB', 'Cơ quan số ' || n % 2, 'Về việc thứ ' || n % 40, (array['UBND', 'MTTQ-BTT'])[1 + n % 2], 'state', '2026', n, '${to}',
      case when n % 3 > 0 then date '2026-01-01' + n % 90 end, case when n % 3 = 0 then '' else 'Đồng chí ' || n % 7 end,
      date '2026-01-01' + n % 100, '${w.people.office}' from ${series} where n <= 400`);
  await run(`insert into document (unit_id, state, received, received_key, type, number_text, issuer_name, abstract, issued_on,
      signatory, entered_on, created_by)
    select '${to}', 'issued', true, n, (array['TB', 'BC'])[1 + n % 2], n % 90 || '/BC', 'Cơ quan số ' || n % 9,
      'Về việc thứ ' || n % 40, date '2025-12-01' + n % 90, 'Đồng chí ' || n % 7, date '2026-01-01' + n % 100,
      '${w.people.office}' from ${series} where n > 400`);
  await run(`insert into advisory_assignment (unit_id, level, duty, family, body_name, valid_from, valid_to, basis, end_basis)
    select '${to}', (array['centre', 'province', 'district', 'commune'])[1 + n % 4],
      (array['massMobilization', 'emulation', 'religion'])[1 + n % 3], (array['party', 'state', 'front'])[1 + n % 3],
      'Ban số ' || n % 40, date '2000-01-01' + n, date '2000-01-01' + n, 'Quyết định số ' || n % 7,
      case when n % 2 = 0 then '' else 'Kết luận số ' || n % 5 end from ${series}`);
  await run(`
    with contents as (insert into stored_file (hash, kind, size, taken_on)
      select md5(n::text) || md5('x' || n), (array['jpeg', 'pdf', 'xlsx'])[1 + n % 3], 1000, case when n % 3 = 0 then date '2026-01-01' + n % 50 end
        from ${series} returning *),
      files as (insert into evidence (unit_id, file_hash, name, title, taken_on, added_by, added_at)
        select '${to}', hash, 'Ảnh ' || (row_number() over ()) % 40 || '.jpg', case when kind = 'pdf' then '' else 'Đường số ' || (row_number() over ()) % 9 end,
          taken_on, (array(select id from person order by id limit 3))[1 + (row_number() over ()) % 3],
          timestamptz '2026-03-01 08:00+07' + (row_number() over ()) % 60 * interval '1 day' from contents returning *)
    insert into evidence_use (evidence_id, thing, thing_id, added_by)
    select id, 'model', '${from}', added_by from files where title <> ''`);
  await run(`insert into recognition (model_id, level, state, decider_id, decision_id)
    select model_id, 'province', 'published', decider_id, decision.id from recognition, decision
     where recognition.decision_id is null and decision.unit_id = recognition.decider_id`);
  await run(`insert into reorganisation (id, unit_id, title, basis, effective_on, state, changes)
    select gen_random_uuid(), '${to}', 'Sắp xếp lần ' || n, 'Nghị quyết số ' || n % 9, date '2026-07-01' + n % 30, 'planned', '[]' from ${series}`);
};

beforeAll(async () => {
  w = await world();
  const recognition = await published(w, {});
  const office = await w.as(w.people.office);
  await office.replication.give(of(w.units.committee, aTask(w, recognition)));
  await opened(w, [await closed(w, { form: { title: "Mô hình đang được biểu quyết" } })]);
  otherAdministrator = randomUUID();
  const username = otherAdministrator;
  await insertPerson(w.db, { id: otherAdministrator, name: "Quản trị phường khác", username, passwordHash: "none" });
  const post = { personId: otherAdministrator, role: "administrator" as const, unitId: w.units.otherWard };
  await insertPost(w.db, { ...post, bodyId: null, seat: null, validFrom: "2026-01-01" });
  for (const name of every) before.set(name, (await (await asking(name, lookers(name).elsewhere))()).total);
  await multiplied(w.units.ward, recognition.modelId, many);
}, 60_000);
afterAll(() => w.end());

type Row = Readonly<Record<string, CellValue>>;
type Answer = { readonly rows: readonly Row[]; readonly total: number; readonly columns: readonly string[] };

/** One list of the router, asked as one person with anything. */
const asking = async (name: string, personId: string) => {
  const calls = (await w.as(personId))[name as "models"] as unknown as { list: (asked: object) => Promise<Answer> };
  return (asked: object = {}) => calls.list({ periodId: w.periodId, ...asked });
};

const keyOf = (row: Row): string => String(row["id"] ?? row["modelId"] ?? row["postId"]);

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

/** All of a list at once, as its file holds it. */
const wholeOf = async (name: string, personId: string, order: object) => {
  const actor = await actorOf(w.db, personId, today);
  const { action, whole } = listings.get(name)!;
  const grants = grantsOf(actor, action);
  const scene = { db: w.db, actor, grants, catalog, today, needsTwo: true };
  const rows: Row[] = [];
  for await (const row of whole(scene, { periodId: w.periodId, order }).rows) rows.push(row as Row);
  return rows;
};

/** Who reads a list of the ward and the same of another; people are the administrators' to see. */
const lookers = (name: string) =>
  name === "people"
    ? { here: w.people.administrator, elsewhere: otherAdministrator }
    : { here: w.people.office, elsewhere: w.people.otherOffice };

/** What is published, the units and clusters, and who advises: everyone reads them wherever they are. */
const forEveryone: ReadonlySet<string> = new Set(["gallery", "units", "clusters", "advisory"]);

const every = [...listings.keys()];

describe.each(every)("the list of %s", (name) => {
  const { description } = listings.get(name)!;

  test("is whole in the order of each of its columns, up and down", async () => {
    const { here } = lookers(name);
    const ask = await asking(name, here);
    const { total, columns } = await ask();
    expect(total).toBeGreaterThanOrEqual(many);
    for (const by of columns) {
      const up = await everyPage(ask, { by }, 100);
      expect([by, new Set(up.map(keyOf)).size]).toEqual([by, total]);
      // What is known stands in order, and after it what is not, both ways.
      const known = (rows: readonly Row[]) => rows.map((row) => row[by] ?? null).filter((value) => value !== null);
      const down = await wholeOf(name, here, { by, descending: true });
      expect([by, new Set(down.map(keyOf)).size]).toEqual([by, total]);
      const words = (rows: readonly Row[]) => known(rows).map((value) => cellText(description.columns[by]!, value));
      expect([by, words(down)]).toEqual([by, words(up).toReversed()]);
      const first = up.findIndex((row) => row[by] === null);
      expect(up.slice(first === -1 ? up.length : first).every((row) => row[by] === null)).toBe(true);
    }
  });

  test("has the rows of its pages in its file, in the same order", async () => {
    const { here } = lookers(name);
    const by = Object.keys(description.columns).at(-1)!;
    const pages = await everyPage(await asking(name, here), { by, descending: true }, 97);
    expect((await wholeOf(name, here, { by, descending: true })).map(keyOf)).toEqual(pages.map(keyOf));
  });

  test("is no longer for whoever may see nothing of what is here, unless it is the same for everyone", async () => {
    const ask = await asking(name, lookers(name).elsewhere);
    const { rows, total } = await ask();
    const whole = await (await asking(name, lookers(name).here))();
    const most = forEveryone.has(name) ? whole.total : (before.get(name) ?? 0);
    expect([total, rows.length]).toEqual([most, Math.min(most, 50)]);
  });
});

test("no list of the router is without end or cut: each is made by this piece, or holds what one page can", () => {
  const lists = Object.keys(procedures).filter((path) => isQuery(path) && path.endsWith(".list"));
  const others = lists.filter((path) => !listings.has(path.split(".")[0] ?? ""));
  // A small register, which is read at once.
  expect(others).toEqual(["periods.list"]);
});

type PlanNode = {
  readonly "Relation Name"?: string;
  readonly "Actual Loops": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly PlanNode[];
};
const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What the database is asked while something is answered, and by what work it answers each. */
const workOf = async (work: () => Promise<unknown>) => {
  const spy = vi.spyOn(PreparingClient.prototype, "query");
  await work();
  const asked = spy.mock.calls.map(([given, values]): { text: string; values: unknown[] } =>
    typeof given === "string" ? { text: given, values: values ?? [] } : given,
  );
  spy.mockRestore();
  return Promise.all(
    asked.map(async ({ text, values }) => {
      const { rows } = await w.pool.query(`explain (analyze, buffers, format json) ${text}`, values);
      const [{ Plan: plan }] = rows[0]["QUERY PLAN"] as [{ Plan: PlanNode }];
      const pages = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
      return { text, pages, nodes: nodesOf(plan) };
    }),
  );
};
const scans = (work: Awaited<ReturnType<typeof workOf>>, table: string): number =>
  Math.max(
    0,
    ...work.flatMap(({ nodes }) =>
      nodes.filter((one) => one["Relation Name"] === table).map((one) => one["Actual Loops"]),
    ),
  );

describe("D-01: the scorings of a judge, of whom there are many", () => {
  const judge = () => w.members[0]!;

  test.each(["title", "code", "unitName", "state", "total"])(
    "D-01: in the order of %s the page is cut before its sheets are looked up",
    async (by) => {
      const ask = await asking("scoring", judge());
      for (const limit of [10, 50]) {
        const work = await workOf(() => ask({ order: { by }, limit, offset: 100 }));
        expect(scans(work, "score_sheet")).toBeGreaterThan(0);
        expect(scans(work, "score_sheet")).toBeLessThanOrEqual(limit);
      }
    },
  );

  test("D-01: they are counted once, without a look at any sheet, however long the page is", async () => {
    const ask = await asking("scoring", judge());
    const [short, long] = [await workOf(() => ask({ limit: 10 })), await workOf(() => ask({ limit: 500 }))];
    expect([short.length, long.length]).toEqual([2, 2]);
    const counts = long.filter(({ text }) => text.startsWith("select count(*)"));
    expect(counts).toHaveLength(1);
    expect(scans(counts, "score_sheet")).toBe(0);
  });
});

describe("D-03: a judge who holds many posts", () => {
  test.each([1, 5, 20])("D-03: with %i more, the list of scorings asks and reads hardly more", async (more) => {
    const [one, holder] = w.members as [string, string];
    const { rows: cells } = await w.pool.query<{ id: string }>(
      `select unit_id as id from unit_version where name like 'Chi bộ số %'
          and unit_id not in (select unit_id from post where person_id = $1) order by name limit $2`,
      [holder, more],
    );
    for (const { id } of cells) {
      const post = { personId: holder, role: "unitOfficer" as const, bodyId: null, seat: null };
      await insertPost(w.db, { ...post, unitId: id, validFrom: "2026-01-01" });
    }
    for (const order of [undefined, { by: "title" }, { by: "ownSheet" }]) {
      const [few, all] = [await asking("scoring", one), await asking("scoring", holder)];
      const asked = { ...(order && { order }), limit: 50 };
      const [before, after] = [await workOf(() => few(asked)), await workOf(() => all(asked))];
      const pagesOf = (work: typeof before) => work.reduce((sum, { pages }) => sum + pages, 0);
      expect(after.length).toBe(before.length);
      expect(pagesOf(after)).toBeLessThan(pagesOf(before) * 1.2);
    }
  });
});
