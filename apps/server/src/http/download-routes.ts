import { type AnnualReport, comparisons } from "@kheo/core/reports/reports";
import type { Action } from "@kheo/core/rules/policy";
import type { Paper } from "@kheo/papers/description/paper";
import { fileNameOf, type PaperFormat, paperFormats, workbookType, writingOf } from "@kheo/papers/formats";
import { writtenInThread } from "@kheo/papers/written";
import type { Context as Exchange } from "hono";
import { z } from "zod";
import type { Ask } from "./asking.ts";
import type { doors } from "./doors.ts";
import { enterPapers as enter } from "./paper-turns.ts";

const ofReport = z.strictObject({
  unit: z.uuid({ error: "unit: cần mã đơn vị." }),
  period: z.uuid({ error: "period: cần mã kỳ." }),
  cutoff: z.iso.date({ error: "cutoff: cần một ngày, ví dụ 2026-11-30." }).optional(),
  structureOn: z.iso.date({ error: "structureOn: cần một ngày, ví dụ 2026-11-30." }).optional(),
  comparison: z.enum(comparisons, { error: `comparison: cần ${comparisons.join(" hoặc ")}.` }).optional(),
});
const reportInput = ({ unit, period, ...of }: z.output<typeof ofReport>) => ({
  id: unit,
  data: { periodId: period, ...of },
});
const ofOne = z.strictObject({ id: z.uuid({ error: "id: cần mã của giấy tờ." }) });

/** The page asks for a list a few at a time. */
const ofSeveral = z.strictObject({
  ids: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).min(1).max(10, { error: "ids: mỗi lần lấy tối đa 10 giấy tờ." })),
});

/** Papers of one thing, by the name of their file: the call that describes each, and the action that it is asked by. */
const papersOfOne: Readonly<Record<string, { readonly action: Action; readonly call: string }>> = {
  registration: { action: "model.view", call: "models.paper" },
  "report-version": { action: "report.view", call: "reports.frozenPaper" },
  "self-score": { action: "scoring.view", call: "scoring.selfScorePaper" },
  "score-sheet": { action: "scoring.view", call: "scoring.sheetPaper" },
  "score-summary": { action: "meeting.view", call: "meetings.summaryPaper" },
};

/** Papers that people fetch: each is written from what the call of its page describes, in the name of who fetches it. */
export const downloadRoutes = (
  { download }: Pick<ReturnType<typeof doors>, "download">,
  {
    ask,
    siteOf,
  }: {
    readonly ask: Ask;
    /** Where the browser that asks reaches the installation. */
    readonly siteOf: (request: Exchange) => string;
  },
): void => {
  const writtenPaper = async (name: string, format: PaperFormat, paper: Paper) => ({
    body: await writtenInThread(writingOf(format, paper)),
    contentType: paperFormats[format],
    plainName: `${name}.${format}`,
    name: `${fileNameOf(paper.title)}.${format}`,
  });
  const unitOf = ({ unit }: z.output<typeof ofReport>) => unit;
  for (const format of Object.keys(paperFormats) as PaperFormat[]) {
    download(
      { path: `/download/report.${format}`, action: "report.view", query: ofReport, unitOf, enter },
      async ({ request, query }) =>
        writtenPaper("report", format, await ask<Paper>(request, "reports.paper", reportInput(query))),
    );
    download(
      { path: `/download/invitation.${format}`, action: "person.invite", query: ofOne, enter },
      async ({ request, query: { id } }) => {
        const input = { id, data: { site: siteOf(request) } };
        return writtenPaper("invitation", format, await ask<Paper>(request, "people.slipPaper", input));
      },
    );
    for (const [name, { action, call }] of Object.entries(papersOfOne)) {
      download(
        { path: `/download/${name}.${format}`, action, query: ofOne, enter },
        async ({ request, query: { id } }) =>
          writtenPaper(name, format, await ask<Paper>(request, call, { id, data: {} })),
      );
    }
  }
  download(
    { path: "/download/score-sheets.zip", action: "scoring.view", query: ofOne, enter },
    async ({ request, query: { id } }) => {
      const papers = await ask<readonly Paper[]>(request, "scoring.sheetPapers", { id, data: {} });
      return {
        body: await writtenInThread({ format: "zip", papers }),
        contentType: paperFormats.zip,
        plainName: "score-sheets.zip",
        name: "Phiếu chấm điểm của các thành viên.zip",
      };
    },
  );
  download(
    { path: "/download/registrations.zip", action: "model.view", query: ofSeveral, enter },
    async ({ request, query: { ids } }) => {
      const papers: Paper[] = [];
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as one page would ask
      for (const id of ids) papers.push(await ask<Paper>(request, "models.paper", { id, data: {} }));
      return {
        body: await writtenInThread({ format: "zip", papers }),
        contentType: paperFormats.zip,
        plainName: "registrations.zip",
        name: "Phiếu đăng ký.zip",
      };
    },
  );
  const writtenWorkbook = async (name: string, report: AnnualReport) => ({
    body: await writtenInThread({ format: "xlsx", report }),
    contentType: workbookType,
    plainName: `${name}.xlsx`,
    name: `${fileNameOf(`Báo cáo ${report.unitName} ${report.periodTitle}`)}.xlsx`,
  });
  download(
    { path: "/download/report.xlsx", action: "report.view", query: ofReport, unitOf, enter },
    async ({ request, query }) =>
      writtenWorkbook("report", await ask<AnnualReport>(request, "reports.annual", reportInput(query))),
  );
  download(
    { path: "/download/report-version.xlsx", action: "report.view", query: ofOne, enter },
    async ({ request, query: { id } }) => {
      const kept = await ask<{ readonly report: AnnualReport }>(request, "reports.snapshot", { id, data: {} });
      return writtenWorkbook("report-version", kept.report);
    },
  );
};
