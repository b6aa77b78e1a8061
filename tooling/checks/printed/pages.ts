import { criteriaSets } from "./criteria-sets.ts";
import { permissions } from "./permissions.ts";
import { reportFigures } from "./report-figures.ts";
import { retention } from "./retention.ts";
import { workflowPage } from "./workflow.ts";

/** The pages that are printed from the code, by their place. */
export const printedPages: Readonly<Record<string, () => string>> = {
  "docs/permissions.md": permissions,
  "docs/workflow.md": workflowPage,
  "docs/criteria-sets.md": criteriaSets,
  "docs/report-figures.md": reportFigures,
  "docs/retention.md": retention,
};
