import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { Client, DatabaseError } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, openPool, type Pool, type RootDb } from "../ground/connect.ts";
import { testDatabase } from "../testing.ts";
import { insertUnit, listMisplaced } from "./units.ts";

const { db, pool, url } = await testDatabase();
afterAll(() => db.destroy());

const units = Array.from({ length: 6 }, () => randomUUID());
const unitAt = (index: number) => units[index % units.length]!;
beforeAll(async () => {
  for (const id of units) {
    const parentId = id === units[0] ? null : units[0]!;
    await insertUnit(db, {
      id,
      name: `Đơn vị ${units.indexOf(id)}`,
      kind: "commune",
      line: "territory",
      parentId,
      validFrom: "2020-01-01",
    });
  }
});

/** Statements as nobody writes them, so that what is kept follows from the rows and not from who changes them. */
const statements: readonly ((one: number, other: number, day: string) => ReturnType<typeof sql>)[] = [
  (one, other, day) => sql`
    insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
    values (${unitAt(one)}, ${other % 2 === 0 ? "party" : "territory"}, 'Tên khác', gen_random_uuid()::text, 'commune', ${unitAt(other)}, ${day})`,
  (one, _, day) => sql`
    update unit_version set valid_to = ${day}::date - 1
     where unit_id = ${unitAt(one)} and valid_to is null and valid_from < ${day}`,
  (one) => sql`update unit_version set valid_to = null where unit_id = ${unitAt(one)}`,
  (one, other) => sql`update unit_version set parent_id = ${unitAt(other)} where unit_id = ${unitAt(one)}`,
  (one, other) =>
    sql`update unit_version set unit_id = ${unitAt(other)} where unit_id = ${unitAt(one)} and line = 'party'`,
  (one, _, day) => sql`delete from unit_version where unit_id = ${unitAt(one)} and valid_from >= ${day}`,
  (one, other, day) => sql`
    with change as (insert into unit_change (kind, effective_on, basis) values ('merge', ${day}, 'Nghị quyết') returning id)
    insert into unit_change_line (change_id, from_unit_id, to_unit_id)
    select change.id, from_id, ${unitAt(other)} from change, unnest(array[${unitAt(one)}, ${unitAt(one + 1)}, null]::uuid[]) from_id`,
  (one, other) => sql`update unit_change_line set from_unit_id = ${unitAt(one)} where to_unit_id = ${unitAt(other)}`,
  (_, __, day) => sql`update unit_change set effective_on = ${day}`,
  (_, __, day) => sql`delete from unit_change where effective_on < ${day}`,
  (one) => sql`delete from unit_change_line where from_unit_id = ${unitAt(one)}`,
];

type Step = readonly [which: number, one: number, other: number, day: string];

/** Versions that overlap or end before they begin are refused as ever. */
const refusals: ReadonlySet<unknown> = new Set(["23P01", "23514"]);

/** Carries the steps out and takes them back: how many were done, and what was misplaced after any of them. */
const carryOut = async (steps: readonly Step[]) => {
  const transaction = await db.startTransaction().execute();
  let done = 0;
  const misplaced = [];
  for (const [which, one, other, day] of steps) {
    await sql`savepoint step`.execute(transaction);
    try {
      await statements[which]!(one, other, day).execute(transaction);
      done += 1;
    } catch (error) {
      if (!(error instanceof DatabaseError && refusals.has(error.code))) throw error;
      await sql`rollback to step`.execute(transaction);
    }
    misplaced.push(...(await listMisplaced(transaction)));
  }
  await transaction.rollback().execute();
  return { done, misplaced };
};

test("S-08: where units are found is kept as their versions and changes say, whichever statement changes them", async () => {
  const day = fc.constantFrom("2021-01-01", "2021-07-01", "2022-01-01");
  const step = fc.tuple(fc.nat(statements.length - 1), fc.nat(5), fc.nat(5), day);
  let all = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const { done, misplaced } = await carryOut(steps);
      expect(misplaced).toEqual([]);
      all += done;
    }),
    {
      numRuns: 60,
      // One for each statement that changes or takes away what another has made.
      examples: [
        [
          [
            [0, 1, 2, "2021-01-01"],
            [5, 1, 0, "2021-01-01"],
          ],
        ],
        [
          [
            [1, 1, 0, "2021-01-01"],
            [6, 1, 3, "2021-01-01"],
            [7, 4, 3, "2021-01-01"],
          ],
        ],
        [
          [
            [1, 1, 0, "2021-01-01"],
            [6, 1, 3, "2021-01-01"],
            [8, 0, 0, "2022-01-01"],
          ],
        ],
        [
          [
            [1, 1, 0, "2021-01-01"],
            [6, 1, 3, "2021-01-01"],
            [9, 0, 0, "2022-01-01"],
          ],
        ],
        [
          [
            [1, 1, 0, "2021-01-01"],
            [6, 1, 3, "2021-01-01"],
            [10, 1, 0, "2021-01-01"],
          ],
        ],
      ],
    },
  );
  expect(all).toBeGreaterThan(100);
});

test("S-08: of two who change one unit at once, the second reads what the first has written", async () => {
  const [first, second, watcher] = [new Client(url), new Client(url), new Client(url)];
  const all = [first, second, watcher];
  for (const client of all) await client.connect();
  try {
    await first.query("begin");
    await first.query("update unit_version set valid_to = '2022-12-31' where unit_id = $1", [units[1]]);
    const { rows } = await first.query<{ id: string }>(
      "insert into unit_change (kind, effective_on, basis) values ('merge', '2023-01-01', 'Nghị quyết') returning id",
    );
    await first.query("commit");
    await first.query("begin");
    await first.query("insert into unit_change_line (change_id, from_unit_id, to_unit_id) values ($1, $2, $3)", [
      rows[0]!.id,
      units[1],
      units[2],
    ]);
    const { rows: own } = await second.query<{ pid: number }>("select pg_backend_pid() as pid");
    const adding = second.query(
      "insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from) values ($1, 'party', 'Tên', 'tên', 'commune', $2, '2023-01-01')",
      [units[1], units[3]],
    );
    const isWaiting = "select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'";
    while ((await watcher.query(isWaiting, [own[0]!.pid])).rowCount === 0);
    await first.query("commit");
    await adding;
    expect(await listMisplaced(db)).toEqual([]);
  } finally {
    for (const client of all) await client.end();
  }
});

test("S-08: the program writes units and changes, never by itself where they are found", async () => {
  for (const statement of [
    "insert into unit_link values (gen_random_uuid(), gen_random_uuid(), '2020-01-01', 'infinity')",
    "delete from unit_succession",
  ]) {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: "42501" });
  }
});

test("S-08: what a walk reads grows with what it finds, not with all that ever was", async () => {
  const { db: owner, pool: reading } = await wideTree();
  try {
    const walk = async (root: string, day: string) => {
      const { rows } = await reading.query<{ "QUERY PLAN": readonly [{ Plan: Record<string, number> }] }>(
        `explain (analyze, buffers, format json) select unit_below('${root}', '${day}')`,
      );
      const { Plan: plan } = rows[0]!["QUERY PLAN"][0];
      return { found: plan["Actual Rows"]!, pages: plan["Shared Hit Blocks"]! + plan["Shared Read Blocks"]! };
    };
    const { rows } = await sql<{ id: string; parentId: string | null }>`
      select unit_id as id, parent_id as "parentId" from unit_version where valid_to is null and kind <> 'partyCell'
       order by parent_id nulls first, name`.execute(owner);
    const [root, commune] = rows;
    // The first walk of a connection reads the catalogue as well.
    await walk(root!.id, "2026-01-01");
    for (const [id, least] of [
      [root!.id, 1_500],
      [commune!.id, 15],
    ] as const) {
      const { found, pages } = await walk(id, "2026-01-01");
      expect(found).toBeGreaterThan(least);
      expect(pages).toBeLessThan(6 * found + 50);
    }
  } finally {
    await owner.destroy();
  }
});

/** A province with 80 communes and 1,600 cells, each with a new version a year, and each year four communes merged. */
const wideTree = async (): Promise<{ readonly db: RootDb; readonly pool: Pool }> => {
  const { db: other, url: address } = await testDatabase();
  await other.destroy();
  const reading = openPool({ connectionString: address, max: 1 });
  const tree = openDatabase(reading);
  const provinceId = randomUUID();
  await insertUnit(tree, {
    id: provinceId,
    name: "Tỉnh",
    kind: "province",
    line: "territory",
    parentId: null,
    validFrom: "2020-01-01",
  });
  await sql`insert into unit (id) select gen_random_uuid() from generate_series(1, 1680)`.execute(tree);
  await sql`
    with numbered as (select id, row_number() over (order by id) as number from unit where id <> ${provinceId})
    insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
    select one.id, 'territory', 'Đơn vị ' || one.number, 'đơn vị ' || one.number, case when one.number <= 80 then 'commune' else 'partyCell' end,
           coalesce(parent.id, ${provinceId}), '2020-01-01'
      from numbered one left join numbered parent on one.number > 80 and parent.number = 1 + one.number % 80`.execute(
    tree,
  );
  for (const year of [2021, 2022, 2023, 2024, 2025]) {
    const day = `${year}-07-01`;
    await sql`
      with merger as (
        select unit_id as from_id, lead(unit_id, 4) over (order by unit_id) as to_id from unit_version
         where kind = 'commune' and valid_to is null order by unit_id limit 4),
      change as (insert into unit_change (kind, effective_on, basis) values ('merge', ${day}, 'Nghị quyết') returning id),
      line as (
        insert into unit_change_line (change_id, from_unit_id, to_unit_id)
        select change.id, from_id, to_id from change, merger)
      update unit_version set valid_to = ${day}::date - 1
       where valid_to is null and kind <> 'province'`.execute(tree);
    await sql`
      insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
      select ended.unit_id, ended.line, ended.name, ended.name_key, ended.kind, coalesce(heir.to_unit_id, ended.parent_id), ${day}
        from unit_version ended
        left join (unit_change_line heir join unit_change change on change.id = heir.change_id and change.effective_on = ${day})
          on heir.from_unit_id = ended.parent_id
       where ended.valid_to = ${day}::date - 1
         and not exists (select from unit_change_line gone join unit_change change on change.id = gone.change_id
                          where gone.from_unit_id = ended.unit_id and change.effective_on = ${day})`.execute(tree);
  }
  await sql`vacuum analyze unit_link`.execute(tree);
  return { db: tree, pool: reading };
};
