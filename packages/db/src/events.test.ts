import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertEvent, listEvents, sealEvents, verifyEvents } from "./events.ts";
import { insertPerson } from "./people.ts";
import { testDatabase } from "./testing.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.db.destroy());

const happen = async (action: string, payload: unknown = {}, thingId: string | null = null) =>
  insertEvent(database.db, {
    personId: null,
    capacity: "Cán bộ đơn vị – Chi bộ 3",
    action,
    thing: "model",
    thingId,
    unitId: null,
    payload,
  });
const count = 5;
const several = async () => {
  for (let index = 1; index <= count; index += 1)
    await happen(`model.step${index}`, { reason: `Lý do ${index}`, index });
};
/** As somebody with all rights over the database could. */
const tamper = async (statement: string) => {
  await database.pool.query("alter table event disable trigger all");
  await database.pool.query("alter table event_seal disable trigger all");
  await database.pool.query(statement);
};

describe("an event", () => {
  test.each([
    ["changed", "update event set capacity = 'khác'"],
    ["deleted", "delete from event"],
  ])("cannot be %s, linked or not", async (_, statement) => {
    await several();
    await expect(database.pool.query(statement)).rejects.toThrow("events are facts");
    await sealEvents(database.db);
    await expect(database.pool.query(statement)).rejects.toThrow("events are facts");
    expect((await verifyEvents(database.db)).differences).toEqual([]);
  });

  test("is told with the name of who did it, the newest first, of the things that are asked for", async () => {
    const personId = randomUUID();
    await insertPerson(database.db, {
      id: personId,
      name: "Nguyễn Văn A",
      username: "nguyen.van.a",
      passwordHash: "x",
    });
    const [thing, other] = [randomUUID(), randomUUID()];
    await happen("model.create", {}, thing);
    await happen("model.create", {}, other);
    await insertEvent(database.db, {
      personId,
      capacity: "Cơ quan thường trực – Phường",
      action: "model.accept",
      thing: "model",
      thingId: thing,
      unitId: null,
      payload: { reason: "" },
    });
    const events = await listEvents(database.db, [thing]);
    expect(events.map(({ action, personName }) => [action, personName])).toEqual([
      ["model.accept", "Nguyễn Văn A"],
      ["model.create", null],
    ]);
  });
});

describe("the chain", () => {
  test("links every event once, in order, and tells what is not linked yet", async () => {
    await several();
    expect(await verifyEvents(database.db)).toEqual({ sealed: 0, unsealed: count, differences: [] });
    expect(await sealEvents(database.db)).toBe(count);
    expect(await sealEvents(database.db)).toBe(0);
    await happen("model.later");
    expect(await verifyEvents(database.db)).toEqual({ sealed: count, unsealed: 1, differences: [] });
    expect(await sealEvents(database.db)).toBe(1);
    expect(await verifyEvents(database.db)).toEqual({ sealed: count + 1, unsealed: 0, differences: [] });
  });

  test("holds whatever the order of the keys in a payload, and whatever is in it", async () => {
    const payloads = [
      { z: 1, a: { y: [1, null, "ủy"], b: 2.5 } },
      null,
      "chữ",
      [3, { b: 1, a: undefined }],
      { text: "“Dân vận khéo”\n– 'H’Ring' \\" },
      { big: 12_345_678.9, small: 0.1, whole: 1e15 },
    ];
    for (const payload of payloads) await happen("model.edit", payload);
    await sealEvents(database.db);
    expect(await verifyEvents(database.db)).toEqual({ sealed: payloads.length, unsealed: 0, differences: [] });
  });

  test.each([
    ["a payload", `update event set payload = '{"reason": "Lý do khác"}' where id = 3`, ["nội dung đã bị sửa"]],
    ["who did it", "update event set capacity = 'Lãnh đạo – Tỉnh' where id = 3", ["thông tin sự kiện đã bị sửa"]],
    ["what was done", "update event set action = 'model.step3' || 'b' where id = 3", ["thông tin sự kiện đã bị sửa"]],
    ["when", "update event set at = at - interval '1 day' where id = 3", ["thông tin sự kiện đã bị sửa"]],
    [
      "a payload with a hash to match",
      `update event set payload = 'null', payload_hash = encode(sha256(convert_to(salt || 'null', 'UTF8')), 'hex') where id = 3`,
      ["thông tin sự kiện đã bị sửa"],
    ],
  ])("names the event in which somebody altered %s", async (_, statement, words) => {
    await several();
    await sealEvents(database.db);
    await tamper(statement);
    const { differences } = await verifyEvents(database.db);
    expect(differences).toEqual(
      words.map((word) => expect.stringMatching(new RegExp(`^Sự kiện 3 \\(.+\\): ${word}\\.$`, "u"))),
    );
  });

  test("names a link that was removed, with the one after it", async () => {
    await several();
    await sealEvents(database.db);
    await tamper("delete from event_seal where position = 3");
    expect((await verifyEvents(database.db)).differences).toEqual([
      "Thiếu mắt xích 3 trong chuỗi sự kiện.",
      "Sự kiện 4 (model.step4): không nối với sự kiện trước.",
    ]);
  });

  test("names an event that was removed together with its link", async () => {
    await several();
    await sealEvents(database.db);
    await tamper("delete from event_seal where position = 2; delete from event where id = 2");
    const { differences } = await verifyEvents(database.db);
    expect(differences[0]).toBe("Thiếu mắt xích 2 trong chuỗi sự kiện.");
  });

  test("does not close again over links that were taken out of its middle", async () => {
    await several();
    await sealEvents(database.db);
    await tamper("delete from event_seal where position in (3, 4)");
    expect(await sealEvents(database.db)).toBe(2);
    expect((await verifyEvents(database.db)).differences).toEqual([
      "Thiếu mắt xích 3 trong chuỗi sự kiện.",
      "Sự kiện 5 (model.step5): không nối với sự kiện trước.",
    ]);
  });

  test("is made once by many who seal at the same moment, while events go on", async () => {
    await several();
    const sealed = await Promise.all([
      ...Array.from({ length: 6 }, () => sealEvents(database.db)),
      ...Array.from({ length: 6 }, (_, index) => happen(`model.meanwhile${index}`).then(() => 0)),
      ...Array.from({ length: 6 }, () => sealEvents(database.db)),
    ]);
    const rest = await sealEvents(database.db);
    expect(sealed.reduce((sum, one) => sum + one, rest)).toBe(count + 6);
    expect(await verifyEvents(database.db)).toEqual({ sealed: count + 6, unsealed: 0, differences: [] });
  });

  test("takes in an event that was begun before others and committed after they were linked", async () => {
    const client = await database.pool.connect();
    await client.query("begin");
    const values = "('x', 'model.slow', 'null', '', encode(sha256(convert_to('null', 'UTF8')), 'hex'))";
    await client.query(`insert into event (capacity, action, payload, salt, payload_hash) values ${values}`);
    await happen("model.quick");
    expect(await sealEvents(database.db)).toBe(1);
    await client.query("commit");
    client.release();
    expect(await sealEvents(database.db)).toBe(1);
    expect(await verifyEvents(database.db)).toEqual({ sealed: 2, unsealed: 0, differences: [] });
  });

  test("links more events than one step takes", async () => {
    await database.pool.query(`
      insert into event (capacity, action, payload, salt, payload_hash)
      select 'x', 'model.many', 'null', '', encode(sha256(convert_to('null', 'UTF8')), 'hex') from generate_series(1, 2100)`);
    const steps = [await sealEvents(database.db), await sealEvents(database.db), await sealEvents(database.db)];
    expect(steps).toEqual([1000, 1000, 100]);
    expect(await verifyEvents(database.db)).toEqual({ sealed: 2100, unsealed: 0, differences: [] });
  });
});
