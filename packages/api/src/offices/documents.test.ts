import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { assignAdvisory } from "@kheo/db/offices/advisory";
import { reserveDocument } from "@kheo/db/offices/documents";
import { numberingsOn } from "@kheo/db/offices/issuers";
import { insertPerson } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { insertUnit } from "@kheo/db/territory/units";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../index.ts";
import { verifyContents } from "../rules/verification.ts";
import { aNumber, anIssue, aReceived, noReason, of, over, refusalOf, today, type World, world } from "../testing.ts";

let w: World;
let officer: Caller;
let office: Caller;
beforeEach(async () => {
  w = await world();
  officer = await w.as(w.people.officer);
  office = await w.as(w.people.office);
});
afterEach(() => w.end());

type Given = Partial<Parameters<Caller["documents"]["reserve"]>[0]["data"]>;
const taken = (given: Given = {}, as = officer, unitId = w.units.cell) =>
  as.documents.reserve(of(unitId, { ...aNumber, ...given }));
const ofWard = (symbol: string, given: Given = {}, as = office) => taken({ symbol, ...given }, as, w.units.ward);
const issuing = (id: string, given: Partial<typeof anIssue> = {}, as = officer) =>
  as.documents.issue(over({ id, version: 1 }, { ...noReason, ...anIssue, ...given }));
const cancelling = (id: string, as = officer) =>
  as.documents.cancel(over({ id, version: 1 }, { reason: "Cuộc họp không diễn ra." }));
const got = async (id: string, as = officer) => as.documents.get({ id, data: {} });
const listed = async (filter: Parameters<Caller["documents"]["list"]>[0] = {}, as = office) =>
  (await as.documents.list({ ...filter, order: { by: "numberText" } })).rows.map(({ numberText }) => numberText);

test("a number is taken, issued, found in the book with who did what, and the chain keeps it", async () => {
  const { id, numberText } = await taken();
  expect(numberText).toBe("01-TB/CB");
  expect(await got(id)).toMatchObject({
    document: {
      state: "reserved",
      series: "2025–2030",
      issuerName: "Chi bộ tổ dân phố 3",
      unitName: "Chi bộ tổ dân phố 3",
    },
    steps: ["issue", "cancel"],
    next: { action: "document.issue", isMine: true },
  });
  await issuing(id, { abstract: "Về việc họp chi bộ tháng 6" });
  expect(await got(id, office)).toMatchObject({
    document: {
      state: "issued",
      version: 2,
      issuedOn: today,
      signatory: "Nguyễn Văn A",
      capacity: "T/M Chi bộ, Bí thư",
      abstract: "Về việc họp chi bộ tháng 6",
    },
    steps: [],
    next: null,
  });
  const { events } = await officer.documents.history({ id, data: {} });
  expect(events.map(({ action, title }) => [action, title])).toEqual([
    ["document.issue", "01-TB/CB"],
    ["document.reserve", "01-TB/CB"],
  ]);
  const differences = async () =>
    (await verifyContents(w.db, catalog)).filter((sentence) => sentence.startsWith("Văn bản"));
  expect(await differences()).toEqual([]);
  await w.pool.query("update document set signatory = 'Người khác' where id = $1", [id]);
  expect(await differences()).toEqual([
    expect.stringMatching(
      /^Văn bản số 01-TB\/CB trong sổ của Chi bộ tổ dân phố 3: người ký là “Người khác”, sự kiện \d+ \(document.issue\) ghi “Nguyễn Văn A”/u,
    ),
  ]);
});

describe("who issues at a unit today", () => {
  const symbols = async (as: Caller, unitId: string) =>
    (await as.documents.issuers({ id: unitId, data: {} })).map(({ symbol }) => symbol);

  test("an organizational unit itself; a ward its three bodies, its standing office before them and once", async () => {
    expect(await symbols(officer, w.units.cell)).toEqual(["CB"]);
    expect(await symbols(office, w.units.ward)).toEqual(["ĐU", "UBND", "MTTQ-BTT"]);
    const advising = { unitId: w.units.ward, level: "commune", duty: "massMobilization", basis: "Quyết định" } as const;
    const front = { bodyName: "Ủy ban MTTQ Việt Nam {địa bàn}", family: "front", validFrom: "2026-01-01" } as const;
    await assignAdvisory(w.db, { ...advising, ...front });
    expect(await symbols(office, w.units.ward)).toEqual(["MTTQ-BTT", "ĐU", "UBND"]);
  });

  test("a residential group its Front committee, and a body that is not there is refused", async () => {
    const id = randomUUID();
    const group = { name: "Tổ dân phố 3", kind: "residentialGroup", line: "territory" } as const;
    await insertUnit(w.db, { ...group, id, parentId: w.units.ward, validFrom: "2025-07-01" });
    expect(await symbols(office, id)).toEqual(["BCTMT"]);
    expect(await refusalOf(taken({ symbol: "ĐU" }, office, id))).toMatchObject({
      code: "document.noSuchIssuer",
      details: { symbol: "ĐU" },
    });
  });

  test("says the types of each, and the last number that each has taken", async () => {
    await ofWard("MTTQ-BTT");
    await ofWard("MTTQ-BTT", { type: "CV" });
    const issuers = await office.documents.issuers({ id: w.units.ward, data: {} });
    expect(issuers.map(({ symbol, lastNumbers }) => [symbol, lastNumbers])).toEqual([
      ["ĐU", {}],
      ["UBND", {}],
      ["MTTQ-BTT", { TB: "01/TB-MTTQ-BTT", CV: "01/MTTQ-BTT" }],
    ]);
    expect(issuers[1]?.types).not.toContain("NQ");
    expect(issuers[1]?.types).toContain("QĐ");
  });

  test("a type that the body does not issue is refused with the rule", async () => {
    expect(await refusalOf(taken({ type: "HD" }))).toMatchObject({
      code: "document.typeNotAllowed",
      details: { issuer: "Chi bộ tổ dân phố 3", type: "Hướng dẫn", why: expect.stringContaining("399-QĐ/TW") },
    });
    expect((await refusalOf(ofWard("UBND", { type: "NQ" }))).code).toBe("document.typeNotAllowed");
    expect(await listed()).toEqual([]);
  });
});

describe("numbers", () => {
  test("run for each body, type and series of a unit on their own", async () => {
    const day = (on: string) => w.as(w.people.office, on);
    const first = [await ofWard("ĐU"), await ofWard("ĐU"), await ofWard("ĐU", { type: "QĐ" }), await ofWard("UBND")];
    const nextYear = await day("2027-01-04");
    const later = [await ofWard("ĐU", {}, nextYear), await ofWard("UBND", {}, nextYear)];
    const nextTerm = await ofWard("ĐU", {}, await day("2030-07-01"));
    const elsewhere = await taken({ symbol: "ĐU" }, await w.as(w.people.otherOffice), w.units.otherWard);
    expect([...first, ...later, nextTerm, elsewhere].map(({ numberText }) => numberText)).toEqual([
      "01-TB/ĐU",
      "02-TB/ĐU",
      "01-QĐ/ĐU",
      "01/TB-UBND",
      "03-TB/ĐU",
      "01/TB-UBND",
      "01-TB/ĐU",
      "01-TB/ĐU",
    ]);
  });

  test("of a body that is also a unit of its own are given once, whichever way they are taken", async () => {
    const committeeOfficer = await w.as(w.people.committeeOfficer);
    const ofCommittee = () => taken({ symbol: "UBND" }, committeeOfficer, w.units.committee);
    const numbers = [await ofWard("UBND"), await ofCommittee(), await ofWard("UBND"), await ofCommittee()];
    expect(numbers.map(({ numberText }) => numberText)).toEqual([
      "01/TB-UBND",
      "02/TB-UBND",
      "03/TB-UBND",
      "04/TB-UBND",
    ]);
    expect(await listed({}, committeeOfficer)).toEqual(["02/TB-UBND", "04/TB-UBND"]);
  });

  test("begin where an office says, as long as the series is empty", async () => {
    expect((await taken({ startAt: 18 })).numberText).toBe("18-TB/CB");
    expect((await taken()).numberText).toBe("19-TB/CB");
    expect(await refusalOf(taken({ startAt: 19, abstract: "Về việc khác hẳn" }))).toMatchObject({
      code: "document.numberTaken",
      details: { number: "19-TB/CB", abstract: aNumber.abstract, name: "Cán bộ chi bộ" },
    });
    for (const startAt of [1, 40]) {
      expect(await refusalOf(taken({ startAt }))).toMatchObject({
        code: "document.seriesBegun",
        details: { last: "19-TB/CB" },
      });
    }
    expect((await taken()).numberText).toBe("20-TB/CB");
  });

  test("that were cancelled stay in the book with the reason, and are not taken again", async () => {
    const { id } = await taken();
    await cancelling(id);
    expect((await taken()).numberText).toBe("02-TB/CB");
    expect((await got(id)).document).toMatchObject({
      state: "cancelled",
      reason: "Cuộc họp không diễn ra.",
      number: 1,
    });
    expect(await listed({ states: ["cancelled"] })).toEqual(["01-TB/CB"]);
    expect((await refusalOf(officer.documents.issue(over({ id, version: 2 }, { ...noReason, ...anIssue })))).code).toBe(
      "workflow.wrongState",
    );
  });

  test("are either issued or cancelled when both is done at once", async () => {
    const { id } = await taken();
    const answers = await Promise.allSettled([issuing(id), cancelling(id, office)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await got(id)).document.version).toBe(2);
  });

  test("of a unit that has ended are not taken", async () => {
    await w.db.updateTable("unitVersion").set({ validTo: "2026-05-03" }).where("unitId", "=", w.units.cell).execute();
    expect((await refusalOf(taken({}, office))).code).toBe("unit.ended");
    expect((await refusalOf(office.documents.record(of(w.units.cell, aReceived)))).code).toBe("unit.ended");
  });
});

describe("the day of a document", () => {
  test("is not after today", async () => {
    const { id } = await taken();
    expect(await refusalOf(issuing(id, { issuedOn: "2026-05-05" }))).toMatchObject({
      code: "document.datedAhead",
      details: { today: "04/05/2026" },
    });
    expect((await got(id)).document.state).toBe("reserved");
  });

  test("may be before its number was taken, but stands in the order of the numbers, both ways", async () => {
    const [one, two, three] = [await taken(), await taken(), await taken()];
    await issuing(two.id, { issuedOn: "2026-04-20" });
    expect(await refusalOf(issuing(three.id, { issuedOn: "2026-04-19" }))).toMatchObject({
      code: "document.outOfOrder",
      details: { number: "03-TB/CB", on: "19/04/2026", other: "02-TB/CB", otherOn: "20/04/2026" },
    });
    expect(await refusalOf(issuing(one.id, { issuedOn: "2026-04-21" }))).toMatchObject({
      code: "document.outOfOrder",
      details: { number: "01-TB/CB", other: "02-TB/CB" },
    });
    await issuing(three.id, { issuedOn: "2026-04-20" });
    await issuing(one.id, { issuedOn: "2026-04-20" });
    // Another type has an order of its own.
    await issuing((await taken({ type: "KH" })).id, { issuedOn: "2026-05-04" });
    expect(await listed({ states: ["issued"] })).toHaveLength(4);
  });

  test("stands in order also when two are issued at once", async () => {
    const [one, two] = [await taken(), await taken()];
    const answers = await Promise.allSettled([
      issuing(one.id, { issuedOn: "2026-05-04" }),
      issuing(two.id, { issuedOn: "2026-05-01" }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "fulfilled",
      "rejected",
    ]);
    expect(await listed({ states: ["issued"] })).toHaveLength(1);
  });

  test("stays in the series of its number", async () => {
    const { id } = await ofWard("UBND");
    expect(await refusalOf(issuing(id, { issuedOn: "2025-12-31" }, office))).toMatchObject({
      code: "document.otherSeries",
      details: { number: "01/TB-UBND", series: "năm 2026", other: "năm 2025" },
    });
    const ofParty = await ofWard("ĐU");
    expect((await refusalOf(issuing(ofParty.id, { issuedOn: "2025-06-30" }, office))).code).toBe(
      "document.otherSeries",
    );
    await issuing(ofParty.id, { issuedOn: "2025-12-31" }, office);
  });
});

describe("a document of another body", () => {
  const recorded = (given: Partial<typeof aReceived> = {}, unitId = w.units.ward) =>
    office.documents.record(of(unitId, { ...aReceived, ...given }));

  test("is written down as it came, without taking a number", async () => {
    const { id, numberText } = await recorded();
    expect(numberText).toBe("07/TB-MTTQ-BTT");
    expect(await got(id, office)).toMatchObject({
      document: { ...aReceived, received: true, state: "issued", number: null, series: null },
      steps: [],
      next: null,
    });
    expect((await ofWard("MTTQ-BTT")).numberText).toBe("01/TB-MTTQ-BTT");
  });

  test("is refused a second time, however it is typed, naming the one that is there", async () => {
    await recorded();
    const again = { numberText: " 07/tb-mttq-btt", issuerName: "ủy ban MTTQ việt nam  Tỉnh Quảng Ngãi" };
    expect(await refusalOf(recorded({ ...again, issuedOn: "2026-04-01", abstract: "Về việc khác" }))).toMatchObject({
      code: "document.alreadyRecorded",
      details: {
        number: "07/TB-MTTQ-BTT",
        issuer: "Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
        on: "05/03/2026",
        abstract: "Về việc phát động phong trào thi đua năm 2026",
      },
    });
    await recorded({ issuedOn: "2025-03-05" });
    await recorded({ issuerName: "Ủy ban MTTQ Việt Nam phường Sa Huỳnh" });
    await recorded({}, w.units.cell);
    expect(await listed({ origin: "received" })).toHaveLength(4);
  });

  test("is not dated after today", async () => {
    expect((await refusalOf(recorded({ issuedOn: "2026-05-05" }))).code).toBe("document.datedAhead");
  });

  test("is written down once when two do it at once", async () => {
    const answers = await Promise.allSettled([recorded(), recorded(), recorded()]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listed()).toEqual(["07/TB-MTTQ-BTT"]);
  });
});

test("the book is narrowed by state, type, origin, year and words, in the order of its numbers", async () => {
  for (let count = 0; count < 10; count += 1) await taken();
  const { id } = await taken({ type: "KH", abstract: "Kế hoạch phát động phong trào" });
  await issuing(id, { issuedOn: "2025-12-30", abstract: "Kế hoạch phát động phong trào" });
  await office.documents.record(of(w.units.ward, aReceived));
  expect((await listed({ type: "TB", origin: "own" })).slice(-2)).toEqual(["09-TB/CB", "10-TB/CB"]);
  expect(await listed({ year: 2025 })).toEqual(["01-KH/CB"]);
  expect(await listed({ search: "phat dong" })).toEqual(["01-KH/CB", "07/TB-MTTQ-BTT"]);
  expect(await listed({ search: "07/tb" })).toEqual(["07/TB-MTTQ-BTT"]);
  expect(await listed({ states: ["reserved"] })).toHaveLength(10);
  expect(await listed({}, officer)).toHaveLength(11);
  expect(await listed({}, await w.as(w.people.otherOffice))).toEqual([]);
});

test("200 parallel numberings: four people, 1 to 200, none twice and none missing, whatever else is refused", async () => {
  const offices = await Promise.all(
    Array.from({ length: 3 }, async (_, place) => {
      const id = randomUUID();
      await insertPerson(w.db, { id, name: `Văn thư ${place}`, username: id, passwordHash: "none" });
      const post = { personId: id, role: "standingOffice" as const, unitId: w.units.ward, bodyId: null, seat: null };
      await insertPost(w.db, { ...post, validFrom: "2026-01-01" });
      return w.as(id);
    }),
  );
  const callers = [office, ...offices];
  const front = (await numberingsOn(w.db, w.units.ward, today)).find(({ issuer }) => issuer.symbol === "MTTQ-BTT");
  /** Takes a number and then breaks: what was begun is taken back. */
  const broken = () =>
    w.db.transaction().execute(async (db) => {
      const entered = { unitId: w.units.ward, enteredOn: today, createdBy: w.people.office, startAt: null };
      await reserveDocument(db, front!, { ...entered, type: "TB", abstract: "Bị ngắt giữa chừng" });
      throw new Error("broken off");
    });
  const refused = [
    (as: Caller) => ofWard("MTTQ-BTT", { type: "QC" }, as),
    (as: Caller) => ofWard("MTTQ-BTT", { type: "không có" as never }, as),
    (as: Caller) => ofWard("MTTQ-BTT", { abstract: "" }, as),
    broken,
  ];
  const kept: Promise<{ numberText: string }>[] = [];
  const lost: Promise<unknown>[] = [];
  for (let count = 0; count < 200; count += 1) {
    const as = callers[count % callers.length]!;
    kept.push(ofWard("MTTQ-BTT", { abstract: `Về việc thứ ${count}` }, as));
    if (count % 10 === 0) lost.push(refused[(count / 10) % refused.length]!(as));
  }
  const [taken, without] = await Promise.all([Promise.all(kept), Promise.allSettled(lost)]);
  expect(without.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => "rejected"));
  const { rows } = await w.pool.query<{ number: number }>("select number from document order by number");
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, place) => place + 1));
  expect(new Set(taken.map(({ numberText }) => numberText)).size).toBe(200);
  expect((await ofWard("MTTQ-BTT")).numberText).toBe("201/TB-MTTQ-BTT");
}, 10_000);
