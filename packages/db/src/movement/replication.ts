import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { liveReplicationStates, type ReplicationState } from "@kheo/core/movement/replication";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { onPage, type Page } from "../rules/lists.ts";
import { everybody, type Seers, shownTitle } from "../rules/personal.ts";
import { unitNameOf } from "../territory/units.ts";

export const sourceUnitName = (unitsOn: Day | undefined) =>
  unitNameOf("model.id", "model.unitId", sql`coalesce(model.accepted_on, today())`, unitsOn);
export const adopterUnitName = (unitsOn: Day | undefined) =>
  unitNameOf("replication.id", "replication.adopterUnitId", sql`today()`, unitsOn);

/** With a page only what is on it, in its order. */
export const selectReplications = (db: Db, seers: Seers, unitsOn?: Day, page?: Page) =>
  db
    .selectFrom("replication")
    .$call((all) => (page ? onPage(all, page, "replication.id") : all))
    .innerJoin("recognition", "recognition.id", "replication.recognitionId")
    .innerJoin("model", "model.id", "recognition.modelId")
    .select([
      "replication.id",
      "replication.recognitionId",
      "replication.adopterUnitId as unitId",
      "replication.periodId",
      "replication.state",
      "replication.similarity",
      "replication.content",
      "replication.dueOn",
      "replication.assignedOn",
      "replication.confirmedOn",
      "replication.giverId",
      "replication.result",
      "replication.reason",
      "replication.version",
      "model.id as sourceModelId",
      shownTitle(seers).as("sourceTitle"),
      "model.unitId as sourceUnitId",
      sourceUnitName(unitsOn).as("sourceUnitName"),
      adopterUnitName(unitsOn).as("adopterUnitName"),
    ]);

export type ReplicationTask = Awaited<ReturnType<typeof getReplication>>;

/** @throws `replication.notFound`. */
export const getReplication = async (db: Db, id: string, seers = everybody) => {
  const replication = await selectReplications(db, seers).where("replication.id", "=", id).executeTakeFirst();
  if (!replication) throw new DomainError("replication.notFound");
  return replication;
};

export const lockReplication = async (db: Db, id: string): Promise<ReplicationTask> => {
  const replication = await selectReplications(db, everybody)
    .where("replication.id", "=", id)
    .forUpdate("replication")
    .executeTakeFirst();
  if (!replication) throw new DomainError("replication.notFound");
  return replication;
};

export const insertReplication = async (
  db: Db,
  replication: {
    recognitionId: string;
    adopterUnitId: string;
    periodId: string;
    state: ReplicationState;
    similarity: string;
    content: string;
    dueOn: Day;
    assignedOn?: Day;
    giverId?: string;
  },
): Promise<string> => {
  const live = await db
    .selectFrom("replication")
    .select("id")
    .where("recognitionId", "=", replication.recognitionId)
    .where("adopterUnitId", "=", replication.adopterUnitId)
    .where("state", "in", liveReplicationStates)
    .executeTakeFirst();
  if (live) throw new DomainError("replication.duplicate");
  return (await db.insertInto("replication").values(replication).returning("id").executeTakeFirstOrThrow()).id;
};
