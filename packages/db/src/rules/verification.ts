import type { BodyRules } from "@kheo/core/offices/bodies";
import type { Day } from "@kheo/core/ground/days";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { joinedSubject, subjectName } from "./subjects.ts";

/**
 * What ids may stand for in a sentence: people, units, bodies, periods by name, models and what is assessed by code and
 * title, decisions.
 */
export const namesOfThings = async (db: Db): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text, name from person
    union all
    (select distinct on (unit_id) unit_id::text, name from unit_version order by unit_id, line <> 'territory', valid_from desc)
    union all select id::text, name from body
    union all select id::text, title from period
    union all select id::text, number from decision
    union all select id::text, code || ' “' || title || '”' from model
    union all select assessment.id::text, subject.code || ' “' || ${sql.raw(subjectName("date 'infinity'"))} || '”'
      from assessment ${sql.raw(joinedSubject())} where assessment.model_id is null`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export type CountedItem = {
  readonly modelId: string;
  readonly eligible: number;
  readonly agree: number | null;
  readonly disagree: number | null;
  readonly base: number | null;
  readonly passed: boolean | null;
  readonly boxes: { readonly agree: number; readonly disagree: number } | null;
  readonly recused: readonly string[];
};
export type CountedMeeting = {
  readonly id: string;
  readonly title: string;
  readonly rules: BodyRules;
  readonly members: number;
  readonly openedOn: Day | null;
  readonly closedOn: Day | null;
  readonly roster: readonly string[];
  readonly voters: readonly string[];
  readonly items: readonly CountedItem[];
};

/** Every meeting with who may vote, who did, and what is in the boxes. */
export const countedMeetings = async (db: Db): Promise<readonly CountedMeeting[]> => {
  const { rows } = await sql<CountedMeeting>`
    select meeting.id, title, rules, members, opened_on as "openedOn", closed_on as "closedOn",
           array(select person_id from meeting_member where meeting_id = meeting.id) as roster,
           array(select person_id from meeting_voter where meeting_id = meeting.id) as voters,
           (select coalesce(jsonb_agg(jsonb_build_object('modelId', item.model_id, 'eligible', item.eligible,
               'agree', item.agree, 'disagree', item.disagree, 'base', item.base, 'passed', item.passed,
               'boxes', (select jsonb_object_agg(choice, ballots) from ballot_box where meeting_item_id = item.id),
               'recused', array(select person_id from meeting_recusal where meeting_item_id = item.id))
             order by item.position), '[]') from meeting_item item where item.meeting_id = meeting.id) as items
      from meeting order by meeting.id`.execute(db);
  return rows;
};

/** Every score sheet that is handed in. */
export const handedInSheets = async (db: Db) => {
  const { rows } = await sql<{ assessmentId: string; personId: string; marks: unknown; comment: string }>`
    select assessment_id as "assessmentId", person_id as "personId", marks, comment
      from score_sheet where handed_in_at is not null order by assessment_id, person_id`.execute(db);
  return rows;
};

/** Every frozen report, one at a time: each may be large. */
export const storedSnapshots = async function* (db: Db) {
  const ids = await db.selectFrom("reportSnapshot").select("id").orderBy("id").execute();
  for (const { id } of ids) {
    yield await db.selectFrom("reportSnapshot").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  }
};
