import { randomUUID } from "node:crypto";
import { type ErrorCode, type ErrorDetails, errorMessage } from "@kheo/core/rules/errors";
import { actorOf } from "@kheo/db/offices/people";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appRouter, callerFor } from "../index.ts";
import {
  accepted,
  aForm,
  appraised,
  closed,
  drafted,
  everything,
  noReason,
  of,
  over,
  refusalOf,
  submitted,
  today,
  type World,
  world,
  aContext,
  typed,
} from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const count = async (table: string): Promise<number> => {
  const { rows } = await w.pool.query<{ count: number }>(`select count(*) as count from ${table}`);
  return rows[0]?.count ?? 0;
};

describe("one request", () => {
  const creation = (title: string) =>
    of(w.units.cell, { periodId: w.periodId, form: aForm({ title }), continuesId: null });

  test("sent fifty times at once makes one model, one event, and fifty equal answers", async () => {
    const officer = await w.as(w.people.officer);
    const envelope = creation("Mô hình gửi nhiều lần");
    const answers = await Promise.all(Array.from({ length: 50 }, () => officer.models.create(envelope)));
    expect(new Set(answers.map(({ id, code, version }) => `${id} ${code} ${version}`))).toHaveLength(1);
    expect([await count("model"), await count("event"), await count("request")]).toEqual([1, 1, 1]);
  });

  test("sent again with other content is refused", async () => {
    const officer = await w.as(w.people.officer);
    const envelope = creation("Tên lúc đầu");
    await officer.models.create(envelope);
    const other = { ...envelope, data: creation("Tên đã đổi").data };
    expect((await refusalOf(officer.models.create(other))).code).toBe("request.reused");
    expect((await refusalOf(officer.models.create({ ...envelope, id: w.units.ward }))).code).toBe("request.reused");
    expect(await count("model")).toBe(1);
  });

  test("is nobody else's, and of no other action", async () => {
    const officer = await w.as(w.people.officer);
    const envelope = creation("Mô hình của chi bộ");
    const model = await officer.models.create(envelope);
    const step = { requestId: envelope.requestId, id: model.id, version: 1, data: noReason };
    expect((await refusalOf(officer.models.submit(step))).code).toBe("request.reused");
    const office = await w.as(w.people.office);
    expect((await refusalOf(office.models.create(envelope))).code).toBe("request.reused");
  });

  test("that was refused may be sent again when what was wrong is put right", async () => {
    const model = await submitted(w);
    const office = await w.as(w.people.office);
    const without = over(model, noReason);
    expect((await refusalOf(office.models.return(without))).code).toBe("workflow.reasonRequired");
    const returned = await office.models.return({ ...without, data: { reason: "Bổ sung chỉ tiêu." } });
    expect(returned.state).toBe("returned");
  });

  test("is answered as the first time even when the thing has moved on since", async () => {
    const officer = await w.as(w.people.officer);
    const model = await drafted(w);
    const envelope = over(model, noReason);
    const first = await officer.models.submit(envelope);
    await (await w.as(w.people.office)).models.accept(over(first, noReason));
    expect(await officer.models.submit(envelope)).toEqual(first);
  });
});

describe("two people on one thing", () => {
  const named = (contactName: string) => typed(aForm({ contactName }), aForm());

  test("who changed the same field: both values are shown, and nothing is overwritten", async () => {
    const model = await drafted(w);
    const [officer, office] = [await w.as(w.people.officer), await w.as(w.people.office)];
    await office.models.edit(of(model.id, named("Bản của thường trực")));
    const refusal = await refusalOf(officer.models.edit(of(model.id, named("Bản của chi bộ"))));
    expect(refusal).toMatchObject({
      code: "fieldsClash",
      details: {
        what: "Mô hình",
        by: "Thường trực phường",
        fields: [{ path: ["contactName"], theirs: "Bản của thường trực", mine: "Bản của chi bộ" }],
      },
    });
    const seen = await officer.models.get({ id: model.id, data: {} });
    expect([seen.model.form.contactName, seen.model.version]).toEqual(["Bản của thường trực", 2]);
  });

  test("who changed different fields keep both, at the same moment too", async () => {
    const model = await drafted(w);
    const [officer, office] = [await w.as(w.people.officer), await w.as(w.people.office)];
    const items = (name: string) => aForm({ items: { ...aForm().items, [name]: "Nội dung mới của một người." } });
    const edits = [
      officer.models.edit(of(model.id, named("Đồng chí Phó bí thư"))),
      office.models.edit(of(model.id, typed(items("place"), aForm()))),
      officer.models.edit(of(model.id, typed(items("forces"), aForm()))),
    ];
    await Promise.all(edits);
    const { form, version } = (await officer.models.get({ id: model.id, data: {} })).model;
    expect(form.contactName).toBe("Đồng chí Phó bí thư");
    expect([form.items.place, form.items.forces]).toEqual(
      Array.from({ length: 2 }, () => "Nội dung mới của một người."),
    );
    expect(version).toBe(4);
  });

  test("at the same moment over one field: one is first, whoever it is", async () => {
    const model = await drafted(w);
    const [officer, office] = [await w.as(w.people.officer), await w.as(w.people.office)];
    const outcomes = await Promise.allSettled(
      [officer, office, officer, office].map((caller, index) =>
        caller.models.edit(of(model.id, named(`Bản số ${index}`))),
      ),
    );
    const first = outcomes.findIndex(({ status }) => status === "fulfilled");
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(3);
    const seen = await officer.models.get({ id: model.id, data: {} });
    expect([seen.model.form.contactName, seen.model.version]).toEqual([`Bản số ${first}`, 2]);
  });

  test("the figures of a model are the same: each figure is a field", async () => {
    const { id } = await accepted(w);
    const officer = await w.as(w.people.officer);
    const report = (figures: Record<string, number>) =>
      officer.scoring.declare(of(id, typed({ figures }, { figures: {} })));
    await report({ hhAffected: 86 });
    await report({ hhSigned: 80 });
    const refusal = await refusalOf(report({ hhAffected: 68 }));
    expect(refusal).toMatchObject({
      code: "fieldsClash",
      details: { what: "Bảng điểm", fields: [{ path: ["figures", "hhAffected"], theirs: 86, mine: 68 }] },
    });
    const { assessment } = await officer.scoring.get({ id, data: {} });
    expect(assessment.figures).toEqual({ hhAffected: 86, hhSigned: 80 });
  });

  test("two hundred interleavings of two editors lose nothing silently", async () => {
    const fieldsOf = ["contactName", "contactPhone", "title"] as const;
    const values = { contactName: "Người số ", contactPhone: "0900 000 0", title: "Tên mô hình số " };
    const anEdit = fc.record({
      who: fc.constantFrom("officer", "office"),
      field: fc.constantFrom(...fieldsOf),
      number: fc.integer({ min: 10, max: 99 }),
      rereads: fc.boolean(),
    });
    const model = await drafted(w);
    const callers = { officer: await w.as(w.people.officer), office: await w.as(w.people.office) };
    const stored = async () => (await callers.officer.models.get({ id: model.id, data: {} })).model.form;
    let interleavings = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anEdit, { minLength: 2, maxLength: 6 }), async (edits) => {
        interleavings += 1;
        const start = await stored();
        const screens = { officer: start, office: start };
        // What must stand in each field: the last value that was acknowledged.
        const expected = { ...start };
        for (const { who, field, number, rereads } of edits) {
          if (rereads) screens[who] = await stored();
          const mine = { ...screens[who], [field]: `${values[field]}${number}` };
          const before = await stored();
          const outcome = await callers[who].models.edit(of(model.id, typed(mine, screens[who]))).then(
            (saved) => ({ saved: saved.form, refused: null }),
            async (error: unknown) => ({ saved: null, refused: await refusalOf(Promise.reject(error)) }),
          );
          // Refused exactly where somebody else changed the field since this person read it, with both values.
          const changes = mine[field] !== screens[who][field];
          const changedSince = changes && before[field] !== screens[who][field] && before[field] !== mine[field];
          const clash = { path: [field], theirs: before[field], mine: mine[field] };
          const told = outcome.refused && "fields" in outcome.refused.details! ? outcome.refused.details.fields : null;
          expect(told).toEqual(changedSince ? [clash] : null);
          if (outcome.saved) {
            if (changes) expected[field] = mine[field];
            screens[who] = outcome.saved;
          }
          expect(await stored()).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
    expect(interleavings).toBeGreaterThanOrEqual(200);
  }, 120_000);

  test("two who close the scoring at once make one verdict", async () => {
    const model = await appraised(w);
    const member = await w.as(w.members[0]!);
    await member.scoring.handIn(of(model.id, { marks: { B5: 4 }, comment: "", sheetVersion: 0 }));
    const office = await w.as(w.people.office);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => office.scoring.close(over(model, noReason))));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(2);
    for (const { reason } of refused) {
      expect((await refusalOf(Promise.reject(reason))).code).toBe("changedMeanwhile");
    }
    expect(await count("verdict")).toBe(1);
  });
});

describe("a refused mutation leaves nothing half-written", () => {
  // Each of these is refused late, after the thing was loaded and the request was taken.
  test.each([
    ["a model that continues what it may not", "model.notContinuable"],
    ["a registration that is not complete", "model.incomplete"],
    ["a model that is to be merged into one that is not there", "model.notFound"],
    ["a person whose name is taken", "person.taken"],
    ["a council seat without a seat", "post.bodyRequired"],
    ["scoring that is to be closed without a sheet", "scoring.noSheets"],
  ] as const)("%s", async (_, code) => {
    const [officer, office, administrator] = [
      await w.as(w.people.officer),
      await w.as(w.people.office),
      await w.as(w.people.administrator),
    ];
    const sent = await submitted(w);
    const empty = await drafted(w, { form: { targets: [] } });
    const underAppraisal = await appraised(w);
    const newcomer = {
      name: "Người mới",
      username: "nguoi.moi",
      email: null,
      post: { role: "councilMember" as const, validFrom: today, seat: null },
    };
    const attempts = {
      "model.notContinuable": () =>
        officer.models.create(of(w.units.cell, { periodId: w.periodId, form: aForm(), continuesId: sent.id })),
      "model.incomplete": () => officer.models.submit(over(empty, noReason)),
      "model.notFound": () => office.models.merge(over(sent, { reason: "Trùng nội dung.", intoId: randomUUID() })),
      "person.taken": () => administrator.people.create(of(w.units.ward, { ...newcomer, username: w.people.office })),
      "post.bodyRequired": () => administrator.people.create(of(w.units.ward, newcomer)),
      "scoring.noSheets": () => office.scoring.close(over(underAppraisal, noReason)),
    };
    const before = await everything(w);
    expect((await refusalOf(attempts[code]())).code).toBe(code);
    expect(await everything(w)).toEqual(before);
  });
});

describe("an event", () => {
  test("is written for each mutation, with who, in which capacity, and what", async () => {
    const model = await closed(w);
    const { rows } = await w.pool.query(
      `select event.action, person.name, event.capacity, event.thing, event.thing_id = $1 as of_model
         from event join person on person.id = event.person_id order by event.id`,
      [model.id],
    );
    const line = (action: string, name: string, capacity: string, thing: string) => ({
      action,
      name,
      capacity,
      thing,
      of_model: true,
    });
    const cell = "Cán bộ đơn vị – Chi bộ tổ dân phố 3";
    const ward = "Cơ quan thường trực – Phường Trà Câu";
    expect(rows.filter(({ action }) => action !== "scoring.handIn")).toEqual([
      line("model.create", "Cán bộ chi bộ", cell, "model"),
      line("model.submit", "Cán bộ chi bộ", cell, "model"),
      line("model.accept", "Thường trực phường", ward, "model"),
      line("scoring.submit", "Cán bộ chi bộ", cell, "assessment"),
      line("scoring.decide", "Thường trực phường", ward, "assessment"),
      line("scoring.appraise", "Thường trực phường", ward, "assessment"),
      line("scoring.close", "Thường trực phường", ward, "assessment"),
    ]);
  });

  test("is not written for what saves itself while one types", async () => {
    const model = await drafted(w);
    const before = await count("event");
    await (await w.as(w.people.officer)).models.edit(of(model.id, typed(aForm({ contactName: "Tên khác" }), aForm())));
    expect(await count("event")).toBe(before);
  });

  test("holds no password, in no form, and no code that leads to one", async () => {
    const administrator = await w.as(w.people.administrator);
    const secret = "mật khẩu không ai được đọc";
    const { postId, personId } = await administrator.people.create(
      of(w.units.ward, {
        name: "Người mới",
        username: "nguoi.moi",
        email: null,
        post: { role: "viewer", validFrom: today, seat: null },
      }),
    );
    const { username, code } = await administrator.people.slip({ id: postId, data: {} });
    const nobody = callerFor(aContext({ db: w.db, actor: null }));
    await nobody.session.acceptInvitation({ username, code, password: secret });
    for (const table of ["event", "event_payload", "request", "person", "post", "invitation", "sign_in_attempt"]) {
      const { rows } = await w.pool.query<{ text: string }>(`select t::text as text from ${table} t`);
      for (const { text } of rows) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(code);
      }
    }
    const { rows } = await w.pool.query(
      "select payload from event_payload join event on id = event_id where action = 'person.create'",
    );
    // Nothing of what was typed; only the post that came of it, and the hash that tells a changed name.
    const post = expect.objectContaining({ role: "viewer", unit: w.units.ward });
    const person = { [personId]: { name: expect.stringMatching(/^[\da-f]{64}$/u) } };
    expect(rows).toEqual([{ payload: { records: { person, post: { [postId]: post } } } }]);
    expect(JSON.stringify(rows)).not.toContain("Người mới");
  });
});

/** A call as it comes over the wire, so that the answer is the one a browser reads. */
const onTheWire = async (path: string, personId: string, body: string) => {
  const actor = await actorOf(w.db, personId, today);
  const response = await fetchRequestHandler({
    endpoint: "/trpc",
    req: new Request(`http://localhost/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    }),
    router: appRouter,
    createContext: () => aContext({ db: w.db, actor, requestNumber: "a1b2c3d4" }),
  });
  type Answer = {
    error: {
      message: string;
      data: { domain: { code: ErrorCode; details: { fields: { path: string; message: string }[] } } | null };
    };
  };
  const text = await response.text();
  return { status: response.status, text, error: (JSON.parse(text) as Answer).error };
};

describe("bad input is refused in words, with the place of each field", () => {
  const good = () => of(w.units.cell, { periodId: w.periodId, form: aForm(), continuesId: null });
  const withForm = (form: object) => ({ ...good(), data: { ...good().data, form: { ...aForm(), ...form } } });
  const { title: _, ...untitled } = aForm();

  const cases: readonly (readonly [string, () => unknown, readonly string[]])[] = [
    ["nothing at all", () => null, [""]],
    ["a text instead of an object", () => "mô hình", [""]],
    ["an unknown key beside the known ones", () => ({ ...good(), role: "administrator" }), [""]],
    ["a number that is no identity", () => ({ ...good(), id: 7 }), ["id"]],
    ["an identity that is none", () => ({ ...good(), requestId: "1' or '1'='1" }), ["requestId"]],
    ["no form", () => ({ ...good(), data: { periodId: w.periodId, continuesId: null } }), ["data.form"]],
    ["a missing title", () => ({ ...good(), data: { ...good().data, form: untitled } }), ["data.form.title"]],
    ["a number as the title", () => withForm({ title: 12 }), ["data.form.title"]],
    ["a title of white space", () => withForm({ title: "  \u00a0 \n " }), ["data.form.title"]],
    ["a title that is too long", () => withForm({ title: "a".repeat(201) }), ["data.form.title"]],
    ["a field that is none of the four", () => withForm({ field: "sport" }), ["data.form.field"]],
    ["an item that is no text", () => withForm({ items: { ...aForm().items, place: {} } }), ["data.form.items.place"]],
    [
      "an item without end",
      () => withForm({ items: { ...aForm().items, place: "á".repeat(5001) } }),
      ["data.form.items.place"],
    ],
    ["targets that are no list", () => withForm({ targets: { length: 1 } }), ["data.form.targets"]],
    [
      "a target on a day that is not in the calendar, and one without end",
      () => withForm({ targets: [{ ...aForm().targets[0], dueOn: "2026-02-30", goal: 1e300 }] }),
      ["data.form.targets.0.goal", "data.form.targets.0.dueOn"],
    ],
    [
      "a target that is no number",
      () => withForm({ targets: [{ ...aForm().targets[0], goal: "12" }] }),
      ["data.form.targets.0.goal"],
    ],
    [
      "a day before there were days",
      () => withForm({ targets: [{ ...aForm().targets[0], dueOn: "0000-01-01" }] }),
      ["data.form.targets.0.dueOn"],
    ],
    ["a telephone of letters", () => withForm({ contactPhone: "gọi sau nhé" }), ["data.form.contactPhone"]],
    ["several at once", () => withForm({ title: "", contactName: 3 }), ["data.form.title", "data.form.contactName"]],
  ];

  test.each(cases)("%s", async (_name, input, paths) => {
    const before = await everything(w);
    const { status, error } = await onTheWire("models.create", w.people.officer, JSON.stringify(input()));
    expect(status).toBe(422);
    const { domain } = error.data;
    expect(domain?.code).toBe("input.invalid");
    expect(domain?.details.fields.map(({ path }) => path)).toEqual(paths);
    const said = errorMessage("input.invalid", domain!.details as ErrorDetails<"input.invalid">);
    expect(said).toMatch(/^Thông tin chưa hợp lệ: .+\.$/u);
    expect(said).not.toMatch(/string|object|undefined|boolean|\bint\b|array|null|invalid/iu);
    expect(await everything(w)).toEqual(before);
  });

  test.each([
    ["a character that no text has", { title: "Mô hình \u0000 lỗi" }],
    ["half of a character", { title: "Mô hình \ud800 lỗi" }],
  ])("%s is left out", async (_name, form) => {
    const officer = await w.as(w.people.officer);
    const { id } = await officer.models.create(withForm(form));
    const { model } = await officer.models.get({ id, data: {} });
    expect(model.form.title).toMatch(/^Mô hình .?lỗi$/u);
  });

  test("what no column can hold is bad input too, not a defect", async () => {
    const { id } = await appraised(w);
    const member = w.members[0]!;
    const sheet = { marks: { B5: 4 }, comment: "", sheetVersion: Number.MAX_SAFE_INTEGER };
    await (await w.as(member)).scoring.mark(of(id, { ...sheet, sheetVersion: 0 }));
    const late = await onTheWire("scoring.mark", member, JSON.stringify(of(id, sheet)));
    expect(late.error.data.domain?.code).toBe("input.invalid");
    const { rows } = await w.pool.query("select version from score_sheet");
    expect(rows).toEqual([{ version: 1 }]);

    const model = await accepted(w);
    const body = { figures: {}, ticks: {}, claims: { "D\u0000": "Không phát sinh." } };
    const odd = await onTheWire(
      "scoring.declare",
      w.people.officer,
      JSON.stringify(over({ id: model.id, version: 1 }, body)),
    );
    expect(odd.error.data.domain?.code).toBe("input.invalid");
  });

  test("broken JSON is refused without a stack", async () => {
    const { status, text } = await onTheWire("models.create", w.people.officer, '{"requestId": ');
    expect(status).toBe(400);
    expect(text).not.toMatch(/\bat \w+|node_modules|\.ts:/u);
  });

  test("text typed in pieces is kept whole: NFD comes in, NFC is stored", async () => {
    const officer = await w.as(w.people.officer);
    const decomposed = aForm({ title: "Tuyến đường hoa Ủy ban".normalize("NFD") });
    const { id } = await officer.models.create(
      of(w.units.cell, { periodId: w.periodId, form: decomposed, continuesId: null }),
    );
    const { model } = await officer.models.get({ id, data: {} });
    expect(model.form.title).toBe("Tuyến đường hoa Ủy ban".normalize("NFC"));

    const sent = await officer.models.submit(over({ id, version: 1 }, noReason));
    const reason = "Đề nghị bổ sung chỉ tiêu";
    const office = await w.as(w.people.office);
    await office.models.return(over(sent, { reason: reason.normalize("NFD") }));
    const again = await officer.models.get({ id, data: {} });
    expect(again.model.reason).toBe(reason.normalize("NFC"));
  });

  test("a reason without end is refused in words", async () => {
    const model = await submitted(w);
    const { error } = await onTheWire(
      "models.return",
      w.people.office,
      JSON.stringify(over(model, { reason: "á".repeat(2001) })),
    );
    expect(error.data.domain?.details.fields).toEqual([
      { path: "data.reason", message: "Lý do: dài quá 2.000 ký tự (2.001)." },
    ]);
  });
});
