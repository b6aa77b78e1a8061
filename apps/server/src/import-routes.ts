import { randomUUID } from "node:crypto";
import type { Day } from "@kheo/core/days";
import { DomainError, errorMessage, isDomainError } from "@kheo/core/errors";
import { type Actor, authorize } from "@kheo/core/policy";
import { previewUnitList, type UnitListChoices, type UnitListPreview } from "@kheo/core/unit-lists";
import type { RootDb } from "@kheo/db/connect";
import { treeBefore } from "@kheo/db/reorganisations";
import { placeOf } from "@kheo/db/units";
import { unitListForms } from "@kheo/papers/unit-list-forms";
import { readSheets } from "@kheo/sheets/sheet";
import { type Context as Exchange, Hono } from "hono";
import { stream } from "hono/streaming";
import type { Logger } from "pino";
import { z } from "zod";

/** What a list may weigh with what was chosen for its rows. */
export const largestImport = 11 * 1024 * 1024;

const wanted = z.object({
  unit: z.uuid({ error: "unit: cần mã đơn vị." }),
  day: z.iso.date({ error: "day: cần một ngày, ví dụ 2025-07-01." }),
});

const choicesInput = z.record(z.string().regex(/^\d{1,6}$/u), z.array(z.string().max(60)).max(20));

/** A file and what was chosen for its rows, as a form sends them. */
const sentIn = async (request: Exchange): Promise<{ bytes: Uint8Array; choices: UnitListChoices } | null> => {
  const form = await request.req.parseBody().catch(() => ({}) as Record<string, never>);
  const { file, choices = "{}" } = form;
  if (!(file instanceof File) || typeof choices !== "string") return null;
  try {
    return { bytes: new Uint8Array(await file.arrayBuffer()), choices: choicesInput.parse(JSON.parse(choices)) };
  } catch {
    return null;
  }
};

/** So many may work at once; the others wait for their turn. */
const turns = (most: number) => {
  let working = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (working >= most) await new Promise<void>((next) => waiting.push(next));
    else working++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working--;
    }
  };
};

/** One reading may take a quarter of a gigabyte. */
const inTurn = turns(2);

type Shown = UnitListPreview & { readonly sheet: string };

/** The first sheet that holds a list; what others hold is none of it. */
const previewOf = async (
  db: RootDb,
  bytes: Uint8Array,
  { unitId, effectiveOn, choices }: { unitId: string; effectiveOn: Day; choices: UnitListChoices },
  rowsRead: (rows: number) => Promise<void>,
): Promise<Shown> => {
  const sheets = await readSheets(bytes);
  await rowsRead(sheets.reduce((sum, { rows }) => sum + rows.length, 0));
  const tree = await treeBefore(db, { unitId, effectiveOn });
  for (const { name, rows } of sheets) {
    const preview = previewUnitList(rows, { ...tree, rootId: unitId, choices, newId: randomUUID });
    if (preview) return { sheet: name, ...preview };
  }
  throw new DomainError("sheet.noHeading");
};

/** Lists of units that people send as files, read up to a preview: nothing is written and no file is kept. */
export const importRoutes = (around: {
  readonly db: RootDb;
  readonly today: () => Day;
  readonly actorOf: (request: Exchange) => Promise<Actor | null>;
  readonly logOf: (request: Exchange) => Logger;
}): Hono => {
  const { db, today, actorOf, logOf } = around;
  const app = new Hono();

  app.post("/import/units", async (request) => {
    const actor = await actorOf(request);
    if (!actor) throw new DomainError("session.required");
    const query = wanted.safeParse(request.req.query());
    if (!query.success) return request.text(query.error.issues.map(({ message }) => message).join("\n"), 400);
    const { unit: unitId, day: effectiveOn } = query.data;
    authorize(actor, "unit.manage", await placeOf(db, unitId, today()));
    const sent = await sentIn(request);
    if (!sent) return request.text("Cần gửi một tệp trong trường “file”, và các lựa chọn trong trường “choices”.", 400);
    request.header("content-type", "application/x-ndjson; charset=utf-8");
    // A compressed answer would hold its lines back until the end.
    request.header("cache-control", "no-store, no-transform");
    return stream(request, async (lines) => {
      const write = (line: object) => lines.write(`${JSON.stringify(line)}\n`).then(() => undefined);
      await write({ progress: 0, of: 0 });
      try {
        let read = 0;
        const preview = await inTurn(() =>
          previewOf(db, sent.bytes, { unitId, effectiveOn, choices: sent.choices }, async (rows) => {
            read = rows;
            await write({ progress: 0, of: rows });
          }),
        );
        await write({ progress: read, of: read });
        await write({ preview });
      } catch (error) {
        if (isDomainError(error)) {
          await write({ error: { code: error.code, message: errorMessage(error.code, error.details) } });
          return;
        }
        logOf(request).error({ err: error }, "unexpected error");
        await write({ error: { code: "unexpected", message: "Hệ thống gặp lỗi ngoài dự kiến khi đọc tệp." } });
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
