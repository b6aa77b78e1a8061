import type { Day } from "@kheo/core/ground/days";
import { DomainError, errorMessage, isDomainError } from "@kheo/core/rules/errors";
import { type Actor, authorize } from "@kheo/core/rules/rights";
import type { UnitListChoices } from "@kheo/core/territory/lists/unit-list";
import type { RootDb } from "@kheo/db/ground/connect";
import { treeBefore } from "@kheo/db/territory/reorganisations";
import { placeOf } from "@kheo/db/territory/units";
import { unitListForms } from "@kheo/papers/unit-list-forms";
import { previewUnitListFile } from "@kheo/sheets/sheet";
import { turns } from "@kheo/threads/turns";
import { type Context as Exchange, Hono } from "hono";
import { stream } from "hono/streaming";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { z } from "zod";
import { readBody } from "./request-bodies.ts";

/** What a list may weigh with what was chosen for its rows. */
const largestImport = 11 * 1024 * 1024;

const wanted = z.object({
  unit: z.uuid({ error: "unit: cần mã đơn vị." }),
  day: z.iso.date({ error: "day: cần một ngày, ví dụ 2025-07-01." }),
});

const choicesInput = z.record(z.string().regex(/^\d{1,6}$/u), z.array(z.string().max(60)).max(20));

/** A file and what was chosen for its rows, as a form sends them. */
const sentIn = async (
  body: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<{ bytes: Uint8Array; choices: UnitListChoices } | null> => {
  try {
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    const [file, choices] = [form.get("file"), form.get("choices") ?? "{}"];
    if (!(file instanceof File) || typeof choices !== "string") return null;
    return { bytes: new Uint8Array(await file.arrayBuffer()), choices: choicesInput.parse(JSON.parse(choices)) };
  } catch {
    return null;
  }
};

/** One reading may take a quarter of a gigabyte, and whoever waits holds a file. */
const enter = turns({ working: 2, waiting: 6 });

/** Lists of units that people send as files, read up to a preview: nothing is written and no file is kept. */
export const importRoutes = (around: {
  readonly db: RootDb;
  readonly today: () => Day;
  readonly actorOf: (request: Exchange) => Promise<Actor | null>;
  readonly logOf: (request: Exchange) => Logger;
}): Hono => {
  const { db, today, actorOf, logOf } = around;
  const app = new Hono();

  /** Who sends, what they ask for, and their place in the queue: all before anything of the file is read. */
  const admitted = async (request: Exchange) => {
    const actor = await actorOf(request);
    if (!actor) throw new DomainError("session.required");
    const query = wanted.safeParse(request.req.query());
    if (!query.success) {
      throw new HTTPException(400, { message: query.error.issues.map(({ message }) => message).join("\n") });
    }
    const { unit: unitId, day: effectiveOn } = query.data;
    authorize(actor, "unit.manage", await placeOf(db, unitId, today()));
    return { unitId, effectiveOn, place: enter(actor.personId) };
  };

  app.post("/import/units", async (request) => {
    const { unitId, effectiveOn, place } = await admitted(request);
    const body = await readBody(request.req.raw, largestImport).catch(() => null);
    const sent = body && (await sentIn(body, request.req.header("content-type") ?? ""));
    if (!sent) place.leave();
    if (!body) return request.text("Tệp quá lớn: nhận tệp đến 10 MB. Hãy tách thành nhiều tệp.", 413);
    if (!sent) return request.text("Cần gửi một tệp trong trường “file”, và các lựa chọn trong trường “choices”.", 400);
    request.header("content-type", "application/x-ndjson; charset=utf-8");
    // A compressed answer would hold its lines back until the end.
    request.header("cache-control", "no-store, no-transform");
    return stream(request, async (lines) => {
      const write = (line: object) => lines.write(`${JSON.stringify(line)}\n`).then(() => undefined);
      try {
        void write({ progress: 0, of: 0 });
        let read = 0;
        const preview = await place.work(async () => {
          const tree = await treeBefore(db, { unitId, effectiveOn });
          const context = { ...tree, rootId: unitId, choices: sent.choices };
          return previewUnitListFile(sent.bytes, context, (rows) => {
            read = rows;
            void write({ progress: 0, of: rows });
          });
        });
        // Whoever takes long to fetch the answer keeps nobody else waiting.
        place.leave();
        await write({ progress: read, of: read });
        await write({ preview });
      } catch (error) {
        if (isDomainError(error)) {
          await write({ error: { code: error.code, message: errorMessage(error.code, error.details) } });
          return;
        }
        logOf(request).error({ err: error }, "unexpected error");
        await write({ error: { code: "unexpected", message: "Hệ thống gặp lỗi ngoài dự kiến khi đọc tệp." } });
      } finally {
        place.leave();
      }
    });
  });

  app.get("/download/:name{unit-(list|conversion)-template\\.xlsx}", async (request) => {
    const form = unitListForms[request.req.param("name").startsWith("unit-list") ? "list" : "conversion"];
    return new Response(await form.write(), {
      headers: {
        "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "content-disposition": `attachment; filename="${form.plainName}"; filename*=UTF-8''${encodeURIComponent(form.name)}`,
        "cache-control": "no-store",
      },
    });
  });

  return app;
};
