import { errorMessage, isDomainError } from "@kheo/core/rules/errors";
import type { ColumnChoices } from "@kheo/core/territory/lists/chosen-columns";
import { columns } from "@kheo/core/territory/lists/columns";
import type { UnitListChoices } from "@kheo/core/territory/lists/unit-list";
import type { RootDb } from "@kheo/db/ground/connect";
import { treeBefore } from "@kheo/db/territory/reorganisations";
import { unitListForms } from "@kheo/papers/unit-list-forms";
import { previewUnitListFile } from "@kheo/sheets/sheet";
import { turns } from "@kheo/threads/turns";
import type { Context as Exchange } from "hono";
import { stream } from "hono/streaming";
import type { Logger } from "pino";
import { z } from "zod";
import type { doors } from "./doors.ts";
import { readBody } from "./request-bodies.ts";

/** What a list may weigh with what was chosen for its rows. */
const largestImport = 11 * 1024 * 1024;

const wanted = z.object({
  unit: z.uuid({ error: "unit: cần mã đơn vị." }),
  day: z.iso.date({ error: "day: cần một ngày, ví dụ 2025-07-01." }),
});

const choicesInput = z.record(z.string().regex(/^\d{1,6}$/u), z.array(z.string().max(60)).max(20));

const columnsInput = z.record(z.string().regex(/^\d{1,4}$/u), z.enum([...columns, "unread"]));

/** A file and what was chosen for its rows and its columns, as a form sends them. */
const sentIn = async (
  body: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<{ bytes: Uint8Array; choices: UnitListChoices; columns: ColumnChoices } | null> => {
  try {
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    const [file, choices, chosen] = [form.get("file"), form.get("choices") ?? "{}", form.get("columns") ?? "{}"];
    if (!(file instanceof File) || typeof choices !== "string" || typeof chosen !== "string") return null;
    return {
      bytes: new Uint8Array(await file.arrayBuffer()),
      choices: choicesInput.parse(JSON.parse(choices)),
      columns: columnsInput.parse(JSON.parse(chosen)),
    };
  } catch {
    return null;
  }
};

/** One reading may take a quarter of a gigabyte, and whoever waits holds a file. */
const enter = turns({ working: 2, waiting: 6 });

/** Lists of units that people send as files, read up to a preview: nothing is written and no file is kept. */
export const importRoutes = (
  { download, upload }: ReturnType<typeof doors>,
  { db, logOf }: { readonly db: RootDb; readonly logOf: (request: Exchange) => Logger },
): void => {
  const units = {
    path: "/import/units",
    action: "unit.manage",
    query: wanted,
    unitOf: ({ unit }: z.output<typeof wanted>) => unit,
    enter,
  } as const;
  upload(units, async ({ request, query: { unit: unitId, day: effectiveOn }, place }) => {
    const body = await readBody(request.req.raw, largestImport).catch(() => null);
    const sent = body && (await sentIn(body, request.req.header("content-type") ?? ""));
    if (!sent) place.leave();
    if (!body) return request.text("Tệp quá lớn: nhận tệp đến 10 MB. Hãy tách thành nhiều tệp.", 413);
    if (!sent)
      return request.text(
        "Cần gửi một tệp trong trường “file”, và các lựa chọn trong trường “choices”, “columns”.",
        400,
      );
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
          const context = { ...tree, rootId: unitId, choices: sent.choices, columns: sent.columns };
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

  for (const [name, form] of Object.entries(unitListForms)) {
    download(
      { path: `/download/unit-${name}-template.xlsx`, action: "unit.manage", query: z.object({}) },
      async () => ({
        body: await form.write(),
        contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        plainName: form.plainName,
        name: form.name,
      }),
    );
  }
};
