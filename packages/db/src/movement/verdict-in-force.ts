import type { ExpressionBuilder } from "kysely";
import type { Database } from "../ground/schema.ts";

/** The verdict that stands: the last of an assessment that is closed, to be joined laterally as `last`. */
export const verdictInForce = (eb: ExpressionBuilder<Database, "assessment">) =>
  eb
    .selectFrom("verdict")
    .select(["verdict.total", "verdict.class", "verdict.passed", "verdict.editionId"])
    .whereRef("verdict.assessmentId", "=", "assessment.id")
    .where((inner) => inner(inner.ref("assessment.state"), "=", "closed"))
    .orderBy("verdict.createdAt", "desc")
    .limit(1)
    .as("last");
