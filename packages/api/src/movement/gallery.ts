import { topicLabel } from "@kheo/core/criteria/topics";
import { searchWords } from "@kheo/core/ground/text";
import { galleryList } from "@kheo/core/movement/lists";
import { fields } from "@kheo/core/movement/models";
import { DomainError } from "@kheo/core/rules/errors";
import { type Level, levelText, replicableStates } from "@kheo/core/movement/recognition";
import { contentOfPublished, findPublished, gallerySorts, listPublished } from "@kheo/db/movement/gallery-list";
import { countFound, pageOf } from "@kheo/db/rules/lists";
import { seersOf } from "@kheo/db/rules/personal";
import { z } from "zod";
import { listing } from "../rules/listing.ts";
import { list, router } from "../rules/procedures.ts";

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
export const galleryRouter = router({
  list: pages,

  get: list(
    "recognition.browse",
    z.object({ id: z.string().max(200) }),
    async ({ db, actor, today, catalog }, { id }) => {
      const seers = seersOf(actor, today);
      const isThere =
        z.uuid().safeParse(id).success &&
        (await countFound(db, findPublished(db, { states: replicableStates, seers, filter: { id } }))) > 0;
      const [row] = isThere ? await listPublished(db, pageOf([id]), seers) : [];
      if (!row) throw new DomainError("recognition.notFound");
      return {
        ...row,
        topicLabel: topicLabel(catalog.topics, row.topic),
        content: await contentOfPublished(db, id, seers),
      };
    },
  ),
});
