import { PreparingClient } from "@kheo/db/ground/connect";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { insertPost } from "@kheo/db/offices/posts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appraised, marksOf, of, type World, world } from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

/** What the database is asked while something is done. */
const askedBy = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const spy = vi.spyOn(PreparingClient.prototype, "query");
  await work();
  const asked = spy.mock.calls.map(([given]) => String(typeof given === "string" ? given : given.text));
  spy.mockRestore();
  return asked;
};

const marking = async (more: number) => {
  const model = await appraised(w);
  const [first = ""] = w.members;
  for (let one = 0; one < more; one += 1) {
    const post = { personId: first, role: "viewer" as const, bodyId: null, seat: null, validFrom: "2026-01-01" };
    await insertPost(w.db, { ...post, unitId: Object.values(w.units)[one]! });
  }
  const member = await w.as(first);
  return (marks: Record<string, number>, sheetVersion: number) =>
    member.scoring.mark(of(model.id, { marks, comment: "", sheetVersion }));
};

describe("D-08: saving a mark asks the database little", () => {
  test("D-08: two that open and end the transaction, and seven for the key, the locks, the place, the seat, the sheet", async () => {
    const mark = await marking(0);
    const asked = await askedBy(() => mark(marksOf(siteClearanceExample, 0), 0));
    expect([asked.at(0), asked.at(-1)]).toEqual(["begin", "commit"]);
    expect(asked).toHaveLength(9);
  });

  test("D-08: as little again over what stands, with one mark, and for whoever holds more posts", async () => {
    const mark = await marking(5);
    const all = marksOf(siteClearanceExample, 0);
    expect(await askedBy(() => mark(all, 0))).toHaveLength(9);
    expect(await askedBy(() => mark(all, 1))).toHaveLength(9);
    expect(await askedBy(() => mark(Object.fromEntries(Object.entries(all).slice(0, 1)), 2))).toHaveLength(9);
  });

  test("D-08: handing in asks no more, with its event", async () => {
    const model = await appraised(w);
    const [first = ""] = w.members;
    const member = await w.as(first);
    const sheet = { marks: marksOf(siteClearanceExample, 0), comment: "", sheetVersion: 0 };
    expect(await askedBy(() => member.scoring.handIn(of(model.id, sheet)))).toHaveLength(9);
  });
});
