import { type ChildProcess, fork } from "node:child_process";
import { DomainError } from "@kheo/core/rules/errors";
import { turns } from "@kheo/threads/turns";
import { type Failed, failureOf } from "./inspection.ts";
import type { PhotoKind } from "./kinds.ts";
import type { Photo } from "./photos.ts";
import { refusal } from "./store.ts";

export type Drawing = { readonly path: string; readonly kind: PhotoKind };
export type Drawn = { readonly photo: Photo } | { readonly failure: Failed };

/** One picture after the other: two at once would leave nothing of two cores to those who save. */
const enter = turns({ working: 1, waiting: Infinity, each: Infinity });
const longest = 60_000;
/** It ends when nobody has sent a photo for so long. */
const idle = 30_000;

type Pencil = { readonly child: ChildProcess; awaited: PromiseWithResolvers<Drawn> };
let pencil: Pencil | null = null;
let ending: NodeJS.Timeout | undefined;

const begun = (): Pencil => {
  if (pencil?.child.connected) return pencil;
  const child = fork(new URL("./drawing-process.ts", import.meta.url), { serialization: "advanced" });
  const made: Pencil = { child, awaited: Promise.withResolvers() };
  child.on("message", (drawn: Drawn) => {
    made.awaited.resolve(drawn);
  });
  child.once("exit", () => {
    if (pencil === made) pencil = null;
    made.awaited.reject(new DomainError("file.tooSlow"));
  });
  child.unref();
  pencil = made;
  return made;
};

/**
 * Draws a photo in a process of its own that stands behind everybody else who wants the processor: pictures of twenty
 * people wait before one person's save does. @throws what `drawPhoto` does; `file.tooSlow` where the process ended over it.
 */
export const drawApart = async (drawing: Drawing): Promise<Photo> => {
  const place = enter("photo");
  try {
    return await place.work(async () => {
      clearTimeout(ending);
      const drawer = begun();
      const { child } = drawer;
      drawer.awaited = Promise.withResolvers();
      child.channel?.ref();
      const late = setTimeout(() => child.kill("SIGKILL"), longest);
      try {
        child.send(drawing);
        const drawn = await drawer.awaited.promise;
        if ("failure" in drawn) throw refusal(failureOf(drawn.failure), drawn.failure.cause);
        return drawn.photo;
      } finally {
        clearTimeout(late);
        child.channel?.unref();
        ending = setTimeout(() => child.kill(), idle).unref();
      }
    });
  } finally {
    place.leave();
  }
};
