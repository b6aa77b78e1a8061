import { randomBytes, randomUUID } from "node:crypto";
import { usualQuota } from "@kheo/core/movement/evidence";
import { removeUnnamed } from "@kheo/db/movement/uploads";
import { writeSetting } from "@kheo/db/ground/settings";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../index.ts";
import {
  accepted,
  appraised,
  attached,
  closed,
  declared,
  drafted,
  noReason,
  of,
  over,
  refusalOf,
  submitted,
  uploaded,
  type World,
  world,
} from "../testing.ts";

let w: World;
let officer: Caller;
let office: Caller;
let member: Caller;
beforeEach(async () => {
  w = await world();
  [officer, office, member] = [await w.as(w.people.officer), await w.as(w.people.office), await w.as(w.members[0]!)];
});
afterEach(() => w.end());

const filesOf = async (caller: Caller, id: string) => (await caller.evidence.of({ id, data: {} })).files;
const titles = async (caller: Caller, id: string) =>
  (await filesOf(caller, id)).map(({ title, criterion }) => [criterion, title]);
const historyOf = async (caller: Caller, id: string) =>
  (await caller.models.history({ id, data: {} })).events.map(({ action }) => action);
const attach = async (id: string, title: string, criterion: string | null = null) =>
  attached(w, { to: id, title, criterion });

describe("what is attached is seen as what it is attached to", () => {
  test("a draft's by those who see the draft, and by the others once it is sent", async () => {
    const draft = await drafted(w);
    await attach(draft.id, "Ảnh hiện trạng");
    expect(await titles(office, draft.id)).toEqual([[null, "Ảnh hiện trạng"]]);
    expect((await refusalOf(member.evidence.of({ id: draft.id, data: {} }))).code).toBe("evidence.notFound");
    expect((await member.evidence.list({})).total).toBe(0);
    await officer.models.submit(over(draft, noReason));
    expect(await titles(member, draft.id)).toEqual([[null, "Ảnh hiện trạng"]]);
    expect((await member.evidence.list({})).rows).toMatchObject([{ title: "Ảnh hiện trạng", usedFor: draft.code }]);
  });

  test("with how much of its share a unit has used, for whoever attaches files for it", async () => {
    const { rooms: before } = await officer.evidence.list({});
    expect(before).toMatchObject([{ id: w.units.cell, used: 0, most: usualQuota }]);
    const draft = await drafted(w);
    await attach(draft.id, "Ảnh hiện trạng");
    const { rooms } = await officer.evidence.list({});
    expect(rooms[0]?.used).toBeGreaterThan(0);
    expect((await member.evidence.list({})).rooms).toEqual([]);
  });

  test("that of figures that are still being typed by those who may see unsent figures", async () => {
    const { id, version } = await declared(w);
    const { id: fileId } = await attach(id, "Danh sách ký nhận", "A1");
    await attach(id, "Ảnh phiếu đăng ký");
    expect(await titles(member, id)).toEqual([[null, "Ảnh phiếu đăng ký"]]);
    expect(await titles(await w.as(w.people.leader), id)).toContainEqual(["A1", "Danh sách ký nhận"]);
    const content = { id: fileId, data: { what: "shown" as const } };
    expect((await refusalOf(member.evidence.content(content))).code).toBe("evidence.notFound");
    expect(await historyOf(member, id)).toEqual(expect.arrayContaining(["model.accept"]));
    expect((await historyOf(member, id)).filter((action) => action === "evidence.attach")).toHaveLength(1);
    await officer.scoring.submit(over({ id, version }, noReason));
    expect(await titles(member, id)).toContainEqual(["A1", "Danh sách ký nhận"]);
    expect(await member.evidence.content(content)).toMatchObject({ kind: "jpeg", name: "Ảnh đường.jpg" });
    expect((await historyOf(member, id)).filter((action) => action === "evidence.attach")).toHaveLength(2);
  });

  test("the original, which tells the place, by the unit and the offices above it alone", async () => {
    const { id } = await attach((await accepted(w)).id, "Ảnh");
    const asked = { id, data: {} };
    expect(await officer.evidence.original(asked)).toMatchObject({ size: 1000 });
    expect((await refusalOf(member.evidence.original(asked))).code).toBe("policy.denied");
    expect((await refusalOf((await w.as(w.people.otherOffice)).evidence.original(asked))).code).toBe(
      "evidence.notFound",
    );
  });
});

describe("one file serves several places", () => {
  test("criteria and models, and each says where else as far as one may see that", async () => {
    const model = await declared(w);
    const draft = await drafted(w, { form: { title: "Mô hình còn đang soạn" } });
    const { id } = await attach(model.id, "Biên bản họp dân");
    for (const criterion of ["A1", "B2"]) await officer.evidence.attach(of(model.id, { evidenceId: id, criterion }));
    await officer.evidence.attach(of(draft.id, { evidenceId: id }));
    const again = await refusalOf(officer.evidence.attach(of(draft.id, { evidenceId: id })));
    expect(again.code).toBe("evidence.alreadyAttached");
    const [registered] = await filesOf(officer, model.id);
    expect(registered?.alsoFor.map(({ thingId, criterion }) => [thingId === draft.id, criterion])).toEqual(
      expect.arrayContaining([
        [false, "A1"],
        [false, "B2"],
        [true, null],
      ]),
    );
    const [seen] = await filesOf(member, model.id);
    expect(seen?.alsoFor).toEqual([]);
  });

  test("the same content sent again is the file that is there, and the answer says so", async () => {
    const model = await declared(w);
    const hash = randomBytes(32).toString("hex");
    const first = await officer.evidence.attach(of(model.id, { uploadId: await uploaded(w, { hash }), title: "Ảnh" }));
    const uploadId = await uploaded(w, { hash, name: "Tên khác.jpg" });
    const second = await officer.evidence.attach(of(model.id, { uploadId, title: "Khác", criterion: "A1" }));
    expect([first.isReused, second.isReused, second.id]).toEqual([false, true, first.id]);
    expect((await officer.evidence.list({})).total).toBe(1);
  });

  test("no file is taken that somebody else has sent, that another unit keeps, or that has not come whole", async () => {
    const { id } = await drafted(w);
    const others = await uploaded(w, { by: w.people.office });
    const elsewhere = await uploaded(w, { unitId: w.units.committee });
    const refusals = [
      await refusalOf(officer.evidence.attach(of(id, { uploadId: others, title: "" }))),
      await refusalOf(officer.evidence.attach(of(id, { uploadId: elsewhere, title: "" }))),
      await refusalOf(officer.evidence.attach(of(id, { uploadId: randomUUID(), title: "" }))),
      await refusalOf(officer.evidence.attach(of(id, { uploadId: await uploaded(w), title: "", criterion: "A1" }))),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([
      "evidence.noUpload",
      "evidence.otherUnit",
      "evidence.noUpload",
      "evidence.noAssessment",
    ]);
    const model = await accepted(w);
    const wrong = of(model.id, { uploadId: await uploaded(w), title: "", criterion: "Z9" });
    expect((await refusalOf(officer.evidence.attach(wrong))).code).toBe("evidence.noCriterion");
  });
});

describe("what is closed stays as it was judged", () => {
  test("nothing is added to a closed score or taken away", async () => {
    const model = await appraised(w);
    const { id } = await attach(model.id, "Ảnh", "A1");
    expect(await titles(member, model.id)).toEqual([["A1", "Ảnh"]]);
    await w.pool.query("update assessment set state = 'closed' where id = $1", [model.id]);
    const uploadId = await uploaded(w);
    const refused = [
      await refusalOf(officer.evidence.attach(of(model.id, { uploadId, title: "", criterion: "A1" }))),
      await refusalOf(officer.evidence.detach(of(id, { from: model.id, criterion: "A1" }))),
      await refusalOf(officer.evidence.replace(over({ id, version: 1 }, { uploadId }))),
      await refusalOf(officer.evidence.remove(over({ id, version: 1 }, { reason: "Chụp nhầm." }))),
    ];
    expect(refused.map(({ code }) => code)).toEqual([
      "evidence.closed",
      "evidence.closed",
      "evidence.closed",
      "evidence.inUse",
    ]);
    expect((await officer.evidence.of({ id: model.id, data: {} })).mayAttachToCriteria).toBe(false);
  });

  test("nothing is added to a form that was sent and not answered", async () => {
    const { id } = await submitted(w);
    const refused = await refusalOf(officer.evidence.attach(of(id, { uploadId: await uploaded(w), title: "" })));
    expect([refused.code, refused.details]).toEqual(["evidence.closed", { what: "Mô hình", state: "Đã đăng ký" }]);
  });

  test("a new version takes the place where something may still be attached, and the old one is kept", async () => {
    const judged = await closed(w);
    await w.pool.query("update assessment set state = 'underAppraisal' where id = $1", [judged.id]);
    const { id } = await attach(judged.id, "Ảnh đường", "A1");
    const open = await declared(w, { form: { title: "Mô hình năm sau" } });
    await officer.evidence.attach(of(open.id, { evidenceId: id, criterion: "A1" }));
    await w.pool.query("update assessment set state = 'closed' where id = $1", [judged.id]);
    const next = await officer.evidence.replace(
      over({ id, version: 1 }, { uploadId: await uploaded(w, { name: "Ảnh mới.jpg" }) }),
    );
    expect(await filesOf(officer, judged.id)).toMatchObject([{ id, isReplaced: true }]);
    expect(await filesOf(officer, open.id)).toMatchObject([{ id: next.id, earlier: [{ id, name: "Ảnh đường.jpg" }] }]);
    const late = await refusalOf(officer.evidence.rename(over({ id, version: 2 }, { title: "Khác" })));
    expect(late.code).toBe("evidence.replaced");
  });
});

describe("what nobody names any more", () => {
  /** A store in memory: what is in it, and what was removed. */
  const storeOf = (hashes: readonly string[]) => {
    const kept = new Set(hashes);
    return {
      kept,
      remove: (hash: string) => Promise.resolve(void kept.delete(hash)),
      hashes: async function* () {
        yield* await Promise.resolve([...kept]);
      },
    };
  };
  const age = (days: number) =>
    w.pool.query(`update stored_file set created_at = created_at - interval '${days} days';
      update evidence set removed_at = removed_at - interval '${days} days';
      update upload set created_at = created_at - interval '${days} days', settled_at = settled_at - interval '${days} days'`);
  const contents = async () =>
    (
      await w.pool.query<{ hash: string }>("select unnest(array[hash, reduced_hash]) as hash from stored_file")
    ).rows.map(({ hash }) => hash);

  test("goes after seven days, while what stands somewhere stays", async () => {
    const draft = await drafted(w);
    const { id } = await attach(draft.id, "Ảnh chụp nhầm");
    await attach(draft.id, "Ảnh đúng");
    await uploaded(w);
    await officer.evidence.detach(of(id, { from: draft.id }));
    await officer.evidence.remove(over({ id, version: 1 }, { reason: "Chụp nhầm." }));
    const orphan = "f".repeat(64);
    const store = storeOf([...(await contents()), orphan]);
    expect(await removeUnnamed(w.db, store)).toBe(1);
    expect(store.kept.has(orphan)).toBe(false);
    await age(8);
    expect(await removeUnnamed(w.db, store)).toBe(4);
    expect([...store.kept].toSorted()).toEqual((await contents()).toSorted());
    expect(await titles(officer, draft.id)).toEqual([[null, "Ảnh đúng"]]);
  });

  test("stays when something official was decided with it", async () => {
    const model = await accepted(w);
    const { id } = await attach(model.id, "Ảnh");
    await officer.evidence.detach(of(id, { from: model.id }));
    await officer.evidence.remove(over({ id, version: 1 }, { reason: "Không dùng nữa." }));
    const store = storeOf(await contents());
    await age(400);
    expect(await removeUnnamed(w.db, store)).toBe(0);
  });

  test("is not taken from somebody who attaches it at that moment", async () => {
    const draft = await drafted(w);
    const uploadId = await uploaded(w);
    await age(8);
    const store = storeOf(await contents());
    // The row is held as by an attachment that has begun and not ended; the sweep waits for it.
    const attaching = await w.pool.connect();
    await attaching.query("begin");
    const { rows } = await attaching.query<{ file_hash: string }>(
      "select file_hash from upload where id = $1 for update",
      [uploadId],
    );
    const sweeping = removeUnnamed(w.db, store);
    await expect
      .poll(async () => (await w.pool.query("select from pg_locks where not granted")).rowCount)
      .toBeGreaterThan(0);
    await attaching.query("insert into evidence (unit_id, file_hash, name, added_by) values ($1, $2, 'Ảnh.jpg', $3)", [
      w.units.cell,
      rows[0]?.file_hash,
      w.people.officer,
    ]);
    await attaching.query("delete from upload where id = $1", [uploadId]);
    await attaching.query("commit");
    attaching.release();
    expect(await sweeping).toBe(0);
    expect([...store.kept].toSorted()).toEqual((await contents()).toSorted());
    expect((await refusalOf(officer.evidence.attach(of(draft.id, { uploadId, title: "" })))).code).toBe(
      "evidence.noUpload",
    );
  });
});

test("a unit keeps no more than its share, and is told how much it has used", async () => {
  await writeSetting(w.db, "evidenceQuota", { bytes: 2_000 });
  const { id } = await attach((await drafted(w)).id, "Ảnh");
  expect(id).toBeDefined();
  const refused = await refusalOf(uploaded(w));
  expect([refused.code, refused.details]).toEqual(["evidence.quotaFull", { used: "0", most: "0" }]);
  expect(usualQuota).toBe(2_147_483_648);
});

test("a person sends ten files at once and no more", async () => {
  const begin = () =>
    w.pool.query("insert into upload (person_id, unit_id, name, size) values ($1, $2, 'Ảnh.jpg', 1)", [
      w.people.officer,
      w.units.cell,
    ]);
  for (let index = 0; index < 10; index += 1) await begin();
  expect((await refusalOf(uploaded(w))).code).toBe("evidence.tooManyUploads");
});
