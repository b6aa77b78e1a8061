import type { Day } from "@kheo/core/ground/days";
import type { replicationList } from "@kheo/core/movement/lists";
import type { ReplicationState } from "@kheo/core/movement/replication";
import type { ColumnOf } from "@kheo/core/rules/lists";
import type { Grant } from "@kheo/core/rules/rights";
import { stateText } from "@kheo/core/rules/states";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { type Seers, shownTitle } from "../rules/personal.ts";
import { withinReach } from "../rules/reach.ts";
import { adopterUnitName, selectReplications, sourceUnitName } from "./replication.ts";

type Sought = {
  readonly grants: readonly Grant[];
  readonly day: Day;
  readonly filter: {
    readonly periodId?: string | undefined;
    readonly sourceModelId?: string | undefined;
    readonly states?: readonly ReplicationState[] | undefined;
  };
};

/** Tasks whose adopter or whose source is within reach. */
export const findReplications = (db: Db, { grants, day, filter: { periodId, sourceModelId, states } }: Sought) => {
  let query = db
    .selectFrom("replication")
    .innerJoin("recognition", "recognition.id", "replication.recognitionId")
    .innerJoin("model", "model.id", "recognition.modelId")
    .where((eb) =>
      eb.or([
        eb(withinReach(grants, "replication.adopter_unit_id", day), "=", true),
        eb(withinReach(grants, "model.unit_id", day), "=", true),
      ]),
    )
    .select("replication.id as id");
  if (periodId !== undefined) query = query.where("replication.periodId", "=", periodId);
  if (sourceModelId !== undefined) query = query.where("model.id", "=", sourceModelId);
  if (states !== undefined && states.length > 0) query = query.where("replication.state", "in", states);
  return query;
};

/** A title that is withheld from somebody is ordered by what they read instead. */
export const replicationSorts = (seers: Seers, unitsOn: Day | undefined): Sorts<ColumnOf<typeof replicationList>> => ({
  sourceTitle: sql`${shownTitle(seers)} collate vietnamese`,
  sourceUnitName: sql`${sourceUnitName(unitsOn)} collate vietnamese`,
  adopterUnitName: sql`${adopterUnitName(unitsOn)} collate vietnamese`,
  state: placeIn(stateText.replication, "replication.state"),
  dueOn: sql.ref("replication.dueOn"),
  confirmedOn: sql.ref("replication.confirmedOn"),
});

/** `seers` may see the sources themselves. */
export const listReplications = (db: Db, page: Page, seers: Seers, unitsOn: Day | undefined) =>
  selectReplications(db, seers, unitsOn, page).execute();
