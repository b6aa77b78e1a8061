import { randomUUID } from "node:crypto";
import { clusterInput, clusterMembersInput } from "@kheo/core/territory/clusters";
import { day, formatDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import {
  hasClusterNamed,
  insertCluster,
  listClusters,
  membersChangedOn,
  refusedMembers,
  setMembers,
} from "@kheo/db/territory/clusters";
import { requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { add, change, list, router } from "../rules/procedures.ts";
import { cluster, unit } from "../rules/subjects.ts";

export const clustersRouter = router({
  /** Clusters and blocs with their members on a day; those in which one unit is. */
  list: list(
    "cluster.view",
    z.object({ day: day("Ngày").optional(), memberId: z.uuid().optional() }),
    ({ db, today }, { day: asOf = today, memberId = null }) => listClusters(db, asOf, memberId),
  ),

  found: add({
    action: "cluster.found",
    on: unit,
    input: clusterInput,
    made: ({ id }) => [{ thing: "cluster", id: id }],
    run: async ({ db, place, today }, given) => {
      await requireInForce(db, place.id, today);
      if (await hasClusterNamed(db, place.id, given.name))
        throw new DomainError("cluster.duplicate", { name: given.name });
      const id = randomUUID();
      await insertCluster(db, { ...given, id, unitId: place.id });
      return { id };
    },
  }),

  assign: change({
    action: "cluster.assign",
    on: cluster,
    input: clusterMembersInput,
    run: async ({ db, subject }, { unitIds, from }) => {
      const earliest = (await membersChangedOn(db, subject.id)) ?? subject.validFrom;
      if (from < earliest) throw new DomainError("cluster.tooEarly", { from: formatDay(earliest) });
      const [refused] = await refusedMembers(db, subject, unitIds, from);
      if (refused) {
        const { name, elsewhere } = refused;
        throw name === null
          ? new DomainError("unit.notFound")
          : new DomainError("cluster.notAMember", { name, elsewhere });
      }
      return { id: subject.id, version: await setMembers(db, subject, unitIds, from) };
    },
  }),
});
