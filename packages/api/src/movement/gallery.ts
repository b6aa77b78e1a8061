import { topicLabel } from "@kheo/core/criteria/topics";
import { searchWords } from "@kheo/core/ground/text";
import { galleryList } from "@kheo/core/movement/lists";
import { fields } from "@kheo/core/movement/models";
import { type Level, levelText, replicableStates } from "@kheo/core/movement/recognition";
import { findPublished, gallerySorts, listPublished } from "@kheo/db/movement/gallery-list";
import { seersOf } from "@kheo/db/rules/personal";
import { z } from "zod";
import { listing } from "../rules/listing.ts";
import { router } from "../rules/procedures.ts";

const levels = Object.keys(levelText) as [Level, ...Level[]];

const pages = listing({
  action: "recognition.browse",
  list: galleryList,
  filter: z.object({
    id: z.uuid().optional(),
    field: z.enum(fields).optional(),
    topic: z.string().max(100).optional(),
    level: z.enum(levels).optional(),
    search: searchWords.optional(),
  }),
  find: ({ db, actor, today }, filter) =>
    findPublished(db, { states: replicableStates, seers: seersOf(actor, today), filter }),
  sorts: ({ actor, today, catalog }) =>
    gallerySorts(seersOf(actor, today), Object.fromEntries(catalog.topics.map(({ code, label }) => [code, label]))),
  rows: async ({ db, actor, today, catalog }, page) =>
    (await listPublished(db, page, seersOf(actor, today))).map((row) => ({
      ...row,
      topicLabel: topicLabel(catalog.topics, row.topic),
    })),
});

/** Published models of every unit: replication is the point of recognising them. */
export const galleryRouter = router({ list: pages });
