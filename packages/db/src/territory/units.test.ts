import { randomUUID } from "node:crypto";
import type { UnitChangeKind, UnitKind, UnitLine } from "@kheo/core/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actorOf, insertPerson } from "../offices/people.ts";
import { insertPost } from "../offices/posts.ts";
import { testDatabase } from "../testing.ts";
import { hasChildNamed, hasUnits, insertUnit, insertUnitChange, insertUnitLine, listUnits, placeOf } from "./units.ts";
import { unitHistory } from "./lineage.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let ids: Record<string, string>;
beforeEach(async () => {
  database = await testDatabase();
  ids = {};
});
afterEach(() => database.db.destroy());

type Given = {
  parent?: string | null;
  kind?: UnitKind;
  from?: string;
  to?: string | null;
  line?: UnitLine;
};
/** A unit, by name; its parent too. */
const unit = async (
  name: string,
  { parent = null, kind = "commune", from = "2000-01-01", to = null, line = "territory" }: Given = {},
) => {
  const id = randomUUID();
  ids[name] = id;
  await insertUnit(database.db, {
    id,
    name,
    kind,
    line,
    parentId: parent === null ? null : ids[parent]!,
    validFrom: from,
    validTo: to,
  });
};
const change = (kind: UnitChangeKind, effectiveOn: string, ...lines: readonly (readonly [string, string])[]) =>
  insertUnitChange(
    database.db,
    { kind, effectiveOn, basis: "Nghị quyết" },
    lines.map(([from, to]) => ({ fromUnitId: ids[from]!, toUnitId: ids[to]!, note: null })),
  );
const namesOf = (found: readonly string[]) =>
  found.map((id) => Object.entries(ids).find(([, known]) => known === id)?.[0] ?? id);
const pathOf = async (name: string, day: string) => namesOf((await placeOf(database.db, ids[name]!, day)).path);
const below = async (name: string, day: string) => {
  const { rows } = await database.pool.query<{ id: string }>("select unit_below($1, $2) as id", [ids[name], day]);
  return namesOf(rows.map(({ id }) => id)).toSorted((one, other) => one.localeCompare(other, "vi"));
};

describe("a unit's place", () => {
  beforeEach(async () => {
    await unit("Tỉnh", { kind: "province" });
    await unit("Phường", { parent: "Tỉnh" });
    await unit("Chi bộ", { parent: "Phường", kind: "partyCell" });
  });

  test("is itself, then what is above it, the root last", async () => {
    expect(await pathOf("Chi bộ", "2026-05-04")).toEqual(["Chi bộ", "Phường", "Tỉnh"]);
    expect(await pathOf("Tỉnh", "2026-05-04")).toEqual(["Tỉnh"]);
    expect(await below("Tỉnh", "2026-05-04")).toEqual(["Chi bộ", "Phường", "Tỉnh"]);
    expect(await below("Chi bộ", "2026-05-04")).toEqual(["Chi bộ"]);
  });

  test("is nowhere before it began, and unknown ones are refused", async () => {
    await unit("Phường mới", { parent: "Tỉnh", from: "2026-07-01" });
    expect(await pathOf("Phường mới", "2026-06-30")).toEqual(["Phường mới"]);
    expect(await pathOf("Phường mới", "2026-07-01")).toEqual(["Phường mới", "Tỉnh"]);
    expect(await below("Tỉnh", "2026-06-30")).not.toContain("Phường mới");
    await expect(placeOf(database.db, randomUUID(), "2026-05-04")).rejects.toMatchObject({ code: "unit.notFound" });
  });

  test("is in each of its lines: who is above it in the party line reaches it as well", async () => {
    await unit("Đảng ủy", { kind: "partyCommittee", line: "party" });
    await insertUnitLine(database.db, {
      unitId: ids["Chi bộ"]!,
      line: "party",
      name: "Chi bộ",
      kind: "partyCell",
      parentId: ids["Đảng ủy"]!,
      validFrom: "2026-01-01",
    });
    expect(new Set(await pathOf("Chi bộ", "2026-05-04"))).toEqual(new Set(["Chi bộ", "Phường", "Đảng ủy", "Tỉnh"]));
    expect(await pathOf("Chi bộ", "2025-12-31")).toEqual(["Chi bộ", "Phường", "Tỉnh"]);
    expect(await below("Đảng ủy", "2026-05-04")).toEqual(["Chi bộ", "Đảng ủy"]);
  });

  test("follows a move to another parent on its day", async () => {
    await unit("Phường khác", { parent: "Tỉnh" });
    await database.pool.query("update unit_version set valid_to = '2026-06-30' where unit_id = $1", [ids["Chi bộ"]]);
    await database.db
      .insertInto("unitVersion")
      .values({
        unitId: ids["Chi bộ"]!,
        line: "territory",
        name: "Chi bộ",
        nameKey: "chi bộ",
        kind: "partyCell",
        parentId: ids["Phường khác"]!,
        validFrom: "2026-07-01",
      })
      .execute();
    expect(await pathOf("Chi bộ", "2026-06-30")).toEqual(["Chi bộ", "Phường", "Tỉnh"]);
    expect(await pathOf("Chi bộ", "2026-07-01")).toEqual(["Chi bộ", "Phường khác", "Tỉnh"]);
  });
});

describe("after a reorganisation", () => {
  beforeEach(async () => {
    await unit("Tỉnh", { kind: "province" });
    await unit("Xã Phổ Phong", { parent: "Tỉnh", to: "2025-06-30" });
    await unit("Thôn", { parent: "Xã Phổ Phong", kind: "partyCell" });
  });

  test("a merged unit and all below it are found under the one that took it in, from that day on", async () => {
    await unit("Xã Nguyễn Nghiêm", { parent: "Tỉnh", from: "2025-07-01" });
    await change("merge", "2025-07-01", ["Xã Phổ Phong", "Xã Nguyễn Nghiêm"]);
    expect(await pathOf("Xã Phổ Phong", "2025-06-30")).toEqual(["Xã Phổ Phong", "Tỉnh"]);
    expect(await pathOf("Thôn", "2025-07-01")).toEqual(["Thôn", "Xã Phổ Phong", "Xã Nguyễn Nghiêm", "Tỉnh"]);
    expect(await below("Xã Nguyễn Nghiêm", "2025-07-01")).toEqual(["Thôn", "Xã Nguyễn Nghiêm", "Xã Phổ Phong"]);
    expect(await below("Xã Nguyễn Nghiêm", "2025-06-30")).toEqual(["Xã Nguyễn Nghiêm"]);
  });

  test("mergers in a row are followed to the last", async () => {
    await unit("Xã Giữa", { parent: "Tỉnh", from: "2025-07-01", to: "2026-06-30" });
    await unit("Xã Cuối", { parent: "Tỉnh", from: "2026-07-01" });
    await change("merge", "2025-07-01", ["Xã Phổ Phong", "Xã Giữa"]);
    await change("merge", "2026-07-01", ["Xã Giữa", "Xã Cuối"]);
    expect(await pathOf("Thôn", "2027-01-01")).toEqual(["Thôn", "Xã Phổ Phong", "Xã Giữa", "Xã Cuối", "Tỉnh"]);
  });

  test("a divided unit is found under each part", async () => {
    await unit("Xã Đông", { parent: "Tỉnh", from: "2025-07-01" });
    await unit("Xã Tây", { parent: "Tỉnh", from: "2025-07-01" });
    await change("split", "2025-07-01", ["Xã Phổ Phong", "Xã Đông"], ["Xã Phổ Phong", "Xã Tây"]);
    expect(await below("Xã Đông", "2025-07-01")).toContain("Thôn");
    expect(await below("Xã Tây", "2025-07-01")).toContain("Thôn");
    expect(new Set(await pathOf("Thôn", "2025-07-01"))).toEqual(
      new Set(["Thôn", "Xã Phổ Phong", "Xã Đông", "Xã Tây", "Tỉnh"]),
    );
  });

  test("a unit that ended without a successor is found under its last parent", async () => {
    expect(await pathOf("Xã Phổ Phong", "2026-05-04")).toEqual(["Xã Phổ Phong", "Tỉnh"]);
    expect(await below("Tỉnh", "2026-05-04")).toEqual(["Thôn", "Tỉnh", "Xã Phổ Phong"]);
  });

  test("a unit that gave a part away and lives on is not under the one that received it", async () => {
    await unit("Xã Còn", { parent: "Tỉnh" });
    await unit("Xã Nhận", { parent: "Tỉnh" });
    await change("partial", "2025-07-01", ["Xã Còn", "Xã Nhận"]);
    expect(await pathOf("Xã Còn", "2026-05-04")).toEqual(["Xã Còn", "Tỉnh"]);
    expect(await below("Xã Nhận", "2026-05-04")).toEqual(["Xã Nhận"]);
  });

  test("units that were exchanged in a ring make no endless path", async () => {
    await unit("Xã Kia", { parent: "Tỉnh", to: "2025-06-30" });
    await change("merge", "2025-07-01", ["Xã Phổ Phong", "Xã Kia"], ["Xã Kia", "Xã Phổ Phong"]);
    expect(new Set(await pathOf("Thôn", "2026-01-01"))).toEqual(new Set(["Thôn", "Xã Phổ Phong", "Xã Kia"]));
  });

  test("tells its names and changes, the newest first", async () => {
    await unit("Xã Nguyễn Nghiêm", { parent: "Tỉnh", from: "2025-07-01" });
    await change("merge", "2025-07-01", ["Xã Phổ Phong", "Xã Nguyễn Nghiêm"]);
    const { versions, changes } = await unitHistory(database.db, ids["Xã Phổ Phong"]!);
    expect(versions).toEqual([
      { name: "Xã Phổ Phong", kind: "commune", code: null, validFrom: "2000-01-01", validTo: "2025-06-30" },
    ]);
    expect(changes).toMatchObject([
      { kind: "merge", effectiveOn: "2025-07-01", fromName: "Xã Phổ Phong", toName: "Xã Nguyễn Nghiêm" },
    ]);
  });
});

describe("versions of a unit", () => {
  const version = (from: string, to: string | null, line: UnitLine = "territory") =>
    database.db
      .insertInto("unitVersion")
      .values({ unitId: ids["Xã"]!, line, name: "Xã", nameKey: "xã", kind: "commune", validFrom: from, validTo: to })
      .execute();

  beforeEach(() => unit("Xã", { from: "2020-01-01", to: "2025-06-30" }));

  test("follow each other without a gap in the rules, and may not overlap, not by one day", async () => {
    await expect(version("2025-06-30", null)).rejects.toMatchObject({ code: "23P01" });
    await expect(version("2019-01-01", "2020-01-01")).rejects.toMatchObject({ code: "23P01" });
    await version("2025-07-01", null);
    await expect(version("2030-01-01", "2030-12-31")).rejects.toMatchObject({ code: "23P01" });
  });

  test("end no earlier than they begin", async () => {
    await expect(version("2026-02-01", "2026-01-31")).rejects.toMatchObject({ code: expect.stringMatching(/^2/u) });
  });

  test("of another line stand beside them", async () => {
    await version("2021-01-01", null, "party");
    const { rows } = await database.pool.query("select line from unit_version order by line");
    expect(rows).toEqual([{ line: "party" }, { line: "territory" }]);
  });

  test("give the name of a day, and the last name after the end", async () => {
    await database.db
      .insertInto("unitVersion")
      .values({
        unitId: ids["Xã"]!,
        line: "territory",
        name: "Phường",
        nameKey: "phường",
        kind: "ward",
        validFrom: "2025-07-01",
        validTo: "2026-12-31",
      })
      .execute();
    const nameOn = async (day: string) =>
      (await database.pool.query<{ name: string }>("select unit_name($1, $2) as name", [ids["Xã"], day])).rows[0]?.name;
    expect([await nameOn("2025-06-30"), await nameOn("2025-07-01"), await nameOn("2028-01-01")]).toEqual([
      "Xã",
      "Phường",
      "Phường",
    ]);
  });
});

describe("lists of units", () => {
  test("are in Vietnamese order, with the numbers in names by their value", async () => {
    const ordered = [
      "Xã An Hải",
      "Xã Ân Hảo",
      "Xã Bình Sơn",
      "Xã Diên Hồng",
      "Xã Đồng Tâm",
      "Xã Ea Kar",
      "Xã Êa Tul",
      "Xã Ô Loan",
      "Xã Ơ Quy",
      "Xã số 2",
      "Xã số 10",
      "Xã Sơn Hà",
      "Xã Sơn Hạ",
    ];
    for (const name of ordered.toReversed()) await unit(name);
    expect((await listUnits(database.db, { day: "2026-05-04" })).map(({ name }) => name)).toEqual(ordered);
  });

  test("hold the territory of a day only", async () => {
    await unit("Tỉnh", { kind: "province" });
    await unit("Xã cũ", { parent: "Tỉnh", to: "2025-06-30" });
    await unit("Đảng ủy", { kind: "partyCommittee", line: "party" });
    const on = async (day: string) => (await listUnits(database.db, { day })).map(({ name }) => name);
    expect(await on("2025-06-30")).toEqual(["Tỉnh", "Xã cũ"]);
    expect(await on("2025-07-01")).toEqual(["Tỉnh"]);
  });
});

test("two names are the same in whatever capitals, and in no other way", async () => {
  await unit("Tỉnh", { kind: "province" });
  await unit("Xã Sơn Hà", { parent: "Tỉnh" });
  const taken = (name: string) => hasChildNamed(database.db, ids["Tỉnh"]!, name, "2026-05-04");
  expect([await taken("XÃ SƠN HÀ"), await taken("Xã Sơn Hạ"), await taken("Xã Son Ha")]).toEqual([true, false, false]);
});

test("a database without a unit has never been used", async () => {
  expect(await hasUnits(database.db)).toBe(false);
  await unit("Tỉnh");
  expect(await hasUnits(database.db)).toBe(true);
});

describe("a post at the root of all units", () => {
  const isRoot = async (name: string, day: string) => {
    const personId = randomUUID();
    await insertPerson(database.db, { id: personId, name: "A", username: personId, passwordHash: "none" });
    const post = { personId, role: "viewer" as const, unitId: ids[name]!, bodyId: null, seat: null };
    await insertPost(database.db, { ...post, validFrom: "1990-01-01" });
    return (await actorOf(database.db, personId, day)).posts[0]?.isRoot;
  };

  test("is known as such where there is one root only", async () => {
    await unit("Tỉnh", { kind: "province", from: "2020-01-01" });
    await unit("Xã", { parent: "Tỉnh", from: "2020-01-01" });
    expect([await isRoot("Tỉnh", "2026-05-04"), await isRoot("Xã", "2026-05-04")]).toEqual([true, false]);
    await unit("Tỉnh khác", { kind: "province", from: "2026-01-01" });
    expect([await isRoot("Tỉnh", "2025-12-31"), await isRoot("Tỉnh", "2026-01-01")]).toEqual([true, false]);
  });

  test("is known as such beside a unit that stands first in a line of its own and below the root in the territory", async () => {
    await unit("Tỉnh", { kind: "province", from: "2020-01-01" });
    await unit("Đảng ủy", { parent: "Tỉnh", from: "2020-01-01" });
    await database.pool.query(
      `insert into unit_version (unit_id, line, name, name_key, kind, valid_from) values ($1, 'party', 'Đảng ủy', 'đảng ủy', 'partyCommittee', '2020-01-01')`,
      [ids["Đảng ủy"]],
    );
    expect([await isRoot("Tỉnh", "2026-05-04"), await isRoot("Đảng ủy", "2026-05-04")]).toEqual([true, false]);
  });

  test("is none on a day without any root", async () => {
    await unit("Tỉnh", { kind: "province", from: "2020-01-01" });
    await unit("Xã", { parent: "Tỉnh", from: "2020-01-01" });
    expect([await isRoot("Xã", "2019-12-31"), await isRoot("Tỉnh", "2019-12-31")]).toEqual([false, false]);
  });
});
