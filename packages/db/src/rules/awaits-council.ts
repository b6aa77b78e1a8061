import { sql } from "kysely";

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
