import type { Thing } from "@kheo/core/rules/things";
import { sql } from "kysely";
import { joinedSubject, subjectName } from "./subjects.ts";

const day = "(event.at at time zone 'Asia/Ho_Chi_Minh')::date";

/** The name of what an event is about, where it has one of its own; the role of a post is said beside it. */
const titles: Readonly<Record<Thing, string | null>> = {
  model: "select concat_ws(' ', model.code, model.title) from model where model.id = event.thing_id",
  assessment: `select concat_ws(' ', subject.code, ${subjectName(day)}) from assessment ${joinedSubject()}
    where assessment.id = event.thing_id`,
  meeting: "select meeting.title from meeting where meeting.id = event.thing_id",
  recognition: `select concat_ws(' ', model.code, model.title) from recognition
    join model on model.id = recognition.model_id where recognition.id = event.thing_id`,
  // Its source may not be for everybody who sees the task.
  replication: null,
  report: null,
  unit: `select unit_name(event.thing_id, ${day})`,
  reorganisation: "select reorganisation.title from reorganisation where reorganisation.id = event.thing_id",
  cluster: "select cluster.name from cluster where cluster.id = event.thing_id",
  person: "select person.name from person where person.id = event.thing_id::text",
  post: "select person.name from post join person on person.id = post.person_id where post.id = event.thing_id",
  body: "select body.name from body where body.id = event.thing_id",
  period: "select period.title from period where period.id = event.thing_id",
  event: null,
  session: null,
};

const branches = Object.entries(titles).flatMap(([thing, title]) =>
  title === null ? [] : [`when '${thing}' then (${title})`],
);

/** The name of what an event is about; empty where it has none. */
export const titleOfEvent = sql<string | null>`case event.thing ${sql.raw(branches.join("\n"))} end`;
