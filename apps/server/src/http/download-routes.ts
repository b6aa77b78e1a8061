import { type AnnualReport, comparisons } from "@kheo/core/reports/reports";
import { DomainError, type ErrorCode } from "@kheo/core/rules/errors";
import { reportPapers } from "@kheo/papers/report";
import { writtenInThread } from "@kheo/papers/written";
import { turns } from "@kheo/threads/turns";
import { type Context as Exchange, Hono } from "hono";
import { z } from "zod";

/** Papers are written in turn, each with a thread of its own. */
const enter = turns({ working: 2, waiting: 20 });

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
export const downloadRoutes = (around: {
  readonly personOf: (request: Exchange) => Promise<string | null>;
  /** What a call is answered that is asked in the name of a request. */
  readonly answerCostly: (request: Exchange, asked: Request) => Promise<Response>;
}): Hono => {
  const app = new Hono();
  app.get("/download/:name{report\\.(docx|xlsx)}", async (request) => {
    const format = request.req.param("name").endsWith(".docx") ? "docx" : "xlsx";
    const paper = reportPapers[format];
    const query = wanted.safeParse(request.req.query());
    if (!query.success) return request.text(query.error.issues.map(({ message }) => message).join("\n"), 400);
    const { unit, period, ...of } = query.data;
    const { url, headers } = request.req.raw;
    const personId = await around.personOf(request);
    if (personId === null) throw new DomainError("session.required");
    const input = encodeURIComponent(JSON.stringify({ id: unit, data: { periodId: period, ...of } }));
    const asked = new Request(new URL(`/trpc/reports.annual?input=${input}`, url), { headers });
    // It is read here, not by whoever asks.
    asked.headers.delete("accept-encoding");
    const place = enter(personId);
    const { report, written } = await place
      .work(async () => {
        const report = await reportIn(await around.answerCostly(request, asked));
        return { report, written: await writtenInThread({ format, report }) };
      })
      .finally(place.leave);
    const file = encodeURIComponent(`Báo cáo ${report.unitName} ${report.periodTitle}${paper.extension}`);
    return new Response(written, {
      headers: {
        "content-type": paper.contentType,
        "content-disposition": `attachment; filename="bao-cao${paper.extension}"; filename*=UTF-8''${file}`,
        "cache-control": "no-store",
      },
    });
  });
  return app;
};
