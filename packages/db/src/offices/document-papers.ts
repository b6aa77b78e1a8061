import type { Day } from "@kheo/core/ground/days";
import type { Db, RootDb } from "../ground/connect.ts";
import { whileNaming } from "../ground/stored-contents.ts";

/** The formats of a document's files. */
export type DocumentFormat = "docx" | "pdf";

/** Keeps what a document says, as it was issued; of which report it is, where it is one. */
export const insertDocumentPaper = async (
  db: Db,
  {
    documentId,
    snapshotId,
    paper,
  }: { readonly documentId: string; readonly snapshotId: string; readonly paper: object },
): Promise<void> => {
  await db.insertInto("documentPaper").values({ documentId, snapshotId, paper }).execute();
};

/** What a document says, and the hashes of its files as far as they were handed out; nothing of one that was typed in. */
export const paperOfDocument = (db: Db, documentId: string) =>
  db
    .selectFrom("documentPaper")
    .select(["paper", "docxHash as docx", "pdfHash as pdf"])
    .where("documentId", "=", documentId)
    .executeTakeFirst();

/** Whether the product itself has written a document, without reading all that it says. */
export const hasPaper = async (db: Db, documentId: string): Promise<boolean> =>
  (await db
    .selectFrom("documentPaper")
    .select("documentId")
    .where("documentId", "=", documentId)
    .executeTakeFirst()) !== undefined;

/** The document as which a version of a report was issued. */
export const documentOfSnapshot = (
  db: Db,
  snapshotId: string,
): Promise<{ readonly id: string; readonly numberText: string; readonly issuedOn: Day | null } | undefined> =>
  db
    .selectFrom("documentPaper")
    .innerJoin("document", "document.id", "documentPaper.documentId")
    .select(["document.id", "document.numberText", "document.issuedOn"])
    .where("snapshotId", "=", snapshotId)
    .executeTakeFirst();

/** Names a file of a document that `keep` takes into the store; who comes second finds the first. */
export const keepDocumentFile = (
  root: RootDb,
  { documentId, format }: { readonly documentId: string; readonly format: DocumentFormat },
  keep: () => Promise<{ readonly hash: string; readonly size: number }>,
): Promise<void> =>
  whileNaming(root, async (db) => {
    const { hash, size } = await keep();
    const column = ({ docx: "docxHash", pdf: "pdfHash" } as const)[format];
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("storedFile")
        .values({ hash, kind: format, size })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await transaction
        .updateTable("documentPaper")
        .set({ [column]: hash })
        .where("documentId", "=", documentId)
        .where(column, "is", null)
        .execute();
    });
  });
