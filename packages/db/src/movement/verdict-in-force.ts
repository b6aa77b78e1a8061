import { type ExpressionBuilder, sql } from "kysely";
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

/**
 * Of a model and its assessment: the scoring is closed and passed, and the model stands before no council and in no
 * recognition.
 */
export const awaitsCouncil = sql<boolean>`(model.state = 'accepted' and assessment.state = 'closed'
  and (select verdict.passed from verdict where verdict.assessment_id = assessment.id
        order by verdict.created_at desc limit 1)
  and not exists (select from meeting_item item join meeting on meeting.id = item.meeting_id
                   where item.model_id = model.id and (meeting.closed_on is null or item.passed))
  and not exists (select from recognition where recognition.model_id = model.id))`;
