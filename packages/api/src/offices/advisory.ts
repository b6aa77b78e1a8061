import {
  advisoryDuties,
  advisoryEndInput,
  advisoryInput,
  advisoryLevels,
  advisoryList,
} from "@kheo/core/offices/advisory";
import { day } from "@kheo/core/ground/days";
import { advisoryBodies, advisoryRows, assignAdvisory, endAdvisory } from "@kheo/db/offices/advisory";
import { requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { listing } from "../rules/listing.ts";
import { add, change, read, router } from "../rules/procedures.ts";
import { subjectOf, unit } from "../rules/subjects.ts";

const assignment = subjectOf("advisoryAssignment");

/** Which body advises on what at each level, where, and from when to when; those of one day only when it is named. */
const pages = listing({
  action: "advisory.view",
  list: advisoryList,
  filter: z.object({
    day: day("Ngày").optional(),
    level: z.enum(advisoryLevels).optional(),
    duty: z.enum(advisoryDuties).optional(),
  }),
  ...advisoryRows,
});

export const advisoryRouter = router({
  list: pages,

  /** What papers of a day name for a place. */
  on: read("advisory.view", unit, z.object({ day: day("Ngày") }), ({ db, place }, { day: on }) =>
    advisoryBodies(db, { placeId: place.id, on }),
  ),

  assign: add({
    action: "advisory.assign",
    on: unit,
    input: advisoryInput,
    made: ({ id }) => [{ thing: "advisoryAssignment", id }],
    run: async ({ db, place, today, wrote }, given) => {
      await requireInForce(db, place.id, today);
      const { id, before } = await assignAdvisory(db, { ...given, unitId: place.id });
      if (before !== null) wrote("advisoryAssignment", before);
      return { id };
    },
  }),

  end: change({
    action: "advisory.end",
    on: assignment,
    input: advisoryEndInput,
    run: async ({ db, subject, today }, given) => ({
      id: subject.id,
      version: await endAdvisory(db, subject, given, today),
    }),
  }),
});
