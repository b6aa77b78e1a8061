import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { defaultBodyRules } from "@kheo/core/offices/bodies";
import { dayBefore, type Day } from "@kheo/core/ground/days";
import { emptyRegistration } from "@kheo/core/movement/models";
import type { PlannedChange, PlannedUnit } from "@kheo/core/territory/reorganisations";
import type { Unit } from "@kheo/core/territory/units";
import { insertBody } from "@kheo/db/offices/bodies";
import { insertModel } from "@kheo/db/movement/models";
import { actorOf, insertPerson } from "@kheo/db/offices/people";
import { insertPeriod } from "@kheo/db/movement/periods";
import { insertPost } from "@kheo/db/offices/posts";
import { recordStanding } from "@kheo/db/rules/records";
import { type TestDatabase, testDatabase } from "@kheo/db/testing";
import { insertUnit, listMisplaced, listUnits } from "@kheo/db/territory/units";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newestEditions } from "../movement/editions.ts";
import { type Caller, callerFor } from "../index.ts";
import { makeReport } from "../reports/reports.ts";
import { aContext } from "../testing.ts";
import { verifyContents } from "../rules/verification.ts";

/**
 * Any sequence of changes of units, each on the tree that the one before has left: nothing and nobody is lost, what was
 * counted stays counted once, and undoing them backwards gives back what was there.
 */
const firstDay = "2026-02-01";
const dayOfStep = (step: number): Day => `2026-03-${String(step + 2).padStart(2, "0")}`;

const communes = 5;
const cellsOfEach = 2;

type Scene = {
  readonly database: TestDatabase;
  readonly rootId: string;
  readonly periodId: string;
  readonly administrator: string;
  readonly models: number;
};

const scene = async (): Promise<Scene> => {
  const database = await testDatabase();
  const { db } = database;
  const unit = async (name: string, kind: Unit["kind"], parentId: string | null) => {
    const id = randomUUID();
    await insertUnit(db, { id, name, kind, line: "territory", parentId, validFrom: firstDay });
    return id;
  };
  const person = async (name: string) => {
    const id = randomUUID();
    await insertPerson(db, { id, name, username: id, passwordHash: "none" });
    return id;
  };
  const rootId = await unit("Tỉnh", "province", null);
  const periodId = await insertPeriod(db, {
    title: "Năm 2026",
    opensOn: "2026-01-01",
    registrationClosesOn: "2026-12-01",
    endsOn: "2026-12-31",
    editions: newestEditions(catalog),
  });
  const administrator = await person("Quản trị");
  const held = { bodyId: null, seat: null, validFrom: firstDay };
  await insertPost(db, { ...held, personId: administrator, role: "administrator", unitId: rootId });
  let models = 0;
  for (let commune = 0; commune < communes; commune += 1) {
    const communeId = await unit(`Xã ${commune}`, "commune", rootId);
    await insertPost(db, {
      ...held,
      personId: await person(`Thường trực ${commune}`),
      role: "standingOffice",
      unitId: communeId,
    });
    const bodyId = await insertBody(db, { unitId: communeId, name: `Hội đồng ${commune}`, rules: defaultBodyRules });
    await insertPost(db, {
      personId: await person(`Ủy viên ${commune}`),
      role: "councilMember",
      unitId: communeId,
      bodyId,
      seat: "member",
      validFrom: firstDay,
    });
    for (let cell = 0; cell < cellsOfEach; cell += 1) {
      const cellId = await unit(`Chi bộ ${commune}.${cell}`, "partyCell", communeId);
      await insertPost(db, {
        ...held,
        personId: await person(`Cán bộ ${commune}.${cell}`),
        role: "unitOfficer",
        unitId: cellId,
      });
      for (const state of ["draft", "accepted"] as const) {
        await insertModel(db, {
          id: randomUUID(),
          unitId: cellId,
          periodId,
          year: "2026",
          form: { ...emptyRegistration, topic: "siteClearance", title: `Mô hình ${commune}.${cell}` },
          continues: null,
          changedBy: null,
          state,
          ...(state === "accepted" && { acceptedOn: "2026-02-10" }),
        });
        if (state === "accepted") models += 1;
      }
    }
  }
  await recordStanding(db, "Thiết lập ban đầu");
  return { database, rootId, periodId, administrator, models };
};

/** Rows of a query, whose parameters are written where they stand. */
const ask =
  ({ database }: Scene) =>
  async <Row extends object = object>(parts: TemplateStringsArray, ...values: readonly unknown[]): Promise<Row[]> => {
    const text = parts.reduce((whole, part, index) => `${whole}$${index}${part}`);
    return (await database.pool.query<Row>(text, [...values])).rows;
  };

const acting = async ({ database, administrator }: Scene, today: Day): Promise<Caller> =>
  callerFor(aContext({ db: database.db, actor: await actorOf(database.db, administrator, today), today }));

type Step = { readonly kind: PlannedChange["kind"]; readonly picks: readonly number[]; readonly carry: boolean };

/** A change of that kind on the tree of the day; `null` where the tree has nothing that it could be done to. */
const changesOf = ({ kind, picks, carry }: Step, units: readonly Unit[], rootId: string, step: number) => {
  const [first = 0, second = 0, third = 0] = picks;
  const level = units.filter(({ parentId }) => parentId === rootId);
  const cells = units.filter(({ parentId }) => parentId !== rootId && parentId !== null);
  const pool = first % 2 === 0 ? level : cells;
  const one = pool[second % pool.length];
  if (!one) return null;
  const siblings = pool.filter(({ id, parentId }) => id !== one.id && parentId === one.parentId);
  const other = siblings[third % Math.max(1, siblings.length)];
  const childrenOf = (id: string) => units.filter(({ parentId }) => parentId === id);
  const as = (unit: Pick<Unit, "id" | "name" | "kind" | "parentId">): PlannedUnit => ({
    id: unit.id,
    name: unit.name,
    kind: unit.kind,
    parentId: unit.parentId,
    code: null,
    share: null,
  });
  const fresh = (suffix: string): PlannedUnit =>
    as({ ...one, id: randomUUID(), name: `${one.kind} mới ${step}${suffix}` });
  const change = (from: readonly Unit[], into: readonly PlannedUnit[]): PlannedChange => ({
    kind,
    from: from.map(({ id }) => id),
    into,
    posts: carry ? "carry" : "end",
    note: "",
  });
  const moves = (from: Unit, to: readonly PlannedUnit[]): readonly PlannedChange[] =>
    childrenOf(from.id).map((child, index) => ({
      kind: "move",
      from: [child.id],
      into: [{ ...as(child), parentId: to[index % to.length]!.id }],
      posts: "carry",
      note: "",
    }));
  switch (kind) {
    case "merge":
      return other ? [change([one, other], [third % 2 === 0 ? fresh("") : as(other)])] : null;
    case "split": {
      const heirs = [
        { ...fresh("a"), share: 60 },
        { ...fresh("b"), share: 40 },
      ];
      return [change([one], heirs), ...moves(one, heirs)];
    }
    case "partial":
      return other ? [change([one], [{ ...as(other), share: 10 }])] : null;
    case "rename":
      return [change([one], [{ ...as(one), name: `Tên mới ${step}` }])];
    case "kindChange":
      return [
        change([one], [{ ...as(one), kind: one.kind === "ward" ? "commune" : "ward", name: `Loại mới ${step}` }]),
      ];
    case "move": {
      const to = level[third % level.length];
      return to && cells.includes(one) && to.id !== one.parentId
        ? [change([one], [{ ...as(one), parentId: to.id }])]
        : null;
    }
    case "abolish": {
      const heir = level.find(({ id }) => id !== one.id);
      if (level.length < 3) return null;
      return heir ? [change([one], []), ...moves(one, [as(heir)])] : null;
    }
    case "create":
      return [change([], [fresh("")])];
    case "unchanged":
      return [change([one], [as(one)])];
  }
};

const everything = async (now: Scene) => {
  const rows = await ask(now)<{ dump: unknown }>`
    select json_build_object(
      'unit', (select json_agg(row_to_json(unit) order by id) from unit),
      'version', (select json_agg(to_jsonb(unit_version) order by unit_id, line, valid_from) from unit_version),
      'change', (select count(*) from unit_change) + (select count(*) from unit_change_line),
      'post', (select json_agg(to_jsonb(post) order by id) from post),
      'body', (select json_agg(to_jsonb(body) - 'version' order by id) from body),
      'model', (select json_agg(to_jsonb(model) order by id) from model)) as dump`;
  return rows[0]?.dump;
};

/** What must hold of the whole database on a day. */
const requireWhole = async (now: Scene, day: Day, left: ReadonlySet<string>) => {
  const { database, rootId, periodId, models } = now;
  const { db } = database;
  const query = ask(now);
  expect(await listMisplaced(db)).toEqual([]);
  const units = await listUnits(db, { day });
  const living = new Set(units.map(({ id }) => id));
  expect(units.filter(({ parentId }) => parentId !== null && !living.has(parentId))).toEqual([]);
  const broken = await query`
    select unit_id from (
      select unit_id, valid_from, lag(valid_to) over (partition by unit_id order by valid_from) as before,
             row_number() over (partition by unit_id order by valid_from) as place
        from unit_version where line = 'territory') version
     where place > 1 and before is distinct from valid_from - 1`;
  expect(broken).toEqual([]);
  const homeless = await query<{ name: string }>`
    select person.name from person where not exists (select from post
      where post.person_id = person.id and ${day}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
        and post.unit_id = any(${[...living]}::uuid[]))`;
  expect(homeless.map(({ name }) => name).filter((name) => !left.has(name))).toEqual([]);
  const seats = await query`
    select post.id from post left join body on body.id = post.body_id
     where ${day}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
       and (post.unit_id <> all(${[...living]}::uuid[]) or body.dissolved_on <= ${day}::date)`;
  expect(seats).toEqual([]);
  const drafts = await query`
    select model.id from model where model.state = 'draft'
       and not unit_path(model.unit_id, ${day}) @> array[${rootId}::uuid]`;
  expect(drafts).toEqual([]);
  const report = await makeReport(db, catalog, { unitId: rootId, periodId, cutoff: "2026-12-31", structureOn: day });
  const rows = report.tables[0]!.rows.map((row) => Number(row[6]));
  expect(rows.reduce((sum, row) => sum + row, 0)).toBe(models);
};

test("nothing is lost, everything is counted once, and undoing backwards restores", async () => {
  const kinds = [
    "merge",
    "split",
    "partial",
    "rename",
    "kindChange",
    "move",
    "abolish",
    "create",
    "unchanged",
  ] as const;
  const done = new Map<string, number>();
  const anyStep: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom(...kinds),
    picks: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)),
    carry: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 8 }), async (steps) => {
      const now = await scene();
      try {
        const before = [await everything(now)];
        const carried: { readonly id: string; readonly day: Day }[] = [];
        const left = new Set<string>();
        for (const [number, step] of steps.entries()) {
          const day = dayOfStep(number);
          const units = await listUnits(now.database.db, { day: dayBefore(day) });
          const changes = changesOf(step, units, now.rootId, number);
          if (!changes) continue;
          const caller = await acting(now, day);
          const { id } = await caller.reorganisations.plan({
            requestId: randomUUID(),
            id: now.rootId,
            data: { title: `Bước ${number}`, basis: "Nghị quyết", effectiveOn: day, changes },
          });
          const { outcome, consequences } = await caller.reorganisations.get({ id, data: {} });
          expect(outcome?.problems).toEqual([]);
          for (const { peopleLeft } of consequences) for (const name of peopleLeft) left.add(name);
          await caller.reorganisations.carryOut({ requestId: randomUUID(), id, version: 1, data: {} });
          await requireWhole(now, day, left);
          carried.push({ id, day });
          before.push(await everything(now));
          done.set(step.kind, (done.get(step.kind) ?? 0) + 1);
        }
        expect(await verifyContents(now.database.db, catalog)).toEqual([]);
        for (const { id, day } of carried.toReversed()) {
          before.pop();
          const caller = await acting(now, day);
          const data = { reason: "Thử hoàn tác" };
          await caller.reorganisations.undo({ requestId: randomUUID(), id, version: 2, data });
          expect(await everything(now)).toEqual(before.at(-1));
          expect(await listMisplaced(now.database.db)).toEqual([]);
        }
        expect(await verifyContents(now.database.db, catalog)).toEqual([]);
      } finally {
        await now.database.db.destroy();
      }
    }),
    { numRuns: 25, seed: 20_250_701 },
  );
  // Every kind was carried out at least once, so that none of the above held of nothing.
  expect([...done.keys()].toSorted()).toEqual([...kinds].toSorted());
}, 180_000);
