import { day, type Day } from "@kheo/core/ground/days";
import { annualReport } from "@kheo/core/reports/annual-report";
import { writtenDocumentInput } from "@kheo/core/offices/documents";
import { DomainError } from "@kheo/core/rules/errors";
import { can } from "@kheo/core/rules/rights";
import { type AnnualReport, comparisons } from "@kheo/core/reports/reports";
import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import type { Db } from "@kheo/db/ground/connect";
import { getPeriod } from "@kheo/db/movement/periods";
import {
  type getSnapshot,
  hashOfReport,
  holdSnapshot,
  insertSnapshot,
  listSnapshots,
  reportFacts,
} from "@kheo/db/reports/reports";
import { advisoryBodies } from "@kheo/db/offices/advisory";
import { documentOfSnapshot, insertDocumentPaper } from "@kheo/db/offices/document-papers";
import { reserveDocument } from "@kheo/db/offices/documents";
import { recordStateChange } from "@kheo/db/rules/state-changes";
import { updateRow } from "@kheo/db/rules/tables";
import { isDemonstration } from "@kheo/db/ground/settings";
import { issuerOn, numberingsOn, recipientsOn } from "@kheo/db/offices/issuers";
import { type Paper, signatureOf } from "@kheo/papers/description/paper";
import { annualReportPaper, type ReportOffices } from "@kheo/papers/forms/annual-report";
import { z } from "zod";
import { editionOf } from "../movement/editions.ts";
import { add, nothing, read, router } from "../rules/procedures.ts";
import type { Scene } from "../rules/scene.ts";
import { snapshot, unit } from "../rules/subjects.ts";

const scope = z.object({
  periodId: z.uuid(),
  cutoff: day("Ngày chốt số liệu").optional(),
  /** The day whose units are the rows; without it, the cut-off. */
  structureOn: day("Ngày của đơn vị").optional(),
  comparison: z.enum(comparisons).optional(),
});
type Scope = z.output<typeof scope>;

type Snapshot = Awaited<ReturnType<typeof getSnapshot>>;

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

/** The report as it stands, up to the given cut-off or the period's last day, whichever comes first. */
export const makeReport = async (
  db: Db,
  catalog: PluginCatalog,
  of: Omit<Scope, "cutoff"> & { readonly unitId: string; readonly cutoff: Day },
): Promise<AnnualReport> => {
  const period = await getPeriod(db, of.periodId);
  const cutoff = earlier(of.cutoff, period.endsOn);
  const facts = await reportFacts(db, {
    unitId: of.unitId,
    period,
    cutoff,
    structureOn: of.structureOn ?? cutoff,
    comparison: of.comparison ?? "sameTerritory",
    demonstration: await isDemonstration(db),
    topics: catalog.topics,
    classLabel: (editionId, name) => editionOf(catalog, editionId).classLabels[name],
  });
  return annualReport(facts);
};

/** Who sends a report and to whom on a day. */
const officesOn = async (db: Db, unitId: string, on: Day): Promise<ReportOffices> => ({
  issuer: await issuerOn(db, unitId, on),
  recipients: await recipientsOn(db, unitId, on),
});

/** The report as a paper: who sends it, and to whom, as of its cut-off. */
export const paperOf = async (db: Db, report: AnnualReport): Promise<Paper> =>
  annualReportPaper(report, await officesOn(db, report.unitId, report.cutoff));

/**
 * Gives a frozen report the next number of who sends it and keeps what it says from then on.
 * @throws `document.faulty`, `document.alreadyIssued`, `document.noSuchIssuer`.
 */
const issueReport = async (
  { db, subject, actor, today }: Pick<Scene<Snapshot>, "db" | "subject" | "actor" | "today">,
  { signatory, signing }: z.output<typeof writtenDocumentInput>,
): Promise<{ readonly id: string; readonly numberText: string }> => {
  const report = subject.content;
  const { unitId } = report;
  await holdSnapshot(db, subject.id);
  const before = await documentOfSnapshot(db, subject.id);
  if (before) throw new DomainError("document.alreadyIssued", { number: before.numberText });
  const offices = await officesOn(db, unitId, today);
  const { symbol } = offices.issuer;
  const numbering = (await numberingsOn(db, unitId, today)).find(({ issuer }) => issuer.symbol === symbol);
  if (!numbering) throw new DomainError("document.noSuchIssuer", { symbol });
  const abstract = report.title.replace(/^Báo cáo /u, "");
  const entered = { unitId, enteredOn: today, createdBy: actor.personId };
  const { id, number, numberText } = await reserveDocument(db, numbering, {
    ...entered,
    type: "BC",
    abstract,
    startAt: null,
  });
  const byDeputy = signing === "deputy";
  const paper = annualReportPaper(report, offices, { number, on: today, name: signatory, byDeputy });
  const advising = (await advisoryBodies(db, { placeId: unitId, on: today })).map(({ bodyName }) => bodyName);
  // It measures words, for which it brings the fonts along: nothing for whoever only starts.
  const { faultsOf } = await import("@kheo/papers/description/linter");
  const faults = faultsOf(paper, { on: today, advising });
  if (faults.length > 0) {
    throw new DomainError("document.faulty", { faults: faults.map(({ sentence }) => sentence) });
  }
  const { authority = [], post = "" } = signatureOf(offices.issuer, { byDeputy });
  const capacity = [...authority, post].join(", ");
  const issued = { state: "issued", issuedOn: today, signatory, capacity } as const;
  await updateRow(db, "document", { id, version: 1 }, issued);
  await recordStateChange(db, "document", id, { state: "issued", since: today });
  await insertDocumentPaper(db, { documentId: id, snapshotId: subject.id, paper });
  return { id, numberText };
};

export const reportsRouter = router({
  annual: read("report.view", unit, scope, ({ db, place, catalog, today }, { cutoff = today, ...of }) =>
    makeReport(db, catalog, { ...of, unitId: place.id, cutoff: earlier(cutoff, today) }),
  ),

  paper: read("report.view", unit, scope, async ({ db, place, catalog, today }, { cutoff = today, ...of }) =>
    paperOf(db, await makeReport(db, catalog, { ...of, unitId: place.id, cutoff: earlier(cutoff, today) })),
  ),

  snapshots: read("report.view", unit, z.object({ periodId: z.uuid() }), ({ db, place }, { periodId }) =>
    listSnapshots(db, { unitId: place.id, periodId }),
  ),

  snapshot: read("report.view", snapshot, nothing, async ({ db, actor, place, subject }) => {
    const { id, version, hash, content } = subject;
    const document = (await documentOfSnapshot(db, id)) ?? null;
    const mayIssue = document === null && can(actor, "report.issue", place);
    return { id, version, hash, report: content, document, mayIssue };
  }),

  /** A version as it was frozen, as a paper. */
  frozenPaper: read("report.view", snapshot, nothing, ({ db, subject: { content } }) => paperOf(db, content)),

  /** Issues a frozen version: it takes the next number, bears this day, and is handed out as it is from then on. */
  issue: add({
    action: "report.issue",
    on: snapshot,
    input: writtenDocumentInput,
    made: ({ id }) => [{ thing: "document", id }],
    run: issueReport,
  }),

  freeze: add({
    action: "report.freeze",
    on: unit,
    input: scope,
    made: ({ id }) => [{ thing: "report", id: id }],
    run: async ({ db, actor, place, catalog, today }, { cutoff = today, ...of }) => {
      const report = await makeReport(db, catalog, { ...of, unitId: place.id, cutoff: earlier(cutoff, today) });
      const hash = hashOfReport(report);
      return insertSnapshot(db, { report, hash, createdBy: actor.personId });
    },
  }),
});
