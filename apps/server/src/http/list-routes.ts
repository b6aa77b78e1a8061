import { listings } from "@kheo/api/lists";
import { catalog } from "@kheo/catalog";
import { type Day, formatDay } from "@kheo/core/ground/days";
import { grantsOf } from "@kheo/core/rules/rights";
import type { RootDb } from "@kheo/db/ground/connect";
import { listWorkbook } from "@kheo/papers/list-workbook";
import { turns } from "@kheo/threads/turns";
import type { Context as Exchange } from "hono";
import type { Logger } from "pino";
import { z } from "zod";
import type { doors } from "./doors.ts";

/** A file is written while it is fetched; whoever fetches slowly keeps a place, so nobody has two. */
const enter = turns({ working: 4, waiting: 20, each: 1 });
/** A village network fetches a hundred thousand rows in this time; who takes longer has left. */
const longest = 300_000;

/**
 * What comes through, and when it has ended: fetched to the end, left, failed, or not fetched in time. Nobody takes for
 * whole what has not come to its end.
 */
const watched = (stream: ReadableStream<Uint8Array>, failed: (error: unknown) => void) => {
  const end = Promise.withResolvers<void>();
  const reader = stream.getReader();
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    void leave();
  }, longest);
  const settle = () => {
    clearTimeout(late);
    end.resolve();
  };
  const leave = async (reason?: unknown) => {
    settle();
    await reader.cancel(reason).catch(() => undefined);
  };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          if (isLate) throw new Error("The file was not fetched in time");
          settle();
          controller.close();
        } catch (error) {
          settle();
          failed(error);
          controller.error(error);
        }
      },
      cancel: leave,
    },
    { highWaterMark: 1 },
  );
  return { body, ended: end.promise };
};

/** What a page of a list asks with, as one word of the address. */
const askedAs = <Asked>(asked: z.ZodType<Asked>) =>
  z.object({
    asked: z.string().transform((text, context): Asked => {
      try {
        const read = asked.safeParse(JSON.parse(text));
        if (read.success) return read.data;
      } catch {
        // It is no JSON, and refused like whatever else is not what a list asks.
      }
      context.addIssue({ code: "custom", message: "asked: cần điều kiện lọc của danh sách." });
      return z.NEVER;
    }),
  });

/** Every list as an Excel file: all of what its page shows a part of, in the same order. */
export const listRoutes = (
  { download }: Pick<ReturnType<typeof doors>, "download">,
  {
    db,
    today,
    needsTwo,
    logOf,
  }: {
    readonly db: RootDb;
    readonly today: () => Day;
    readonly needsTwo: boolean;
    readonly logOf: (request: Exchange) => Logger;
  },
): void => {
  for (const [name, { action, asked, description, whole }] of listings) {
    download(
      { path: `/download/${name}.xlsx`, action, query: askedAs(asked), enter },
      async ({ actor, request, query: { asked: filter } }) => {
        const scene = { db, actor, grants: grantsOf(actor, action), catalog, today: today(), needsTwo };
        const { columns, rows } = whole(scene, filter);
        return {
          ...watched(listWorkbook(description, columns, rows), (error) => {
            logOf(request).error({ err: error }, "the file of a list ended before its end");
          }),
          contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          plainName: `${name}.xlsx`,
          name: `${description.title}, ngày ${formatDay(scene.today).replaceAll("/", "-")}.xlsx`,
        };
      },
    );
  }
};
