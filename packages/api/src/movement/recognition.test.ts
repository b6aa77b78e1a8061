import { insertRecognition } from "@kheo/db/movement/recognition";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  aDecision,
  aTask,
  closed,
  decided,
  noReason,
  of,
  over,
  proposed,
  published,
  refusalOf,
  type World,
  world,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const office = () => w.as(w.people.office);
const leader = () => w.as(w.people.leader);
const draft = (given: Parameters<typeof aDecision>[0] = {}) => ({ step: "recognize" as const, ...aDecision(given) });
const at = (recognition: { id: string }, version: number) => ({ id: recognition.id, version });

describe("a decision", () => {
  test("recognises several models under one number, by one signatory on one day", async () => {
    const [first, second] = [await proposed(w), await proposed(w)];
    await decided(w, first);
    await decided(w, second);
    const { rows } = await w.pool.query("select number, level from decision");
    expect(rows).toEqual([{ number: "12-QĐ/ĐU", level: "commune" }]);
  });

  test.each([
    ["by another signatory", { signatory: "Trần Thị B" }],
    ["on another day of the year", { signedOn: "2026-05-05" }],
  ])("of a number that is taken is refused %s", async (_, other) => {
    const [first, second] = [await proposed(w), await proposed(w)];
    await decided(w, first);
    const later = await w.as(w.people.office, "2026-05-06");
    const refusal = await refusalOf(later.recognition.draft(over(second, draft(other))));
    expect(refusal).toMatchObject({ code: "decision.duplicate", details: { number: "12-QĐ/ĐU" } });
    const { recognition } = await later.recognition.get({ id: second.id, data: {} });
    expect(recognition.state).toBe("proposed");
  });

  test("is not signed tomorrow", async () => {
    const recognition = await proposed(w);
    const tomorrow = draft({ signedOn: "2026-05-05" });
    const refusal = await refusalOf((await office()).recognition.draft(over(recognition, tomorrow)));
    expect(refusal).toMatchObject({ code: "decision.signedInFuture", details: { today: "04/05/2026" } });
  });

  test("is not signed for a model that the council did not agree to", async () => {
    const model = await closed(w);
    const id = await insertRecognition(w.db, {
      modelId: model.id,
      meetingItemId: null,
      level: "commune",
      deciderId: w.units.ward,
      state: "proposed",
    });
    // As if it had come from a vote that failed.
    const { rows } = await w.pool.query<{ id: string }>(
      `with called as (
         insert into meeting (body_id, period_id, title, held_on, ballot_kind, rules, members)
         select id, $2, 'Phiên họp', '2026-05-04', 'secret', rules, 7 from body returning id)
       insert into meeting_item (meeting_id, model_id, position, passed, eligible)
       select id, $1, 1, false, 7 from called returning id`,
      [model.id, w.periodId],
    );
    await w.pool.query("update recognition set meeting_item_id = $1 where id = $2", [rows[0]?.id, id]);
    const refusal = await refusalOf((await office()).recognition.draft(over(at({ id }, 1), draft())));
    expect(refusal).toMatchObject({
      code: "recognition.notPassed",
      details: { reason: "chưa đủ tỷ lệ phiếu đồng ý." },
    });
  });

  test("stands in the list with its number, for whoever writes or signs it and for nobody else", async () => {
    const recognition = await proposed(w);
    const numberFor = async (personId: string) => {
      const caller = await w.as(personId);
      return (await caller.recognition.list({ periodId: w.periodId, limit: 10 })).rows[0]?.number ?? null;
    };
    const { office: writes, leader: signs, officer, provinceOffice } = w.people;
    const all = () => Promise.all([writes, signs, officer, provinceOffice].map(numberFor));
    expect(await all()).toEqual([null, null, null, null]);
    await (await office()).recognition.draft(over(recognition, draft({ number: "46-QĐ/ĐU" })));
    expect(await all()).toEqual(["Dự thảo 46-QĐ/ĐU, chờ ký", "Dự thảo 46-QĐ/ĐU, chờ ký", null, null]);
    await (await w.as(signs)).recognition.recognize(over(at(recognition, 2), noReason));
    expect(await all()).toEqual(["46-QĐ/ĐU", "46-QĐ/ĐU", "46-QĐ/ĐU", "46-QĐ/ĐU"]);
  });

  test("is not signed for a model whose later verdict does not pass", async () => {
    const recognition = await proposed(w);
    await (await office()).recognition.draft(over(recognition, draft()));
    await w.pool.query("update verdict set passed = false");
    const refusal = await refusalOf((await leader()).recognition.recognize(over(at(recognition, 2), noReason)));
    expect(refusal.code).toBe("recognition.notPassed");
  });
});

describe("a proposed recognition", () => {
  test("on hold is not signed until it is released; both say who and why", async () => {
    const recognition = await proposed(w);
    const caller = await office();
    expect((await refusalOf(caller.recognition.hold(over(recognition, noReason)))).code).toBe(
      "workflow.reasonRequired",
    );
    await caller.recognition.hold(over(recognition, { reason: "Đang xem xét đơn thư." }));
    const refusal = await refusalOf(caller.recognition.draft(over(at(recognition, 2), draft())));
    expect(refusal).toMatchObject({
      code: "workflow.wrongState",
      details: { what: "Hồ sơ công nhận", state: "Tạm hoãn", action: "ghi quyết định công nhận" },
    });
    await caller.recognition.release(over(at(recognition, 2), noReason));
    await decided(w, at(recognition, 3));
    const { events: history } = await caller.models.history({ id: recognition.modelId, data: {} });
    expect(
      history.filter(({ action }) => action.startsWith("recognition.")).map(({ action, reason }) => [action, reason]),
    ).toEqual([
      ["recognition.recognize", ""],
      ["recognition.draft", ""],
      ["recognition.release", ""],
      ["recognition.hold", "Đang xem xét đơn thư."],
    ]);
  });

  test("is declined by the leader with a reason", async () => {
    const recognition = await proposed(w);
    const caller = await leader();
    expect((await refusalOf(caller.recognition.decline(over(recognition, noReason)))).code).toBe(
      "workflow.reasonRequired",
    );
    await caller.recognition.decline(over(recognition, { reason: "Chưa đủ thời gian kiểm chứng." }));
    const refusal = await refusalOf((await office()).recognition.draft(over(at(recognition, 2), draft())));
    expect(refusal.code).toBe("workflow.wrongState");
  });

  test("is decided once, also by two at the same moment", async () => {
    const recognition = await proposed(w);
    await (await office()).recognition.draft(over(recognition, draft()));
    const caller = await leader();
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => caller.recognition.recognize(over(at(recognition, 2), noReason))),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a published recognition", () => {
  test("stands in the gallery of everyone who signs in, in every unit", async () => {
    const recognition = await published(w);
    for (const id of [w.people.otherOfficer, w.people.administrator, w.people.viewer]) {
      const { rows: gallery } = await (await w.as(id)).gallery.list({});
      expect(gallery.map((model) => [model.id, model.number, model.outputs])).toEqual([
        [recognition.id, "12-QĐ/ĐU", "Nội dung ghi đủ để gửi đăng ký."],
      ]);
    }
    expect((await refusalOf((await w.as(w.people.outsider)).gallery.list({}))).code).toBe("policy.denied");
  });

  test("S-09: of a person who did not agree to it is named to nobody but those who may see the model", async () => {
    const exemplar = { name: "Nguyễn Văn B", birthYear: 1970, position: "Trưởng thôn", consentsToPublish: false };
    const recognition = await published(w);
    const { rows } = await w.pool.query("select form from model where id = $1", [recognition.modelId]);
    const write = (consentsToPublish: boolean) =>
      w.pool.query("update model set subject_kind = 'individual', form = $1 where id = $2", [
        JSON.stringify({ ...rows[0]?.form, subjectKind: "individual", exemplar: { ...exemplar, consentsToPublish } }),
        recognition.modelId,
      ]);
    await write(false);
    const toldTo = async (id: string) =>
      (await (await w.as(id)).gallery.list({})).rows.map(({ title, outputs }) => [title, outputs]);
    const all = [["Tuyến đường liên tổ do dân hiến đất", "Nội dung ghi đủ để gửi đăng ký."]];
    const withheld = [["Điển hình cá nhân, hộ gia đình chưa đồng ý công khai", null]];
    const { officer, office: standing, leader: head, viewer, otherOffice, otherOfficer, administrator } = w.people;
    for (const id of [officer, standing, head]) expect(await toldTo(id)).toEqual(all);
    for (const id of [viewer, otherOffice, otherOfficer, administrator]) expect(await toldTo(id)).toEqual(withheld);

    // A paper goes to everybody, so that what it says does not depend on who made it.
    const report = await (await office()).reports.annual({ id: w.units.ward, data: { periodId: w.periodId } });
    const table = report.tables.find(({ number }) => number === "06");
    expect(table?.rows[0]?.[1]).toBe(withheld[0]?.[0]);
    expect(table?.rows[0]?.at(-1)).toBeNull();

    const task = await (
      await w.as(w.people.provinceOffice)
    ).replication.give(of(w.units.otherCell, aTask(w, recognition)));
    const sources = async (id: string) => {
      const caller = await w.as(id);
      const [listed] = (await caller.replication.list({})).rows;
      const { replication } = await caller.replication.get({ id: task.id, data: {} });
      return [listed?.sourceTitle, replication.sourceTitle];
    };
    expect(await sources(otherOfficer)).toEqual([withheld[0]?.[0], withheld[0]?.[0]]);
    expect(await sources(w.people.provinceOffice)).toEqual([all[0]?.[0], all[0]?.[0]]);

    await write(true);
    expect(await toldTo(otherOfficer)).toEqual(all);
  });

  test("is re-checked with a note that stays, and a downgrade leaves the gallery", async () => {
    const recognition = await published(w);
    const caller = await office();
    await caller.recognition.confirm(over(recognition, { reason: "Vẫn giữ vững." }));
    expect((await refusalOf(caller.recognition.downgrade(over(at(recognition, 5), noReason)))).code).toBe(
      "workflow.reasonRequired",
    );
    await caller.recognition.downgrade(over(at(recognition, 5), { reason: "Tuyến đường xuống cấp." }));
    const { rechecks, recognition: now } = await caller.recognition.get({ id: recognition.id, data: {} });
    expect(now.state).toBe("downgraded");
    expect(rechecks).toEqual([
      { heldOn: "2026-05-04", result: "downgrade", note: "Tuyến đường xuống cấp." },
      { heldOn: "2026-05-04", result: "confirm", note: "Vẫn giữ vững." },
    ]);
    expect((await caller.gallery.list({})).rows).toEqual([]);
  });

  test("is not revoked by a decision signed before it was recognised, though after the vote", async () => {
    const recognition = await proposed(w);
    const signed = await decided(w, recognition, "recognize", {});
    await w.pool.query("update decision set signed_on = '2026-05-10'");
    const early = { step: "revoke" as const, ...aDecision({ reason: "Số liệu sai sự thật.", number: "40-QĐ/ĐU" }) };
    const later = await w.as(w.people.office, "2026-05-20");
    const refusal = await refusalOf(later.recognition.draft(over(signed, { ...early, signedOn: "2026-05-09" })));
    expect(refusal).toMatchObject({ code: "decision.signedTooEarly", details: { notBefore: "10/05/2026" } });
    await later.recognition.draft(over(signed, { ...early, signedOn: "2026-05-10" }));
  });

  test("is revoked by a decision of its own; the first one stays as it was", async () => {
    const recognition = await published(w);
    const caller = await office();
    const reason = "Số liệu sai sự thật.";
    const itself = { step: "revoke" as const, ...aDecision({ reason }) };
    const same = await refusalOf(caller.recognition.draft(over(recognition, itself)));
    expect(same).toMatchObject({ code: "decision.revokesItself", details: { number: "12-QĐ/ĐU" } });
    await decided(w, recognition, "revoke", { reason, number: "40-QĐ/ĐU" });
    const { recognition: now, isRecognized } = await caller.recognition.get({ id: recognition.id, data: {} });
    expect(now).toMatchObject({
      state: "revoked",
      number: "12-QĐ/ĐU",
      revocationNumber: "40-QĐ/ĐU",
      revocationSignedOn: "2026-05-04",
      publishedOn: "2026-05-04",
    });
    expect(isRecognized).toBe(false);
    expect((await caller.gallery.list({})).rows).toEqual([]);
  });
});

describe("C-11: what became of a model", () => {
  const fate = async (modelId: string, person = w.people.officer) => {
    const { rows } = await (await w.as(person)).models.list({ periodId: w.periodId });
    return rows.find(({ id }) => id === modelId)?.fate;
  };

  test("stands in its own unit's list, with the number of the decision", async () => {
    expect(await fate((await closed(w)).id)).toBe(null);
    const recognition = await proposed(w, { form: { title: "Ánh sáng an ninh" } });
    expect(await fate(recognition.modelId)).toBe("Đề nghị công nhận");
    const recognized = await decided(w, recognition);
    expect(await fate(recognition.modelId)).toBe("Đã công nhận, Quyết định số 12-QĐ/ĐU");
    await (await w.as(w.people.leader)).recognition.publish(over(recognized, noReason));
    expect(await fate(recognition.modelId, w.people.office)).toBe("Đã công nhận, Quyết định số 12-QĐ/ĐU");
    await decided(w, { ...recognition, version: recognized.version + 1 }, "revoke", {
      reason: "Số liệu sai sự thật.",
      number: "40-QĐ/ĐU",
    });
    expect(await fate(recognition.modelId)).toBe("Đã thu hồi, Quyết định số 40-QĐ/ĐU");
  });
});

describe("C-04: what is published", () => {
  const read = async (person: string, id: string) => (await w.as(person)).gallery.get({ id });

  test("is read by everybody who finds it in the list: a guest, and the unit that is to adopt it", async () => {
    const { id } = await published(w);
    for (const person of [w.people.viewer, w.people.otherOfficer, w.people.administrator]) {
      const { title, number, content } = await read(person, id);
      expect([title, number]).toEqual(["Tuyến đường liên tổ do dân hiến đất", "12-QĐ/ĐU"]);
      expect(content?.items.objectives).toBe("Nội dung ghi đủ để gửi đăng ký.");
      expect(content?.targets.map(({ name }) => name)).toEqual(["Chiều dài đường"]);
      expect(JSON.stringify(content)).not.toContain("0900 000 000");
    }
  });

  test("is not read before, nor once it is revoked, nor by an address that leads nowhere", async () => {
    const recognition = await proposed(w);
    const refused = async (id: string) => (await refusalOf(read(w.people.viewer, id))).code;
    expect(await refused(recognition.id)).toBe("recognition.notFound");
    const other = await published(w, { form: { title: "Ánh sáng an ninh" } });
    await decided(w, other, "revoke", { reason: "Số liệu sai sự thật.", number: "40-QĐ/ĐU" });
    expect(await refused(other.id)).toBe("recognition.notFound");
    expect(await refused("abc")).toBe("recognition.notFound");
    expect((await refusalOf(read(w.people.outsider, recognition.id))).code).toBe("policy.denied");
  });

  test("tells nothing of a person who has not agreed", async () => {
    const { id, modelId } = await published(w);
    await w.pool.query("update model set subject_kind = 'individual' where id = $1", [modelId]);
    expect((await read(w.people.viewer, id)).content).toBe(null);
    expect((await read(w.people.office, id)).content).not.toBe(null);
  });
});
