import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { answerRequest, forgetRequests, takeRequest } from "./requests.ts";
import { testDatabase } from "../testing.ts";

const { db, pool } = await testDatabase();
afterAll(() => db.destroy());

const request = () => ({ id: randomUUID(), personId: "person", action: "model.create", inputHash: "hash" });

test("a key is taken once, and is answered as the first time", async () => {
  const key = request();
  expect(await takeRequest(db, key)).toEqual({ taken: true });
  await answerRequest(db, key.id, { id: "1", code: "MH-2026-0001" });
  expect(await takeRequest(db, key)).toEqual({
    taken: false,
    sameInput: true,
    result: { id: "1", code: "MH-2026-0001" },
  });
});

test.each([{ inputHash: "other" }, { personId: "other" }, { action: "model.edit" }])(
  "a key with %o is another's",
  async (other) => {
    const key = request();
    await takeRequest(db, key);
    expect(await takeRequest(db, { ...key, ...other })).toMatchObject({ taken: false, sameInput: false });
  },
);

test("who comes second waits for the first to end, and finds the answer", async () => {
  const key = request();
  const order: string[] = [];
  let answer = () => undefined as void;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const first = db.transaction().execute(async (transaction) => {
    await takeRequest(transaction, key);
    order.push("first took");
    await held;
    await answerRequest(transaction, key.id, "the answer");
    order.push("first answered");
  });
  // The second has begun to wait once the database says that somebody waits for a lock.
  while (order.length === 0) await new Promise(setImmediate);
  const second = db.transaction().execute(async (transaction) => {
    const taken = await takeRequest(transaction, key);
    order.push("second was told");
    return taken;
  });
  for (let waiting = 0; waiting === 0;) {
    const { rows } = await pool.query<{ waiting: number }>(
      "select count(*)::int as waiting from pg_locks where not granted",
    );
    waiting = rows[0]?.waiting ?? 0;
  }
  answer();
  await first;
  expect(await second).toEqual({ taken: false, sameInput: true, result: "the answer" });
  expect(order).toEqual(["first took", "first answered", "second was told"]);
});

test("when the first fails, the second takes the key", async () => {
  const key = request();
  const failed = db.transaction().execute(async (transaction) => {
    await takeRequest(transaction, key);
    throw new Error("failed on the way");
  });
  await expect(failed).rejects.toThrow("failed on the way");
  expect(await takeRequest(db, key)).toEqual({ taken: true });
});

test("keys are forgotten after a week", async () => {
  const [old, young] = [request(), request()];
  await takeRequest(db, old);
  await takeRequest(db, young);
  await pool.query("update request set at = now() - interval '7 days 1 minute' where id = $1", [old.id]);
  await forgetRequests(db);
  expect(await takeRequest(db, old)).toEqual({ taken: true });
  expect(await takeRequest(db, young)).toMatchObject({ taken: false });
});
