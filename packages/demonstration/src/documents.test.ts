import { afterAll, beforeAll, expect, test } from "vitest";
import { demonstrationDatabase } from "./testing.ts";
import { communeId } from "./units.ts";

let database: Awaited<ReturnType<typeof demonstrationDatabase>>;
beforeAll(async () => {
  database = await demonstrationDatabase();
});
afterAll(() => database.db.destroy());

const ward = communeId("Phường Trà Câu");
const book = () => database.db.selectFrom("document").selectAll().where("unitId", "=", ward).execute();

test("the ward's book holds what it issued and received, one number cancelled and one still held", async () => {
  const documents = await book();
  const counted = (wanted: (one: (typeof documents)[number]) => boolean) => documents.filter(wanted).length;
  expect({
    issued: counted(({ state, received }) => state === "issued" && !received),
    received: counted(({ received }) => received),
    cancelled: counted(({ state }) => state === "cancelled"),
    reserved: counted(({ state }) => state === "reserved"),
  }).toEqual({ issued: 10, received: 2, cancelled: 1, reserved: 1 });
});

test("the decisions by which the ward recognises models bear the numbers and days of its book", async () => {
  const documents = await book();
  const decisions = await database.db
    .selectFrom("decision")
    .select(["number", "signedOn"])
    .where("unitId", "=", ward)
    .where("signedOn", ">=", "2026-01-01")
    .orderBy("signedOn")
    .execute();
  expect(decisions.map(({ number }) => number)).toEqual(["41-QĐ/ĐU", "42-QĐ/ĐU"]);
  for (const { number, signedOn } of decisions) {
    expect(documents.find(({ numberText }) => numberText === number)).toMatchObject({
      state: "issued",
      issuedOn: signedOn,
    });
  }
  const drafts = await database.db
    .selectFrom("recognition")
    .select("draft")
    .where("deciderId", "=", ward)
    .where("draft", "is not", null)
    .execute();
  const held = documents.filter(({ state }) => state === "reserved").map(({ numberText }) => numberText);
  expect(new Set(drafts.map(({ draft }) => draft?.number))).toEqual(new Set(held));
});

test("numbers and days of each series run the same way", async () => {
  const issued = (await book()).filter(({ state, received }) => state === "issued" && !received);
  for (const series of Map.groupBy(issued, ({ symbol, type }) => `${symbol} ${type}`).values()) {
    const days = series.toSorted((one, other) => Number(one.number) - Number(other.number)).map((one) => one.issuedOn);
    const backwards = days.slice(1).filter((day, place) => (day ?? "") < (days[place] ?? ""));
    expect(backwards).toEqual([]);
  }
});
