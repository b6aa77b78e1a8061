import {
  type EvidenceKind,
  inGigabytes,
  mostUnfinishedUploads,
  unnamedDays,
  uploadHours,
  usualQuota,
} from "@kheo/core/movement/evidence";
import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { sql } from "kysely";
import type { Db, RootDb } from "../ground/connect.ts";
import type { Refusal } from "../ground/evidence-schema.ts";
import { contents, whileNaming } from "../ground/stored-contents.ts";
import { readSetting } from "../ground/settings.ts";

/** Bytes that the files of a unit come to, each content once, with what is being sent to it. */
export const bytesOf = async (db: Db, unitId: string): Promise<number> => {
  const { rows } = await sql<{ bytes: number }>`
    select (select coalesce(sum(size + reduced_size + thumbnail_size), 0) from stored_file
             where hash in (select file_hash from evidence where unit_id = ${unitId} and removed_at is null)
                or hash in (select file_hash from upload where unit_id = ${unitId}))::bigint
         + (select coalesce(sum(size), 0) from upload where unit_id = ${unitId} and settled_at is null) as bytes`.execute(
    db,
  );
  return rows[0]?.bytes ?? 0;
};

type Begun = { readonly personId: string; readonly unitId: string; readonly name: string; readonly size: number };

/** How many bytes the files of a unit come to, and how many they may. */
export const roomOf = async (db: Db, unitId: string): Promise<{ readonly used: number; readonly most: number }> => ({
  used: await bytesOf(db, unitId),
  most: (await readSetting(db, "evidenceQuota"))?.bytes ?? usualQuota,
});

/** Notes that a person begins to send a file. @throws `evidence.tooManyUploads`, `evidence.quotaFull`. */
export const beginUpload = (root: RootDb, upload: Begun): Promise<string> =>
  root.transaction().execute(async (db) => {
    const { personId, unitId, size } = upload;
    // One after the other, so that two do not both take the last place.
    await sql`select pg_advisory_xact_lock(hashtext('upload'), hashtext(${personId}))`.execute(db);
    await sql`select pg_advisory_xact_lock(hashtext('upload'), hashtext(${unitId}))`.execute(db);
    const { unfinished } = await db
      .selectFrom("upload")
      .where("personId", "=", personId)
      .where("settledAt", "is", null)
      .select(({ fn }) => fn.countAll<number>().as("unfinished"))
      .executeTakeFirstOrThrow();
    if (unfinished >= mostUnfinishedUploads) {
      throw new DomainError("evidence.tooManyUploads", { most: mostUnfinishedUploads });
    }
    const { used, most } = await roomOf(db, unitId);
    if (used + size > most)
      throw new DomainError("evidence.quotaFull", { used: inGigabytes(used), most: inGigabytes(most) });
    const { id } = await db.insertInto("upload").values(upload).returning("id").executeTakeFirstOrThrow();
    return id;
  });

/** What is known of a file that somebody sends; nothing of what others send. */
export const findUpload = (db: Db, id: string, personId: string) =>
  db
    .selectFrom("upload")
    .leftJoin("storedFile", "storedFile.hash", "upload.fileHash")
    .select([
      "upload.id",
      "upload.name",
      "upload.size",
      "upload.refusal",
      "upload.settledAt",
      "storedFile.kind",
      "storedFile.takenOn",
    ])
    .where("upload.id", "=", id)
    .where("upload.personId", "=", personId)
    .executeTakeFirst();

export const removeUpload = async (db: Db, id: string): Promise<void> => {
  await db.deleteFrom("upload").where("id", "=", id).execute();
};

/** Which of these files are still being sent. */
export const unsettledAmong = async (db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ id: string }>`
    select id from upload where id = any(${ids}::uuid[]) and settled_at is null`.execute(db);
  return new Set(rows.map(({ id }) => id));
};

/** A content as it was taken into the store. */
type Picture = { readonly hash: string; readonly size: number; readonly width: number; readonly height: number };
type Taken = {
  readonly hash: string;
  readonly kind: EvidenceKind;
  readonly size: number;
  readonly name: string;
  readonly takenOn?: Day;
  readonly reduced?: Picture;
  readonly thumbnail?: Picture;
};

/** Takes a content into the store and names it. */
export const keepUpload = (root: RootDb, id: string, take: () => Promise<Taken>): Promise<void> =>
  whileNaming(root, async (db) => {
    const { hash, kind, size, name, takenOn, reduced, thumbnail } = await take();
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("storedFile")
        .values({
          hash,
          kind,
          size,
          reducedHash: reduced?.hash,
          reducedSize: reduced?.size,
          thumbnailHash: thumbnail?.hash,
          thumbnailSize: thumbnail?.size,
          width: reduced?.width,
          height: reduced?.height,
          takenOn,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await transaction
        .updateTable("upload")
        .set({ fileHash: hash, name, settledAt: new Date() })
        .where("id", "=", id)
        .where("settledAt", "is", null)
        .execute();
    });
  });

/** Notes why a file was not taken. */
export const refuseUpload = async (db: Db, id: string, refusal: Refusal): Promise<void> => {
  await db
    .updateTable("upload")
    .set({ refusal: JSON.stringify(refusal), settledAt: new Date() })
    .where("id", "=", id)
    .where("settledAt", "is", null)
    .execute();
};

/** Every content that the store must hold, with what files are called that it belongs to. */
export const namedContents = async (db: Db): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ hash: string; names: string | null }>`
    select content.hash, string_agg(distinct coalesce('minh chứng “' || evidence.name || '”', 'văn bản ' || document.number_text), ', ') as names
      from stored_file cross join unnest(array[stored_file.hash, reduced_hash, thumbnail_hash]) as content(hash)
      left join evidence on evidence.file_hash = stored_file.hash
      left join document_paper written on stored_file.hash in (written.docx_hash, written.pdf_hash)
      left join document on document.id = written.document_id
     where content.hash is not null group by content.hash order by 2, 1`.execute(db);
  return new Map(rows.map(({ hash, names }) => [hash, names ?? "chưa gắn vào đâu"]));
};

const unnamedAmong = async (db: Db, hashes: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ hash: string }>`
    select hash from unnest(${hashes}::text[]) as kept(hash) where not exists (
      select from stored_file where kept.hash in (stored_file.hash, reduced_hash, thumbnail_hash))`.execute(db);
  return rows.map(({ hash }) => hash);
};

/** What is removed of a store, and how all of it is found. */
type Store = { readonly remove: (hash: string) => Promise<void>; readonly hashes: () => AsyncIterable<string> };

const atOnce = 200;

const removeSome = (root: RootDb, store: Store, hashes: readonly string[]): Promise<number> =>
  root.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(${contents})`.execute(db);
    const unnamed = await unnamedAmong(db, hashes);
    for (const hash of unnamed) await store.remove(hash);
    return unnamed.length;
  });

/** Removes contents that no row names. While some are, nobody keeps or names any. */
const removeOrphans = async (db: RootDb, store: Store): Promise<number> => {
  let removed = 0;
  let found: string[] = [];
  const removeFound = async () => {
    const unnamed = await unnamedAmong(db, found);
    found = [];
    if (unnamed.length > 0) removed += await removeSome(db, store, unnamed);
  };
  for await (const hash of store.hashes()) {
    found.push(hash);
    if (found.length >= atOnce) await removeFound();
  }
  await removeFound();
  return removed;
};

/** That something official stands on a file: a registration that was sent, or a score that was closed. */
const isOfficial = sql<boolean>`exists (
  select from evidence_use used
    left join model on used.thing = 'model' and model.id = used.thing_id
    left join verdict on used.thing = 'assessment' and verdict.assessment_id = used.thing_id
   where used.evidence_id = evidence.id and (model.submitted_on is not null or verdict.id is not null))`;

/** Files that their unit has removed, and on which nothing official stands; the newest version first, with its uses. */
const forgetRemoved = async (db: RootDb): Promise<void> => {
  for (;;) {
    const { rows } = await sql<{ gone: number }>`
      with gone as (
        select evidence.id from evidence
         where removed_at < now() - make_interval(days => ${unnamedDays}) and not ${isOfficial}
           and not exists (select from evidence newer where newer.replaces_id = evidence.id)),
      uses as (delete from evidence_use where evidence_id in (select id from gone)),
      files as (delete from evidence where id in (select id from gone) returning id)
      select count(*) as gone from files`.execute(db);
    if ((rows[0]?.gone ?? 0) === 0) return;
  }
};

/**
 * Removes what nobody came back for: files that were not sent whole or not attached within a day, files that were
 * removed, and then every content that nothing names any more. Returns how many contents.
 */
export const removeUnnamed = async (db: RootDb, store: Store): Promise<number> => {
  await sql`delete from upload
    where coalesce(settled_at, created_at) < now() - make_interval(hours => ${uploadHours})`.execute(db);
  await forgetRemoved(db);
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${contents})`.execute(transaction);
    await sql`delete from stored_file where created_at < now() - make_interval(days => ${unnamedDays})
      and not exists (select from evidence where evidence.file_hash = stored_file.hash)
      and not exists (select from upload where upload.file_hash = stored_file.hash)
      and not exists (select from document_paper written where stored_file.hash in (written.docx_hash, written.pdf_hash))`.execute(
      transaction,
    );
  });
  return removeOrphans(db, store);
};
