import { type Day, formatDay } from "@kheo/core/ground/days";
import { searchWords } from "@kheo/core/ground/text";
import {
  documentList,
  documentOrigins,
  type DocumentType,
  documentTypes,
  issuedDocumentInput,
  receivedDocumentInput,
  reservedDocumentInput,
  seriesOf,
  seriesText,
} from "@kheo/core/offices/documents";
import { issuableTypes, whyNotIssued } from "@kheo/core/offices/issuable-types";
import type { Issuer } from "@kheo/core/offices/issuers";
import { DomainError } from "@kheo/core/rules/errors";
import { stateText } from "@kheo/core/rules/states";
import { waitsFor } from "@kheo/core/rules/todo";
import { stepsFor } from "@kheo/core/rules/workflow";
import {
  type Document,
  documentRows,
  lastNumbers,
  outOfOrder,
  recordDocument,
  reserveDocument,
} from "@kheo/db/offices/documents";
import { hasPaper, paperOfDocument } from "@kheo/db/offices/document-papers";
import { numberingsOn } from "@kheo/db/offices/issuers";
import { pageOf } from "@kheo/db/rules/lists";
import { requireInForce } from "@kheo/db/territory/units";
import type { Paper } from "@kheo/papers/description/paper";
import { z } from "zod";
import { historyOf, older } from "../rules/events.ts";
import { inStates, listing } from "../rules/listing.ts";
import { nextOf } from "../rules/next.ts";
import { add, nothing, read, reasonInput, router } from "../rules/procedures.ts";
import type { Loaded, Scene, Subject } from "../rules/scene.ts";
import { stepsOf } from "../rules/steps.ts";
import { subjectOf, unit } from "../rules/subjects.ts";

const document = subjectOf("document") as Subject<Document & Loaded>;
const { step, others } = stepsOf("document", document);

const requirePast = (issuedOn: Day, today: Day): void => {
  if (issuedOn > today) throw new DomainError("document.datedAhead", { today: formatDay(today) });
};

/** @throws `document.typeNotAllowed`. */
const requireIssued = (issuer: Issuer, type: DocumentType): void => {
  const why = whyNotIssued(issuer, type);
  if (why === null) return;
  throw new DomainError("document.typeNotAllowed", { issuer: issuer.name, type: documentTypes[type], why });
};

/** Numbers and days of a series run the same way. @throws `document.datedAhead`, `.otherSeries`, `.outOfOrder`. */
const requireInOrder = async (
  { db, subject, today }: Pick<Scene<Document>, "db" | "subject" | "today">,
  issuedOn: Day,
): Promise<void> => {
  requirePast(issuedOn, today);
  const { family, series, numberText: number } = subject;
  const itsSeries = family === null ? series : seriesOf(family, issuedOn);
  if (series !== null && itsSeries !== null && itsSeries !== series) {
    throw new DomainError("document.otherSeries", {
      number,
      series: seriesText(series),
      other: seriesText(itsSeries),
    });
  }
  const other = await outOfOrder(db, subject, issuedOn);
  if (!other) return;
  throw new DomainError("document.outOfOrder", {
    number,
    on: formatDay(issuedOn),
    other: other.numberText,
    otherOn: formatDay(other.issuedOn),
  });
};

const particular = {
  issue: step("issue", {
    input: reasonInput.extend(issuedDocumentInput.shape),
    also: async (scene, { issuedOn, signatory, capacity, abstract }) => {
      await requireInOrder(scene, issuedOn);
      return { issuedOn, signatory, capacity, abstract };
    },
  }),
};

const pages = listing({
  action: "document.view",
  list: documentList,
  filter: z.object({
    states: inStates(stateText.document),
    type: z.enum(Object.keys(documentTypes) as [DocumentType, ...DocumentType[]]).optional(),
    origin: z.enum(documentOrigins).optional(),
    year: z.int().min(1900).max(2200).optional(),
    search: searchWords.optional(),
  }),
  ...documentRows,
});

export const documentsRouter = router({
  list: pages,

  get: read("document.view", document, nothing, async (scene) => {
    const { db, subject, actor, place, today } = scene;
    const { folded: _, receivedKey: __, seriesUnitId: ___, ...own } = subject;
    const [listed] = await documentRows.rows({ db, today, grants: [] }, pageOf([subject.id]));
    return {
      document: { ...own, unitName: String(listed?.unitName), isWritten: await hasPaper(db, subject.id) },
      steps: stepsFor("document", subject.state, actor, place),
      next: await nextOf(scene, waitsFor("document", subject.state, null)?.action),
    };
  }),

  /** What an issued document says, and the hashes of its files as far as they were handed out. @throws `document.notWritten`. */
  paper: read("document.view", document, nothing, async ({ db, subject }) => {
    const written = await paperOfDocument(db, subject.id);
    if (!written) throw new DomainError("document.notWritten");
    const { paper, docx, pdf } = written;
    return { paper: paper as unknown as Paper, kept: { docx, pdf } };
  }),

  history: read("document.view", document, older, (scene, { before }) =>
    historyOf(scene, { thingIds: [scene.subject.id], before }),
  ),

  /** Which bodies take numbers for a unit today, for which types, and the last number that each has taken. */
  issuers: read("document.reserve", unit, nothing, async ({ db, place, today }) => {
    const numberings = await numberingsOn(db, place.id, today);
    return Promise.all(
      numberings.map(async (numbering) => ({
        symbol: numbering.issuer.symbol,
        name: numbering.issuer.name,
        types: issuableTypes(numbering.issuer),
        lastNumbers: await lastNumbers(db, numbering, today),
      })),
    );
  }),

  reserve: add({
    action: "document.reserve",
    on: unit,
    input: reservedDocumentInput,
    made: ({ id }) => [{ thing: "document", id }],
    run: async ({ db, place, today, actor }, { symbol, ...given }) => {
      await requireInForce(db, place.id, today);
      const numbering = (await numberingsOn(db, place.id, today)).find(({ issuer }) => issuer.symbol === symbol);
      if (!numbering) throw new DomainError("document.noSuchIssuer", { symbol });
      requireIssued(numbering.issuer, given.type);
      const entered = { unitId: place.id, enteredOn: today, createdBy: actor.personId };
      const { id, numberText } = await reserveDocument(db, numbering, { ...given, ...entered });
      return { id, numberText };
    },
  }),

  record: add({
    action: "document.record",
    on: unit,
    input: receivedDocumentInput,
    made: ({ id }) => [{ thing: "document", id }],
    run: async ({ db, place, today, actor }, given) => {
      await requireInForce(db, place.id, today);
      requirePast(given.issuedOn, today);
      return recordDocument(db, { ...given, unitId: place.id, enteredOn: today, createdBy: actor.personId });
    },
  }),

  ...particular,
  ...others(particular),
});
