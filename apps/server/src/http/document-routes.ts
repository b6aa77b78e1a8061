import type { RootDb } from "@kheo/db/ground/connect";
import { type DocumentFormat, keepDocumentFile } from "@kheo/db/offices/document-papers";
import { hashOf, streamOf } from "@kheo/files/store";
import type { Paper } from "@kheo/papers/description/paper";
import { archiveOfFiles, fileNameOf, paperFormats } from "@kheo/papers/formats";
import { writtenInThread } from "@kheo/papers/written";
import type { Context as Exchange } from "hono";
import { z } from "zod";
import type { Files } from "../files.ts";
import type { Ask } from "./asking.ts";
import type { doors } from "./doors.ts";
import { enterPapers as enter } from "./paper-turns.ts";

const ofDocument = z.strictObject({ id: z.uuid({ error: "id: cần mã của văn bản." }) });

type Written = { readonly paper: Paper; readonly kept: Readonly<Record<DocumentFormat, string | null>> };

/**
 * Issued documents: each file is made once, kept under its hash, and handed out as it was from then on. Where there is no
 * place for files it is made again from what the document says, byte for byte.
 */
export const documentRoutes = (
  { download }: Pick<ReturnType<typeof doors>, "download">,
  { db, files, ask }: { readonly db: RootDb; readonly files: Files | null; readonly ask: Ask },
): void => {
  const fileOf = async (
    documentId: string,
    { paper, kept }: Written,
    format: DocumentFormat,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const hash = kept[format];
    if (hash !== null && files) return new Uint8Array(Buffer.concat(await (await files.store.read(hash)).toArray()));
    const made = await writtenInThread({ format, paper });
    if (files) {
      await keepDocumentFile(db, { documentId, format }, async () => {
        const its = await hashOf(streamOf(made));
        await files.store.keep(made, its);
        return { hash: its, size: made.length };
      });
    }
    return made;
  };
  const asked = (request: Exchange, id: string) => ask<Written>(request, "documents.paper", { id, data: {} });

  for (const format of ["docx", "pdf"] as const) {
    download(
      { path: `/download/document.${format}`, action: "document.view", query: ofDocument, enter },
      async ({ request, query: { id } }) => {
        const written = await asked(request, id);
        return {
          body: await fileOf(id, written, format),
          contentType: paperFormats[format],
          plainName: `document.${format}`,
          name: `${fileNameOf(written.paper.title)}.${format}`,
        };
      },
    );
  }
  download(
    { path: "/download/document.zip", action: "document.view", query: ofDocument, enter },
    async ({ request, query: { id } }) => {
      const written = await asked(request, id);
      const name = fileNameOf(written.paper.title);
      return {
        body: archiveOfFiles({
          [`${name}.docx`]: await fileOf(id, written, "docx"),
          [`${name}.pdf`]: await fileOf(id, written, "pdf"),
        }),
        contentType: paperFormats.zip,
        plainName: "document.zip",
        name: `${name}.zip`,
      };
    },
  );
};
