import { insertUnitChange } from "@kheo/db/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { of, refusalOf, type World, world } from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const administrator = () => w.as(w.people.administrator);
const create = async (name: string, given: object = {}) =>
  (await administrator()).units.create(
    of(w.units.ward, { name, kind: "hamlet" as const, validFrom: "2026-01-01", ...given }),
  );
const nameOf = async (id: string) => {
  const { versions } = await (await administrator()).units.get({ id, data: {} });
  return versions.map(({ name }) => name);
};

describe("PC-15: what is not seen is not there", () => {
  test.each(["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"])(
    "in a name with %j, which is another's",
    async (unseen) => {
      const { id } = await create(`Tổ dân phố${unseen} Phú Mỹ`);
      expect(await nameOf(id)).toEqual(["Tổ dân phố Phú Mỹ"]);
      expect((await refusalOf(create(`Tổ dân phố Phú${unseen} Mỹ`))).code).toBe("unit.duplicate");
    },
  );

  test.each(["trà câu\u200b", "tra\u00ad cau", "\ufeffTrà Câu"])("in the words of a search: %j", async (search) => {
    const { rows } = await (await administrator()).units.list({ search });
    expect(rows.map(({ name }) => name)).toContain("Phường Trà Câu");
  });
});

describe("PC-30: a name that shows nothing, or turns what follows", () => {
  test.each(["\u200b\u200b\u200b", "\u3164\u3164\u3164", "\u2800\u2800\u2800\u2800", "\u202e\u202e\u202e"])(
    "%j is too short for a unit",
    async (name) => {
      const refusal = await refusalOf(create(name));
      expect(JSON.stringify(refusal.details)).toContain("cần ít nhất 3 ký tự");
    },
  );

  test("is read without what turns it", async () => {
    const { id } = await create("Tổ \u202edân phố 99\u2066");
    expect(await nameOf(id)).toEqual(["Tổ dân phố 99"]);
  });

  test.each(["\u200b\u200b", "\u2060 \u2060"])("%j is no person", async (name) => {
    const call = (await administrator()).people.create(
      of(w.units.ward, {
        name,
        username: "nguoi.moi",
        email: "",
        post: { role: "viewer", validFrom: "2026-05-04" },
      } as never),
    );
    expect((await refusalOf(call)).code).toBe("input.invalid");
  });
});

describe("PC-21: nothing begins before what it hangs from", () => {
  test.each(["2020-01-01", "2025-06-30"])("a unit from %s below a ward of July 2025", async (validFrom) => {
    const refusal = await refusalOf(create("Tổ dân phố Phú Mỹ", { validFrom }));
    expect(refusal).toMatchObject({ code: "unit.notBegun", details: { name: "Phường Trà Câu", from: "01/07/2025" } });
  });

  test("nor a post", async () => {
    const call = (await administrator()).posts.appoint(
      of(w.units.ward, { personId: w.people.outsider, role: "viewer", validFrom: "2020-01-01", document: "" } as never),
    );
    expect((await refusalOf(call)).code).toBe("unit.notBegun");
  });
});

describe("PC-24: a name is taken, however it is spelt and from whatever day", () => {
  test.each([
    ["Tổ dân phố Hoà Thuỷ", "Tổ dân phố Hòa Thủy"],
    ["Tổ dân phố Hòa–Thủy", "Tổ dân phố Hòa-Thủy"],
    ["Tổ dân phố  Phú Mỹ", "TỔ DÂN PHỐ PHÚ MỸ"],
  ])("%s and %s", async (first, second) => {
    await create(first);
    expect((await refusalOf(create(second))).code).toBe("unit.duplicate");
  });

  test("also where the first comes to be only later", async () => {
    await create("Tổ dân phố kế", { validFrom: "2026-12-01" });
    expect((await refusalOf(create("Tổ dân phố kế", { validFrom: "2026-11-26" }))).code).toBe("unit.duplicate");
    expect((await refusalOf(create("Tổ dân phố kế", { validFrom: "2027-01-01" }))).code).toBe("unit.duplicate");
  });
});

describe("PC-23: a unit is found by a name that it has no longer", () => {
  const former = async (search: string, day?: string) => {
    const { rows, former: found } = await (
      await administrator()
    ).units.list({ search, ...(day !== undefined && { day }) });
    return {
      rows: rows.map(({ name }) => name),
      found: found.map(({ name, until, heirs }) => [name, until, heirs.map((heir) => heir.name)]),
    };
  };

  test("with the day of its end and who bears its territory now", async () => {
    const [one, two] = [
      await create("Tổ dân phố Phổ Phong", { validFrom: "2025-07-01" }),
      await create("Tổ dân phố An Định", { validFrom: "2025-07-01" }),
    ];
    await w.pool.query("update unit_version set valid_to = '2026-04-30' where unit_id = $1", [one.id]);
    await insertUnitChange(w.db, { kind: "merge", effectiveOn: "2026-05-01", basis: "01/QĐ" }, [
      { fromUnitId: one.id, toUnitId: two.id, note: null },
    ]);
    expect(await former("pho phong")).toEqual({
      rows: [],
      found: [["Tổ dân phố Phổ Phong", "2026-04-30", ["Tổ dân phố An Định"]]],
    });
    expect(await former("Phổ Phong", "2026-01-01")).toEqual({ rows: ["Tổ dân phố Phổ Phong"], found: [] });
  });

  test("one that was renamed under its old name, and nothing for words that nobody bore", async () => {
    const { id } = await create("Tổ dân phố Cũ Kỹ", { validFrom: "2025-07-01" });
    await w.pool.query("update unit_version set valid_to = '2026-03-31' where unit_id = $1", [id]);
    await w.pool.query(
      `insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
       select unit_id, line, 'Tổ dân phố Phú Mỹ', 'tổ dân phố phú mỹ', kind, parent_id, '2026-04-01' from unit_version where unit_id = $1`,
      [id],
    );
    expect((await former("cu ky")).found).toEqual([["Tổ dân phố Cũ Kỹ", "2026-03-31", ["Tổ dân phố Phú Mỹ"]]]);
    expect(await former("không có tên này")).toEqual({ rows: [], found: [] });
  });
});
