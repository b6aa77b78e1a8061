import { day, type Day } from "@kheo/core/ground/days";
import { annualReport } from "@kheo/core/reports/annual-report";
import { type AnnualReport, comparisons } from "@kheo/core/reports/reports";
import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import type { Db } from "@kheo/db/ground/connect";
import { getPeriod } from "@kheo/db/movement/periods";
import { hashOfReport, insertSnapshot, listSnapshots, reportFacts } from "@kheo/db/reports/reports";
import { readSetting } from "@kheo/db/ground/settings";
import { issuerOn, recipientsOn } from "@kheo/db/offices/issuers";
import type { Paper } from "@kheo/papers/description/paper";
import { annualReportPaper } from "@kheo/papers/forms/annual-report";
import { z } from "zod";
import { editionOf } from "../movement/editions.ts";
import { add, nothing, read, router } from "../rules/procedures.ts";
import { snapshot, unit } from "../rules/subjects.ts";

const scope = z.object({
  periodId: z.uuid(),
  cutoff: day("Ngày chốt số liệu").optional(),
  /** The day whose units are the rows; without it, the cut-off. */
  structureOn: day("Ngày của đơn vị").optional(),
  comparison: z.enum(comparisons).optional(),
});
type Scope = z.output<typeof scope>;

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
    demonstration: (await readSetting(db, "demonstration")) !== null,
    topics: catalog.topics,
    classLabel: (editionId, name) => editionOf(catalog, editionId).classLabels[name],
  });
  return annualReport(facts);
};

/** The report as a paper: who sends it, and to whom, as of its cut-off. */
export const paperOf = async (db: Db, report: AnnualReport): Promise<Paper> => {
  const { unitId, unitName, cutoff } = report;
  return annualReportPaper(report, {
    issuer: await issuerOn(db, unitId, cutoff),
    recipients: await recipientsOn(db, unitId, unitName, cutoff),
  });
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

  snapshot: read("report.view", snapshot, nothing, async ({ subject: { id, version, hash, content } }) => ({
    id,
    version,
    hash,
    report: content,
  })),

  /** A version as it was frozen, as a paper. */
  frozenPaper: read("report.view", snapshot, nothing, ({ db, subject: { content } }) => paperOf(db, content)),

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
