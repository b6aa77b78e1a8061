import { randomUUID } from "node:crypto";
import { type Role, roles } from "@kheo/core/rules/policy";
import { type Actor, can, grantsOf } from "@kheo/core/rules/rights";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { withinReach } from "./reach.ts";
import { testDatabase } from "../testing.ts";
import { insertUnit, placeOf } from "../territory/units.ts";

const { db } = await testDatabase();
afterAll(() => db.destroy());

const day = "2026-05-04";
const unit = async (name: string, parentId: string | null) => {
  const id = randomUUID();
  await insertUnit(db, { id, name, kind: "commune", line: "territory", parentId, validFrom: "2020-01-01" });
  return id;
};
const province = await unit("Tỉnh", null);
const ward = await unit("Phường", province);
const cell = await unit("Chi bộ", ward);
const otherWard = await unit("Phường khác", province);
const units = { province, ward, cell, otherWard };

const person = (...posts: readonly (readonly [Role, string])[]): Actor => ({
  personId: "person",
  name: "Nguyễn Văn A",
  posts: posts.map(([role, unitId], index) => ({
    id: `${index}`,
    role,
    unitId,
    unitName: unitId,
    bodyId: null,
    organName: null,
    inPlaceOf: null,
    isRoot: unitId === province,
  })),
});

const reached = async (actor: Actor, action: Parameters<typeof grantsOf>[1]): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from unit where ${withinReach(grantsOf(actor, action), "unit.id", day)}`.execute(db);
  return Object.entries(units).flatMap(([name, id]) => (rows.some((row) => row.id === id) ? [name] : []));
};

describe("a list reaches", () => {
  test("nothing without a grant", async () => {
    expect(await reached(person(), "model.view")).toEqual([]);
    expect(await reached(person(["administrator", province]), "model.view")).toEqual([]);
  });

  test("the own unit", async () => {
    expect(await reached(person(["unitOfficer", ward]), "model.create")).toEqual(["ward"]);
  });

  test("the unit and all below it", async () => {
    expect(await reached(person(["standingOffice", ward]), "model.view")).toEqual(["ward", "cell"]);
    expect(await reached(person(["standingOffice", province]), "model.view")).toEqual(Object.keys(units));
  });

  test("all below, without the units where one holds another post", async () => {
    const member = person(["councilMember", ward], ["unitOfficer", cell]);
    expect(await reached(member, "scoring.mark")).toEqual(["ward"]);
    const atRoot = person(
      ["councilMember", province],
      ["standingOffice", otherWard],
      ["leader", cell],
      ["viewer", ward],
    );
    expect(await reached(atRoot, "scoring.mark")).toEqual(["province", "ward"]);
  });

  test("everywhere", async () => {
    expect(await reached(person(["viewer", cell]), "recognition.browse")).toEqual(Object.keys(units));
  });

  test("what any of several posts reaches", async () => {
    const actor = person(["unitOfficer", cell], ["leader", otherWard]);
    expect(await reached(actor, "model.view")).toEqual(["cell", "otherWard"]);
  });
});

test("a list holds exactly what one may see one by one, for every pair of posts", async () => {
  const actions = [
    "model.view",
    "model.create",
    "scoring.mark",
    "meeting.vote",
    "recognition.browse",
    "report.view",
  ] as const;
  const places = new Map<string, Awaited<ReturnType<typeof placeOf>>>();
  for (const [name, id] of Object.entries(units)) places.set(name, await placeOf(db, id, day));
  const posts = roles.flatMap((role) => Object.values(units).map((id) => [role, id] as const));
  for (const [index, one] of posts.entries()) {
    const actor = person(one, posts[(index * 7 + 5) % posts.length]!);
    for (const action of actions) {
      const oneByOne = [...places].flatMap(([name, place]) => (can(actor, action, place) ? [name] : []));
      expect({ actor, action, list: await reached(actor, action) }).toEqual({ actor, action, list: oneByOne });
    }
  }
});
