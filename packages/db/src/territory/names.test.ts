import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@kheo/postgres/testing";
import { Migrator } from "kysely/migration";
import { afterAll, expect, test } from "vitest";
import { openDatabase, openPool } from "../ground/connect.ts";
import { migrate } from "../migrations.ts";
import * as foundation from "../migrations/0001-foundation.ts";
import { testDatabase } from "../testing.ts";
import { hasClusterNamed, insertCluster } from "./clusters.ts";
import { hasChildNamed, insertUnit } from "./units.ts";

const { db } = await testDatabase();
afterAll(() => db.destroy());

const provinceId = randomUUID();
await insertUnit(db, {
  id: provinceId,
  name: "Tỉnh",
  kind: "province",
  line: "territory",
  parentId: null,
  validFrom: "2020-01-01",
});
const commune = (name: string, validFrom: string, validTo: string | null = null) =>
  insertUnit(db, {
    id: randomUUID(),
    name,
    kind: "commune",
    line: "territory",
    parentId: provinceId,
    validFrom,
    validTo,
  });
const cluster = (name: string) =>
  insertCluster(db, {
    id: randomUUID(),
    unitId: provinceId,
    kind: "cluster",
    name,
    document: "",
    validFrom: "2026-01-01",
  });

test("of two that write a second Xã Hoà An beside Xã Hòa An at once, the database refuses the later", async () => {
  await commune("Xã Hòa An", "2026-01-01");
  await expect(commune("Xã Hoà An", "2026-07-01")).rejects.toMatchObject({ code: "23P01" });
  await expect(commune("xã hoà an".normalize("NFD"), "2025-01-01")).rejects.toMatchObject({ code: "23P01" });
  // Whose name it was before has ended, and Hoa is another word than Hòa.
  await commune("Xã Hoà An", "2020-01-01", "2025-12-31");
  await commune("Xã Hoa An", "2026-01-01");
  expect(await hasChildNamed(db, provinceId, "XÃ HOÀ AN", "2026-05-04")).toBe(true);
  expect(await hasChildNamed(db, provinceId, "Xã Hoả An", "2026-05-04")).toBe(false);
});

test("no two provinces of one name are in force at a time", async () => {
  const again = insertUnit(db, {
    id: randomUUID(),
    name: "TỈNH",
    kind: "province",
    line: "territory",
    parentId: null,
    validFrom: "2026-01-01",
  });
  await expect(again).rejects.toMatchObject({ code: "23P01" });
});

test("of two that found a Cụm Hoà Bình beside Cụm Hòa Bình at once, the database refuses the later", async () => {
  await cluster("Cụm Hòa Bình");
  expect(await hasClusterNamed(db, provinceId, "cụm hoà bình")).toBe(true);
  await expect(cluster("Cụm Hoà Bình")).rejects.toMatchObject({ code: "23505" });
});

test("names from before get their keys; of two that were one name already both keep it, and no third takes it", async () => {
  const pool = openPool({ ...(await createTestDatabase()) });
  const old = openDatabase(pool);
  const first = new Migrator({ db: old, provider: { getMigrations: async () => ({ "0001-foundation": foundation }) } });
  expect((await first.migrateToLatest()).error).toBeUndefined();
  const ids = Array.from({ length: 5 }, () => randomUUID());
  await pool.query("insert into unit (id) select unnest($1::uuid[])", [ids]);
  await pool.query(
    `insert into unit_version (unit_id, line, name, kind, parent_id, valid_from) values
       ($1, 'territory', 'Tỉnh', 'province', null, '2020-01-01'),
       ($2, 'territory', 'Xã Hòa An', 'commune', $1, '2020-01-01'),
       ($3, 'territory', 'Xã Hoà An', 'commune', $1, '2021-01-01'),
       ($4, 'territory', 'Xã Thủy Sơn', 'commune', $1, '2020-01-01'),
       ($5, 'party', 'xã hoà an', 'commune', $1, '2020-01-01')`,
    ids,
  );
  await migrate(old);
  const { rows } = await pool.query(
    `select name, name_key, shares_name from unit_version order by line, valid_from, name collate "C"`,
  );
  expect(rows).toEqual([
    { name: "xã hoà an", name_key: "xã hòa an", shares_name: false },
    { name: "Tỉnh", name_key: "tỉnh", shares_name: false },
    { name: "Xã Hòa An", name_key: "xã hòa an", shares_name: false },
    { name: "Xã Thủy Sơn", name_key: "xã thủy sơn", shares_name: false },
    { name: "Xã Hoà An", name_key: "xã hòa an", shares_name: true },
  ]);
  const third = {
    name: "XÃ HOÀ AN",
    kind: "commune",
    line: "territory",
    parentId: ids[0]!,
    validFrom: "2026-01-01",
  } as const;
  await expect(insertUnit(old, { ...third, id: randomUUID() })).rejects.toMatchObject({ code: "23P01" });
  const { rows: links } = await pool.query("select from unit_link where above_id = $1", [ids[0]]);
  expect(links).toHaveLength(4);
  await old.destroy();
});
