import { randomUUID } from "node:crypto";
import { clusterInput, clusterKinds, clusterMembersInput } from "@kheo/core/territory/clusters";
import { day, formatDay } from "@kheo/core/ground/days";
import { searchWords } from "@kheo/core/ground/text";
import { clusterList } from "@kheo/core/territory/unit-list";
import { DomainError } from "@kheo/core/rules/errors";
import { clusterSorts, findClusters, listClusters } from "@kheo/db/territory/cluster-list";
import {
  hasClusterNamed,
  insertCluster,
  membersChangedOn,
  refusedMembers,
  setMembers,
} from "@kheo/db/territory/clusters";
import { requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { listing } from "../rules/listing.ts";
import { add, change, router } from "../rules/procedures.ts";
import { subjectOf, unit } from "../rules/subjects.ts";

const cluster = subjectOf("cluster");

/** Clusters and blocs with their members on a day. */
const pages = listing({
  action: "cluster.view",
  list: clusterList,
  filter: z.object({
    day: day("Ngày").optional(),
    id: z.uuid().optional(),
    memberId: z.uuid().optional(),
    kind: z.enum(clusterKinds).optional(),
    search: searchWords.optional(),
  }),
  find: ({ db, today }, { day: asOf = today, ...filter }) => findClusters(db, asOf, filter),
  sorts: ({ today }, { day: asOf = today }) => clusterSorts(asOf),
  rows: ({ db, today }, page, { day: asOf = today }) => listClusters(db, page, asOf),
});

export const clustersRouter = router({
  list: pages,

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
