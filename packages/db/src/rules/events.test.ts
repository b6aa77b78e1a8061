import { randomUUID } from "node:crypto";
import { type Head, headText, parseHead } from "@kheo/core/rules/events";
import type { Grant } from "@kheo/core/rules/rights";
import { createTestDatabase } from "@kheo/postgres/testing";
import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase, openPool, type Pool } from "../ground/connect.ts";
import { insertEvent, listEvents, removeExpiredPayloads, writeRetention } from "./events.ts";
import { headOf, sealEvents, verifyEvents } from "./chain.ts";
import * as foundation from "../migrations/0001-foundation.ts";
import * as payloadsBeside from "../migrations/0004-events.ts";
import { insertPerson } from "../offices/people.ts";
import { testDatabase } from "../testing.ts";
import { insertUnit } from "../territory/units.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
/** As somebody with all rights over the database could. */
let owner: Pool;
beforeEach(async () => {
  database = await testDatabase();
  owner = openPool({ connectionString: database.url });
});
afterEach(async () => {
  await owner.end();
  await database.db.destroy();
});

const today = "2026-05-04";
const verify = (head?: Head | null) => verifyEvents(database.db, { today, head: head ?? null });
const whole = { unsealedSince: null, expired: 0, firstBroken: null, differences: [] };

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
const happenIn = (unitId: string, action: string) =>
  insertEvent(database.db, { personId: null, capacity: "x", action, thing: null, thingId: null, unitId, payload: {} });
const pages = async (limit: number): Promise<string[][]> => {
  const all: string[][] = [];
  for (let before: number | undefined; ;) {
    const page = await listEvents(database.db, { limit, before });
    if (page.length === 0) return all;
    all.push(page.map(({ action }) => action));
    before = page.at(-1)?.id;
  }
};
const count = 5;
const several = async () => {
  for (let index = 1; index <= count; index += 1)
    await happen(`model.step${index}`, { reason: `Lý do ${index}`, index });
};
const tamper = async (statement: string) => {
  for (const table of ["event", "event_payload", "event_seal"]) {
    await owner.query(`alter table ${table} disable trigger all`);
  }
  await owner.query(statement);
};

/** Long ago, as no program could write it: the time of an event is the database's to say. */
const happenedOn = async (day: string, action: string) => {
  await happen(action, { reason: "Lý do" });
  await tamper(`update event set at = '${day}T12:00:00+07' where id = (select max(id) from event)`);
  for (const table of ["event", "event_payload", "event_seal"]) {
    await owner.query(`alter table ${table} enable trigger all`);
  }
};

describe("an event, its payload and its link", () => {
  const changes = [
    "update event set capacity = 'khác'",
    "delete from event",
    "truncate event, event_payload, event_seal",
    "update event_payload set payload = 'null'",
    "delete from event_payload",
    "truncate event_payload",
    "update event_seal set hash = 'khác'",
    "delete from event_seal",
    "truncate event_seal",
  ];

  test.each(changes)("refuse to the application and to the owner: %s", async (statement) => {
    await several();
    await sealEvents(database.db);
    await expect(database.pool.query(statement)).rejects.toThrow("permission denied");
    await expect(owner.query(statement)).rejects.toThrow("events are facts");
    expect(await verify()).toEqual({ ...whole, sealed: count, unsealed: 0 });
  });

  test("take their time and number from the database alone", async () => {
    const values = "'x', 'model.step', ''";
    await expect(
      database.pool.query(`insert into event (capacity, action, payload_hash, at) values (${values}, '2001-01-01')`),
    ).rejects.toThrow("permission denied");
    await expect(
      database.pool.query(
        `insert into event (capacity, action, payload_hash, id) overriding system value values (${values}, 1)`,
      ),
    ).rejects.toThrow("permission denied");
  });

  test("do not let the application change what is kept for how long, or switch the guards off", async () => {
    for (const statement of [
      "update event_retention set years = 1",
      "delete from event_retention",
      "insert into event_retention values ('report.freeze', 1)",
      "alter table event_payload disable trigger all",
      "set session_replication_role = replica",
    ]) {
      await expect(database.pool.query(statement)).rejects.toThrow(/permission denied|must be owner/u);
    }
  });
});

describe("what was done", () => {
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
    const events = await listEvents(database.db, { thingIds: [thing] });
    expect(events.map(({ action, personName }) => [action, personName])).toEqual([
      ["model.accept", "Nguyễn Văn A"],
      ["model.create", null],
    ]);
    expect(await listEvents(database.db, { thingIds: [] })).toEqual([]);
    const theirs = await listEvents(database.db, { personId });
    expect(theirs.map(({ action, payload }) => [action, payload])).toEqual([["model.accept", { reason: "" }]]);
  });

  test("is told page by page", async () => {
    await several();
    const [first, second, third, fourth] = await pages(2);
    expect([first, second, third]).toEqual([
      ["model.step5", "model.step4"],
      ["model.step3", "model.step2"],
      ["model.step1"],
    ]);
    expect(fourth).toBeUndefined();
  });

  test("is told of the units that the grants reach, and of no other", async () => {
    const ids = { province: randomUUID(), ward: randomUUID(), otherWard: randomUUID() };
    for (const [name, id] of Object.entries(ids)) {
      const parentId = name === "province" ? null : ids.province;
      await insertUnit(database.db, { id, name, kind: "ward", line: "territory", parentId, validFrom: "2020-01-01" });
      await happenIn(id, `model.${name}`);
    }
    const reached = async (reach: Grant["reach"], unitId: string) => {
      const post = {
        id: "",
        role: "leader" as const,
        unitId,
        unitName: "",
        bodyId: null,
        organName: null,
        inPlaceOf: null,
        isRoot: false,
      };
      const within = { grants: [{ post, reach, except: [] }], day: today };
      return (await listEvents(database.db, { within })).map(({ action }) => action);
    };
    expect(await reached("below", ids.province)).toEqual(["model.otherWard", "model.ward", "model.province"]);
    expect(await reached("below", ids.ward)).toEqual(["model.ward"]);
    expect(await reached("own", ids.province)).toEqual(["model.province"]);
    expect(await listEvents(database.db, { within: { grants: [], day: today } })).toEqual([]);
    const ofUnit = await listEvents(database.db, { unitId: ids.otherWard });
    expect(ofUnit.map(({ action }) => action)).toEqual(["model.otherWard"]);
  });
});

describe("the chain", () => {
  test("links every event once, in order, and tells what is not linked yet", async () => {
    await several();
    const unlinked = await verify();
    expect(unlinked).toEqual({ ...whole, sealed: 0, unsealed: count, unsealedSince: expect.any(Date) });
    const { rows } = await database.pool.query("select min(at) as since from event");
    expect(unlinked.unsealedSince).toEqual(rows[0].since);
    expect(await sealEvents(database.db)).toBe(count);
    expect(await sealEvents(database.db)).toBe(0);
    await happen("model.later");
    expect(await verify()).toMatchObject({ sealed: count, unsealed: 1, differences: [] });
    expect(await sealEvents(database.db, 1)).toBe(1);
    expect(await verify()).toEqual({ ...whole, sealed: count + 1, unsealed: 0 });
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
    expect(await verify()).toEqual({ ...whole, sealed: payloads.length, unsealed: 0 });
  });

  test.each([
    [
      "a payload",
      `update event_payload set payload = '{"reason": "Lý do khác"}' where event_id = 3`,
      "nội dung đã bị sửa",
    ],
    ["who did it", "update event set capacity = 'Lãnh đạo – Tỉnh' where id = 3", "thông tin sự kiện đã bị sửa"],
    ["what was done", "update event set action = 'model.step3' || 'b' where id = 3", "thông tin sự kiện đã bị sửa"],
    ["when", "update event set at = at - interval '1 day' where id = 3", "thông tin sự kiện đã bị sửa"],
    [
      "a payload with a hash to match",
      `with forged as (update event_payload set payload = 'null' where event_id = 3 returning salt)
       update event set payload_hash = encode(sha256(convert_to(salt || 'null', 'UTF8')), 'hex') from forged where id = 3`,
      "thông tin sự kiện đã bị sửa",
    ],
    [
      "a payload whose first letter went into the salt",
      `update event_payload set payload = '2', salt = salt || '1' where event_id = 3`,
      "nội dung đã bị sửa",
    ],
  ])("names the event in which somebody altered %s", async (_, statement, word) => {
    for (const index of [1, 2, 3, 4]) await happen(`model.step${index}`, 12);
    await sealEvents(database.db);
    await tamper(statement);
    const { differences } = await verify();
    expect(differences).toEqual([expect.stringMatching(new RegExp(`^Sự kiện 3 \\(.+\\): ${word}\\.$`, "u"))]);
  });

  test("names a link that was removed, with the one after it", async () => {
    await several();
    await sealEvents(database.db);
    await tamper("delete from event_seal where position = 3");
    const { differences, firstBroken } = await verify();
    expect(firstBroken).toBe(3);
    expect(differences).toEqual([
      "Thiếu mắt xích 3 trong chuỗi sự kiện.",
      "Sự kiện 4 (model.step4): không nối với sự kiện trước.",
    ]);
  });

  test("names an event that was removed together with its link", async () => {
    await several();
    await sealEvents(database.db);
    await tamper(
      "delete from event_seal where position = 2; delete from event_payload where event_id = 2; delete from event where id = 2",
    );
    const { differences } = await verify();
    expect(differences[0]).toBe("Thiếu mắt xích 2 trong chuỗi sự kiện.");
  });

  test("does not close again over links that were taken out of its middle", async () => {
    await several();
    await sealEvents(database.db);
    await tamper("delete from event_seal where position in (3, 4)");
    expect(await sealEvents(database.db)).toBe(2);
    expect((await verify()).differences).toEqual([
      "Thiếu mắt xích 3–4 trong chuỗi sự kiện.",
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
    expect(await verify()).toEqual({ ...whole, sealed: count + 6, unsealed: 0 });
  });

  test("takes in an event that was begun before others and committed after they were linked", async () => {
    const client = await database.pool.connect();
    await client.query("begin");
    await client.query("insert into event (capacity, action, payload_hash) values ('x', 'model.slow', '')");
    await happen("model.quick");
    expect(await sealEvents(database.db)).toBe(1);
    await client.query("commit");
    client.release();
    expect(await sealEvents(database.db)).toBe(1);
    expect(await verify()).toMatchObject({ sealed: 2, unsealed: 0, firstBroken: null });
  });

  test("links more events than one step takes", async () => {
    const salt = "0".repeat(32);
    await database.pool.query(`
      with made as (
        insert into event (capacity, action, payload_hash)
        select 'x', 'model.many', encode(sha256(convert_to('${salt}null', 'UTF8')), 'hex') from generate_series(1, 2100)
        returning id)
      insert into event_payload (event_id, salt, payload) select id, '${salt}', 'null' from made`);
    const steps = [await sealEvents(database.db), await sealEvents(database.db), await sealEvents(database.db)];
    expect(steps).toEqual([1000, 1000, 100]);
    expect(await verify()).toEqual({ ...whole, sealed: 2100, unsealed: 0 });
  });
});

describe("the head of the chain", () => {
  const cut = async () => {
    await several();
    await sealEvents(database.db);
    const head = await headOf(database.db);
    await happen("model.later");
    await sealEvents(database.db);
    return parseHead(headText(head!));
  };

  test("is nothing before the first link, and lies on the chain for good", async () => {
    expect(await headOf(database.db)).toBeNull();
    const head = await cut();
    expect(head?.position).toBe(count);
    expect(await verify(head)).toEqual({ ...whole, sealed: count + 1, unsealed: 0 });
  });

  test("kept on paper tells that the end was cut off, which the database alone cannot", async () => {
    const head = await cut();
    await tamper(
      "delete from event_seal where position > 4; delete from event_payload where event_id > 4; delete from event where id > 4",
    );
    expect(await verify()).toEqual({ ...whole, sealed: 4, unsealed: 0 });
    expect((await verify(head)).differences).toEqual([
      "Dấu kiểm 5: chuỗi không có mắt xích này; phần cuối của nhật ký đã bị cắt.",
    ]);
  });

  test("kept on paper tells that the whole chain was made anew over a forged event, which the database alone cannot", async () => {
    const head = await cut();
    await tamper("update event set capacity = 'Lãnh đạo – Tỉnh' where id = 2; delete from event_seal");
    await sealEvents(openDatabase(owner));
    expect((await verify()).differences).toEqual([]);
    expect((await verify(head)).differences).toEqual(["Dấu kiểm 5: không nằm trên chuỗi; nhật ký đã bị lập lại."]);
  });
});

describe("a payload", () => {
  const years = (number: number) => `${new Date().getUTCFullYear() - number}-01-01`;

  test("is removed after its day and not before, and the chain holds", async () => {
    await happenedOn(years(6), "model.create");
    await happenedOn(years(4), "model.create");
    await happenedOn(years(11), "scoring.handIn");
    await happenedOn(years(90), "report.freeze");
    await happenedOn(years(90), "model.abolishedLongAgo");
    await sealEvents(database.db);
    expect(await removeExpiredPayloads(database.db)).toEqual(
      new Map([
        ["model.create", 1],
        ["scoring.handIn", 1],
      ]),
    );
    expect(await removeExpiredPayloads(database.db)).toEqual(new Map());
    const now = await verifyEvents(database.db, { today: new Date().toISOString().slice(0, 10) });
    expect(now).toEqual({ ...whole, sealed: 5, unsealed: 0, expired: 2 });
    const events = await listEvents(database.db, {});
    expect(events.map(({ payloadRemoved, payload }) => [payloadRemoved, payload])).toEqual([
      [false, { reason: "Lý do" }],
      [false, { reason: "Lý do" }],
      [true, null],
      [false, { reason: "Lý do" }],
      [true, null],
    ]);
  });

  test("may be removed on the day after its last, in Viet Nam, and the verifier thinks the same", async () => {
    const { rows } = await owner.query<{ day: string }>(
      "select (current_date - make_interval(years => 5))::date + i as day from generate_series(-1, 1) i order by i",
    );
    for (const { day } of rows) await happenedOn(day, "model.create");
    const { rows: now } = await owner.query<{ day: string }>("select current_date as day");
    await removeExpiredPayloads(database.db);
    const { expired, differences } = await verifyEvents(database.db, { today: now[0]!.day });
    expect([expired, differences]).toEqual([1, []]);
  });

  test("that went before its day is a difference", async () => {
    await happenedOn("2026-01-15", "model.create");
    await happenedOn("1990-01-15", "report.freeze");
    await sealEvents(database.db);
    await tamper("delete from event_payload");
    expect((await verify()).differences).toEqual([
      "Sự kiện 1 (model.create): nội dung đã bị gỡ trước hạn, phải giữ hết ngày 15/01/2031.",
      "Sự kiện 2 (report.freeze): nội dung đã bị gỡ trước hạn, phải giữ mãi.",
    ]);
  });

  test("of an event that is not linked yet is checked too, and so is one without an event", async () => {
    await several();
    await tamper(`update event_payload set payload = '"khác"' where event_id = 2; delete from event where id = 4`);
    expect((await verify()).differences).toEqual([
      "Sự kiện 2 (model.step2): nội dung đã bị sửa.",
      "Nội dung của sự kiện 4: sự kiện đã bị xóa.",
    ]);
  });

  test("goes by the rules that the owner has written last", async () => {
    await owner.query("insert into event_retention values ('report.freeze', 1)");
    await writeRetention(openDatabase(owner));
    await happenedOn(years(90), "report.freeze");
    expect(await removeExpiredPayloads(database.db)).toEqual(new Map());
  });
});

test("events from before payloads stood beside them keep their payloads, hashes and links", async () => {
  const connection = await createTestDatabase();
  const db = openDatabase(openPool({ ...connection }));
  const migrations = { "0001": foundation, "0004": payloadsBeside };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo("0001")).error).toBeUndefined();
  const salt = "0123456789abcdef".repeat(2);
  await sql`
    insert into event (capacity, action, payload, salt, payload_hash, at)
    select 'x', 'model.step', to_jsonb(n), ${salt}, encode(sha256(convert_to(${salt} || n, 'UTF8')), 'hex'),
           timestamptz '2026-05-04 03:04:05.0005' + make_interval(secs => n * 0.0009)
      from generate_series(1, 300) n`.execute(db);
  await sealEvents(db);
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  expect(await verifyEvents(db, { today })).toEqual({ ...whole, sealed: 300, unsealed: 0 });
  // The tables that a list of events names things from are not there yet.
  const kept = db.selectFrom("eventPayload").select("payload").orderBy("eventId", "desc").limit(1);
  expect((await kept.executeTakeFirst())?.payload).toBe(300);
  await insertEvent(db, {
    personId: null,
    capacity: "x",
    action: "model.step",
    thing: null,
    thingId: null,
    unitId: null,
    payload: 1,
  });
  await sealEvents(db);
  expect(await verifyEvents(db, { today })).toEqual({ ...whole, sealed: 301, unsealed: 0 });
  await db.destroy();
});
