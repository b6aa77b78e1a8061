import { paperOf, makeReport } from "@kheo/api/reports/reports";
import { catalog } from "@kheo/catalog";
import type { Day } from "@kheo/core/ground/days";
import type { Paper } from "@kheo/papers/description/paper";
import { fileOf } from "@kheo/papers/files";
import { documentText, readPdf, wordsIn } from "@kheo/papers/testing";
import { issuerOn, recipientsOn, standingOfficeOn } from "@kheo/db/offices/issuers";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callerOf, firstToday } from "./calling.ts";
import { demonstrationDatabase } from "./testing.ts";
import { communeId } from "./units.ts";

let db: Awaited<ReturnType<typeof demonstrationDatabase>>["db"];
beforeAll(async () => {
  ({ db } = await demonstrationDatabase());
});
afterAll(() => db.destroy());

const as = async (username: string) => {
  const { id } = await db.selectFrom("person").select("id").where("username", "=", username).executeTakeFirstOrThrow();
  return callerOf({ db }, id, firstToday);
};
const ward = communeId("Phường Trà Câu");

/** The papers of the ward's season, each as somebody there prints it. */
const season = async (): Promise<readonly Paper[]> => {
  const [office, member] = [await as("mttq.tracau"), await as("hoidong2.tracau")];
  const { rows: models } = await sql<{ id: string; scoring: string | null }>`
    select model.id, assessment.state as scoring from model
      left join assessment on assessment.id = model.id
     where model.period_id = (select id from period where opens_on = '2026-01-01')
       and model.state <> 'draft' and model.unit_id in (select unit_below(${ward}, ${firstToday}))`.execute(db);
  const { rows: meetings } = await sql<{ id: string }>`
    select meeting.id from meeting join body on body.id = meeting.body_id where body.unit_id = ${ward}`.execute(db);
  const sent = models.filter(({ scoring }) => scoring !== null && scoring !== "open");
  const marked = sent.filter(({ scoring }) => scoring === "underAppraisal" || scoring === "closed").slice(0, 3);
  const { id: periodId } = await db
    .selectFrom("period")
    .select("id")
    .where("opensOn", "=", "2026-01-01")
    .executeTakeFirstOrThrow();
  const of = ({ id }: { readonly id: string }) => ({ id, data: {} });
  return [
    ...(await Promise.all(models.map((model) => office.models.paper(of(model))))),
    ...(await Promise.all(sent.map((model) => office.scoring.selfScorePaper(of(model))))),
    ...(await Promise.all(marked.map((model) => member.scoring.sheetPapers(of(model))))).map(([first]) => first),
    ...(await Promise.all(meetings.map((meeting) => office.meetings.summaryPaper(of(meeting))))),
    await paperOf(db, await makeReport(db, catalog, { unitId: ward, periodId, cutoff: firstToday })),
  ].flatMap((paper) => paper ?? []);
};

/** Of each kind of paper one by each family; `npm run proof` looks at all of them. */
const oneOfEach = (papers: readonly Paper[]): readonly Paper[] => [
  ...new Map(
    papers.map((paper) => [`${paper.title.replace(/\sMH-.*|\sMô hình.*/u, "")} ${paper.issuer.family}`, paper]),
  ).values(),
];

test(
  "no produced page breaks a word: the PDF of every paper of the season has the very words of its Word file",
  { timeout: 60_000 },
  async () => {
    const whole = await season();
    expect(new Set(whole.map(({ issuer }) => issuer.family))).toEqual(new Set(["party", "state", "front", "youth"]));
    const papers = process.env["KHEO_PAPERS"] === "all" ? whole : oneOfEach(whole);
    let pages = 0;
    for (const paper of papers) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are printed
      const pdf = await readPdf(await fileOf({ format: "pdf", paper }));
      // oxlint-disable-next-line no-await-in-loop
      const word = wordsIn(await documentText(await fileOf({ format: "docx", paper })));
      const numbers = new Set(pdf.pages.map((_, index) => String(index + 1)));
      const printed = wordsIn(pdf.pages.join("\n"));
      expect({
        paper: paper.title,
        broken: printed.filter((one) => !word.includes(one) && !numbers.has(one)),
        lost: word.filter((one) => !printed.includes(one)),
        isLegible: Math.min(...pdf.sizes) >= 9,
      }).toEqual({ paper: paper.title, broken: [], lost: [], isLegible: true });
      pages += pdf.pages.length;
    }
    expect(pages).toBeGreaterThan(papers.length);
  },
);

describe("a paper of one place names the bodies of its day", () => {
  const placeOn = async (on: Day): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      select unit_holder(unit_id, ${on}) as id from unit_version where name = 'Phường Phổ Văn' limit 1`.execute(db);
    return rows[0]?.id ?? "";
  };
  test.each([
    [
      "2025-02-01",
      "Khối dân vận phường Phổ Văn",
      "ĐẢNG ỦY PHƯỜNG PHỔ VĂN / KHỐI DÂN VẬN",
      ["Ban Dân vận cấp ủy thị xã Đức Phổ (b/c)", "Thường trực Đảng ủy phường Phổ Văn (b/c)"],
    ],
    [
      "2025-06-01",
      "Khối dân vận phường Phổ Văn",
      "ĐẢNG ỦY PHƯỜNG PHỔ VĂN / KHỐI DÂN VẬN",
      ["Ban Tuyên giáo và Dân vận cấp ủy thị xã Đức Phổ (b/c)", "Thường trực Đảng ủy phường Phổ Văn (b/c)"],
    ],
    [
      "2026-11-01",
      "Ủy ban MTTQ Việt Nam phường Trà Câu",
      "ỦY BAN MTTQ VIỆT NAM / PHƯỜNG TRÀ CÂU / BAN THƯỜNG TRỰC",
      ["Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi (b/c)", "Thường trực Đảng ủy phường Trà Câu (b/c)"],
    ],
  ] as const)("%s", async (on, office, head, recipients) => {
    const place = await placeOn(on);
    expect((await standingOfficeOn(db, place, on))?.name).toBe(office);
    const issuer = await issuerOn(db, place, on);
    expect([...(issuer.superior === null ? [] : [issuer.superior]), ...issuer.body].join(" / ")).toBe(head);
    expect(await recipientsOn(db, place, on)).toEqual(recipients);
  });
});

test("a unit that has ended prints its papers under the names that stood above it last", async () => {
  const { rows } = await sql<{
    id: string;
  }>`select unit_id as id from unit_version where name = 'UBND xã Phổ An'`.execute(db);
  const issuer = await issuerOn(db, rows[0]?.id ?? "", firstToday);
  expect([issuer.body, issuer.place]).toEqual([["ỦY BAN NHÂN DÂN", "XÃ PHỔ AN"], "Phổ An"]);
});
