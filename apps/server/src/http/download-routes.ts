import { type AnnualReport, comparisons } from "@kheo/core/reports/reports";
import type { Action } from "@kheo/core/rules/policy";
import type { Paper } from "@kheo/papers/description/paper";
import { fileNameOf, type PaperFormat, paperFormats, workbookType } from "@kheo/papers/files";
import { writtenInThread } from "@kheo/papers/written";
import { turns } from "@kheo/threads/turns";
import { z } from "zod";
import type { Ask } from "./asking.ts";
import type { doors } from "./doors.ts";

/** Papers are written in turn, each with a thread of its own. */
const enter = turns({ working: 2, waiting: 20 });

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

/** Papers of one thing, by the name of their file: the call that describes each, and the action that it is asked by. */
const papersOfOne: Readonly<Record<string, { readonly action: Action; readonly call: string }>> = {
  registration: { action: "model.view", call: "models.paper" },
  "report-version": { action: "report.view", call: "reports.frozenPaper" },
};

/** Papers that people fetch: each is written from what the call of its page describes, in the name of who fetches it. */
export const downloadRoutes = ({ download }: Pick<ReturnType<typeof doors>, "download">, ask: Ask): void => {
  const writtenPaper = async (name: string, format: PaperFormat, paper: Paper) => ({
    body: await writtenInThread({ format, paper }),
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
    for (const [name, { action, call }] of Object.entries(papersOfOne)) {
      download({ path: `/download/${name}.${format}`, action, query: ofOne, enter }, async ({ request, query }) =>
        writtenPaper(name, format, await ask<Paper>(request, call, { ...query, data: {} })),
      );
    }
  }
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
