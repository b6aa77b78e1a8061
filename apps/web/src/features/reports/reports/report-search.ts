import { type Comparison, comparisons } from "@kheo/core/reports/reports";
import { z } from "zod";

/** The report one looks at: of which unit, up to which day, or a version that was kept. */
const search = z.object({
  unitId: z.uuid().optional().catch(undefined),
  cutoff: z.iso.date().optional().catch(undefined),
  /** The day whose units are the rows; without it, the cut-off. */
  structureOn: z.iso.date().optional().catch(undefined),
  comparison: z.enum(comparisons).optional().catch(undefined),
  snapshotId: z.uuid().optional().catch(undefined),
});

export const reportSearch = (raw: Record<string, unknown>) => search.parse(raw);

/** What of a unit's report is looked at. */
export type ReportScope = {
  readonly cutoff: string;
  readonly structureOn?: string;
  readonly comparison?: Comparison;
};
