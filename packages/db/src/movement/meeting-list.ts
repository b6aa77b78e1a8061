import type { Day } from "@kheo/core/ground/days";
import type { meetingList } from "@kheo/core/movement/lists";
import { ballotKindText } from "@kheo/core/offices/bodies";
import type { ColumnOf } from "@kheo/core/rules/lists";
import type { Grant } from "@kheo/core/rules/rights";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { withinReach } from "../rules/reach.ts";
import { selectMeetings } from "./meetings.ts";

type Sought = { readonly grants: readonly Grant[]; readonly day: Day; readonly filter: { readonly periodId: string } };

export const findMeetings = (db: Db, { grants, day, filter: { periodId } }: Sought) =>
  db
    .selectFrom("meeting")
    .innerJoin("body", "body.id", "meeting.bodyId")
    .where("meeting.periodId", "=", periodId)
    .where(withinReach(grants, "body.unit_id", day))
    .select("meeting.id as id");

const items = sql<number>`(select count(*) from meeting_item item where item.meeting_id = meeting.id)`;

export const meetingSorts: Sorts<ColumnOf<typeof meetingList>> = {
  title: sql`meeting.title collate vietnamese`,
  bodyName: sql`body.name collate vietnamese`,
  heldOn: sql.ref("meeting.heldOn"),
  progress: sql`(meeting.opened_on is not null)::int + (meeting.closed_on is not null)::int`,
  ballotKind: placeIn(ballotKindText, "meeting.ballotKind"),
  items,
};

export const listMeetings = (db: Db, page: Page) => selectMeetings(db, page).select(items.as("items")).execute();
