import { type AnnualReport, comparisons } from "@kheo/core/reports/reports";
import { DomainError, type ErrorCode } from "@kheo/core/rules/errors";
import { reportPapers } from "@kheo/papers/report";
import { writtenInThread } from "@kheo/papers/written";
import { turns } from "@kheo/threads/turns";
import type { Context as Exchange } from "hono";
import { z } from "zod";
import type { doors } from "./doors.ts";

/** Papers are written in turn, each with a thread of its own. */
const enter = turns({ working: 2, waiting: 20 });

type ReportPaper = (typeof reportPapers)[keyof typeof reportPapers];

/** The report in an answer to a page's call. @throws what the call was refused with. */
const reportIn = async (response: Response): Promise<AnnualReport> => {
  const { result, error } = (await response.json()) as {
    readonly result?: { readonly data: AnnualReport };
    readonly error?: { readonly data: { readonly domain: { code: ErrorCode; details: never } | null } };
  };
  if (result) return result.data;
  const domain = error?.data.domain;
  throw domain ? new DomainError(domain.code, domain.details) : new Error(`The report answered ${response.status}`);
};

const wanted = z.object({
  unit: z.uuid({ error: "unit: cần mã đơn vị." }),
  period: z.uuid({ error: "period: cần mã kỳ." }),
  cutoff: z.iso.date({ error: "cutoff: cần một ngày, ví dụ 2026-11-30." }).optional(),
  structureOn: z.iso.date({ error: "structureOn: cần một ngày, ví dụ 2026-11-30." }).optional(),
  comparison: z.enum(comparisons, { error: `comparison: cần ${comparisons.join(" hoặc ")}.` }).optional(),
});

/** Papers that people fetch: each is written from what the page of its report is told. */
export const downloadRoutes = (
  { download }: Pick<ReturnType<typeof doors>, "download">,
  /** What a call is answered that is asked in the name of a request. */
  answerCostly: (request: Exchange, asked: Request) => Promise<Response>,
): void => {
  for (const [format, paper] of Object.entries(reportPapers) as [keyof typeof reportPapers, ReportPaper][]) {
    download(
      { path: `/download/report.${format}`, action: "report.view", query: wanted, unitOf: ({ unit }) => unit, enter },
      async ({ request, query: { unit, period, ...of } }) => {
        const { url, headers } = request.req.raw;
        const input = encodeURIComponent(JSON.stringify({ id: unit, data: { periodId: period, ...of } }));
        const asked = new Request(new URL(`/trpc/reports.annual?input=${input}`, url), { headers });
        // It is read here, not by whoever asks.
        asked.headers.delete("accept-encoding");
        const report = await reportIn(await answerCostly(request, asked));
        return {
          body: await writtenInThread({ format, report }),
          contentType: paper.contentType,
          plainName: `bao-cao${paper.extension}`,
          name: `Báo cáo ${report.unitName} ${report.periodTitle}${paper.extension}`,
        };
      },
    );
  }
};
