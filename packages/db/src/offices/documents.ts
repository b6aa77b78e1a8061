import { type Day, formatDay } from "@kheo/core/ground/days";
import {
  type DocumentOrigin,
  documentList,
  type DocumentState,
  type DocumentType,
  numberText,
  receivedKey,
  seriesOf,
} from "@kheo/core/offices/documents";
import type { Issuer, PaperFamily } from "@kheo/core/offices/issuers";
import { DomainError } from "@kheo/core/rules/errors";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { holdsWords } from "../rules/search.ts";
import { insertRow, listOfTable, type RowOf } from "../rules/tables.ts";
import type { Numbering } from "./issuers.ts";

/** A row of the book; what its type and family can be is known to whoever writes it. */
export type Document = Omit<RowOf<"document">, "type" | "family"> & {
  readonly type: DocumentType;
  readonly family: PaperFamily | null;
};
type Series = {
  readonly unitId: string;
  readonly symbol: string;
  readonly type: DocumentType;
  readonly series: string;
};
type Made = { readonly id: string; readonly numberText: string };
type Reserved = Made & { readonly number: number };

const ofSeries = (db: Db, { unitId, symbol, type, series }: Series) =>
  db
    .selectFrom("document")
    .where("seriesUnitId", "=", unitId)
    .where("symbol", "=", symbol)
    .where("type", "=", type)
    .where("series", "=", series);

/** The number at which an empty series is to begin. @throws `document.numberTaken`, `document.seriesBegun`. */
const firstNumber = async (db: Db, series: Series, issuer: Issuer, startAt: number): Promise<number> => {
  const begun = await db
    .insertInto("documentSeries")
    .values({ ...series, last: startAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning("last")
    .executeTakeFirst();
  if (begun) return begun.last;
  const taken = await ofSeries(db, series)
    .innerJoin("person", "person.id", "document.createdBy")
    .select(["document.numberText as number", "document.abstract", "person.name"])
    .where("number", "=", startAt)
    .executeTakeFirst();
  if (taken) throw new DomainError("document.numberTaken", taken);
  const { last } = await db
    .selectFrom("documentSeries")
    .select("last")
    .where("unitId", "=", series.unitId)
    .where("symbol", "=", series.symbol)
    .where("type", "=", series.type)
    .where("series", "=", series.series)
    .executeTakeFirstOrThrow();
  throw new DomainError("document.seriesBegun", { last: numberText(issuer, series.type, last) });
};

const nextNumber = async (db: Db, series: Series): Promise<number> => {
  const { last } = await db
    .insertInto("documentSeries")
    .values({ ...series, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["unitId", "symbol", "type", "series"])
        .doUpdateSet({ last: sql<number>`document_series.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return last;
};

/**
 * Takes the next number of a body for a document, in the series of a day. What calls it is one transaction: a number whose
 * document is not written is given back with it. @throws `document.numberTaken`, `document.seriesBegun`.
 */
export const reserveDocument = async (
  db: Db,
  { issuer, seriesUnitId }: Numbering,
  {
    type,
    startAt,
    ...entered
  }: {
    readonly unitId: string;
    readonly type: DocumentType;
    readonly abstract: string;
    /** Where the series begins, as long as it is empty. */
    readonly startAt: number | null;
    readonly enteredOn: Day;
    readonly createdBy: string;
  },
): Promise<Reserved> => {
  const { family, symbol, name } = issuer;
  const series = { unitId: seriesUnitId, symbol, type, series: seriesOf(family, entered.enteredOn) };
  const number = startAt === null ? await nextNumber(db, series) : await firstNumber(db, series, issuer, startAt);
  const text = numberText(issuer, type, number);
  const row = { ...series, ...entered, seriesUnitId, family, number, numberText: text, issuerName: name };
  return { ...(await insertRow(db, "document", { ...row, state: "reserved" })), number, numberText: text };
};

/** Writes down a document of another body. @throws `document.alreadyRecorded`. */
export const recordDocument = async (
  db: Db,
  received: {
    readonly unitId: string;
    readonly numberText: string;
    readonly issuerName: string;
    readonly type: DocumentType;
    readonly issuedOn: Day;
    readonly abstract: string;
    readonly signatory: string;
    readonly enteredOn: Day;
    readonly createdBy: string;
  },
): Promise<Made> => {
  const key = receivedKey(received);
  const made = await db
    .insertInto("document")
    .values({ ...received, received: true, receivedKey: key, state: "issued" })
    .onConflict((conflict) => conflict.columns(["unitId", "receivedKey"]).doNothing())
    .returning(["id", "numberText"])
    .executeTakeFirst();
  if (made) return made;
  const there = await db
    .selectFrom("document")
    .select(["numberText as number", "issuerName as issuer", "issuedOn", "abstract"])
    .where("unitId", "=", received.unitId)
    .where("receivedKey", "=", key)
    .executeTakeFirstOrThrow();
  const { issuedOn, ...named } = there;
  throw new DomainError("document.alreadyRecorded", { ...named, on: formatDay(issuedOn ?? received.issuedOn) });
};

/**
 * An issued document of the same series that would stand out of order if this one were issued on a day: a lower number of
 * a later day, or a higher one of an earlier. Others who issue in the series wait until this is written.
 */
export const outOfOrder = async (
  db: Db,
  { seriesUnitId: unitId, symbol, type, series, number }: Document,
  on: Day,
): Promise<{ readonly numberText: string; readonly issuedOn: Day } | undefined> => {
  if (unitId === null || symbol === null || series === null || number === null) return undefined;
  await sql`select from document_series where unit_id = ${unitId} and symbol = ${symbol} and type = ${type}
    and series = ${series} for update`.execute(db);
  return ofSeries(db, { unitId, symbol, type, series })
    .select(["numberText", "issuedOn"])
    .where("state", "=", "issued")
    .where(sql<boolean>`((number < ${number} and issued_on > ${on}) or (number > ${number} and issued_on < ${on}))`)
    .orderBy(sql`abs(number - ${number})`)
    .limit(1)
    .$narrowType<{ issuedOn: Day }>()
    .executeTakeFirst();
};

/** The last number that was taken of each type of a body, as it is cited, in the series of a day. */
export const lastNumbers = async (
  db: Db,
  { issuer, seriesUnitId }: Numbering,
  on: Day,
): Promise<Partial<Readonly<Record<DocumentType, string>>>> => {
  const rows = await db
    .selectFrom("documentSeries")
    .select(["type", "last"])
    .where("unitId", "=", seriesUnitId)
    .where("symbol", "=", issuer.symbol)
    .where("series", "=", seriesOf(issuer.family, on))
    .execute();
  return Object.fromEntries(rows.map(({ type, last }) => [type, numberText(issuer, type as DocumentType, last)]));
};

const origin = sql<DocumentOrigin>`case when document.received then 'received' else 'own' end`;
const ofTable = listOfTable("document", documentList, { origin });
type Asker = Parameters<typeof ofTable.find>[0];

type Filter = {
  readonly states?: readonly DocumentState[] | undefined;
  readonly type?: DocumentType | undefined;
  readonly origin?: DocumentOrigin | undefined;
  /** The year in which they were issued, or entered where they are not yet. */
  readonly year?: number | undefined;
  readonly search?: string | undefined;
};

/** The book of documents: what the list of it is made of. */
export const documentRows = {
  rows: ofTable.rows,
  sorts: (asker: Asker) => ({
    ...ofTable.sorts(asker),
    // By the number itself: `10` comes after `9`.
    numberText: sql`concat_ws(' ', document.symbol, document.type, document.series,
      lpad(document.number::text, 10, '0'), document.number_text) collate vietnamese`,
    origin: sql`document.received`,
  }),
  find: (asker: Asker, { states, type, origin: from, year, search = "" }: Filter) => {
    let query = ofTable.find(asker, { states });
    if (type !== undefined) query = query.where(sql<boolean>`document.type = ${type}`);
    if (from !== undefined) query = query.where(sql<boolean>`document.received = ${from === "received"}`);
    if (year !== undefined) {
      query = query.where(sql<boolean>`extract(year from coalesce(document.issued_on, document.entered_on)) = ${year}`);
    }
    return search === "" ? query : query.where(holdsWords("document.folded", search));
  },
};
