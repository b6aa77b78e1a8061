import { createTestDatabase } from "@kheo/postgres/testing";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { openDatabase, openPool } from "../ground/connect.ts";
import { migrate } from "../migrations.ts";
import * as foundation from "../migrations/0001-foundation.ts";

const province = "00000000-0000-4000-8000-000000000001";
const council = "00000000-0000-4000-8000-000000000002";

test("a council from before keeps its votes: its secretary goes on voting, and gets the sittings besides", async () => {
  const pool = openPool({ ...(await createTestDatabase()) });
  const db = openDatabase(pool);
  const first = new Migrator({ db, provider: { getMigrations: async () => ({ "0001-foundation": foundation }) } });
  expect((await first.migrateToLatest()).error).toBeUndefined();
  await pool.query(`insert into unit (id) values ('${province}')`);
  await pool.query(`insert into person (id, name, email) values ('a', 'Thư ký', 'a@x'), ('b', 'Chủ tịch', 'b@x')`);
  await pool.query(
    `insert into body (id, unit_id, name, rules) values ('${council}', '${province}', 'Hội đồng',
       '{"quorum": {"part": 2, "of": 3}, "threshold": {"part": 1, "of": 2, "strict": true}}')`,
  );
  await pool.query(
    `insert into post (person_id, role, unit_id, body_id, seat, valid_from) values
       ('a', 'councilMember', '${province}', '${council}', 'secretary', '2025-07-01'),
       ('b', 'councilMember', '${province}', '${council}', 'chair', '2025-07-01')`,
  );
  await migrate(db);
  const { rows: posts } = await pool.query("select person_id, role, seat from post order by person_id, role");
  expect(posts).toEqual([
    { person_id: "a", role: "councilMember", seat: "member" },
    { person_id: "a", role: "secretary", seat: null },
    { person_id: "b", role: "councilMember", seat: "chair" },
  ]);
  const { rows: bodies } = await pool.query("select kind, rules from body");
  expect(bodies).toEqual([
    {
      kind: "council",
      rules: {
        quorum: { part: 2, of: 3 },
        threshold: { part: 1, of: 2, strict: true },
        base: "members",
        ballot: "secret",
      },
    },
  ]);
  await db.destroy();
});
