import { classes } from "@kheo/core/criteria/edition";
import { type ExpressionBuilder, type RawBuilder, sql } from "kysely";
import type { Database } from "../ground/schema.ts";

/** The verdict that stands: the last of an assessment that is closed, to be joined laterally as `last`. */
export const verdictInForce = (eb: ExpressionBuilder<Database, "assessment">) =>
  eb
    .selectFrom("verdict")
    .select(["verdict.total", "verdict.class", "verdict.passed", "verdict.editionId", "verdict.counted"])
    .whereRef("verdict.assessmentId", "=", "assessment.id")
    .where((inner) => inner(inner.ref("assessment.state"), "=", "closed"))
    .orderBy("verdict.createdAt", "desc")
    .limit(1)
    .as("last");

/**
 * What a list of things is ordered by that have a verdict in force; `closed` is the id of the assessment, where it is
 * closed. The best class is the highest.
 */
export const verdictSorts = (closed: RawBuilder<unknown>) => {
  const last = (column: "total" | "class") => sql`(select ${sql.ref(column)} from verdict
    where verdict.assessment_id = ${closed} order by verdict.created_at desc limit 1)`;
  return {
    total: last("total"),
    classLabel: sql`array_position(${classes.toReversed()}::text[], ${last("class")})`,
  };
};
