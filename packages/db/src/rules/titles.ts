import { type Thing, things } from "@kheo/core/rules/things";
import type { Declaration } from "@kheo/core/rules/things/thing";
import { sql } from "kysely";
import { type Seers, shownTitle } from "./personal.ts";
import { joinedSubject, subjectName } from "./subjects.ts";

const day = "(event.at at time zone 'Asia/Ho_Chi_Minh')::date";

/** The name of what an event is about, where it does not stand in a column of its own; the role of a post is said beside it. */
const titles: Partial<Record<Thing, string>> = {
  model: "select concat_ws(' ', model.code, model.title) from model where model.id = event.thing_id",
  assessment: `select concat_ws(' ', subject.code, ${subjectName(day)}) from assessment ${joinedSubject()}
    where assessment.id = event.thing_id`,
  recognition: `select concat_ws(' ', model.code, model.title) from recognition
    join model on model.id = recognition.model_id where recognition.id = event.thing_id`,
  evidence:
    "select coalesce(nullif(evidence.title, ''), evidence.name) from evidence where evidence.id = event.thing_id",
  unit: `select unit_name(event.thing_id, ${day})`,
  person: "select person.name from person where person.id = event.thing_id::text",
  advisoryAssignment: "select advisory.body_name from advisory_assignment advisory where advisory.id = event.thing_id",
  post: "select person.name from post join person on person.id = post.person_id where post.id = event.thing_id",
};

const branches = Object.entries<Declaration>(things).flatMap(([thing, { title }]) => {
  const own =
    title === undefined ? undefined : `select ${thing}.${title} from ${thing} where ${thing}.id = event.thing_id`;
  const name = titles[thing as Thing] ?? own;
  return name === undefined ? [] : [`when '${thing}' then (${name})`];
});

/**
 * The name of what an event is about; empty where it has none. A task is called by the model that is replicated, which is
 * not for everybody who sees the task.
 */
export const titleOfEvent = (seers: Seers) => sql<string | null>`case event.thing ${sql.raw(branches.join("\n"))}
  when 'replication' then (select ${shownTitle(seers)} from replication
    join recognition on recognition.id = replication.recognition_id
    join model on model.id = recognition.model_id where replication.id = event.thing_id) end`;
