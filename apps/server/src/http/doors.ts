import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { Action } from "@kheo/core/rules/policy";
import { type Actor, authorize, grantsOf, refusal } from "@kheo/core/rules/rights";
import type { RootDb } from "@kheo/db/ground/connect";
import { placeOf } from "@kheo/db/territory/units";
import type { Place } from "@kheo/threads/turns";
import type { Context as Exchange, Env, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";

/** A way in or out for files: where it stands, what it takes, and what it is asked with. */
type Door<Query extends z.ZodType> = {
  readonly path: string;
  readonly action: Action;
  readonly query: Query;
  /** The unit at which the action is asked for; without it, wherever one's posts allow it. */
  readonly unitOf?: (query: z.output<Query>) => string;
  /** The queue for what takes long. */
  readonly enter?: (personId: string) => Place;
};

/** Who came through a door, what they asked for, and their place in its queue. */
type Admitted<Query extends z.ZodType> = {
  readonly actor: Actor;
  readonly query: z.output<Query>;
  readonly place: Place;
  readonly request: Exchange;
};

/** A file as it is handed out. */
type HandedOut = {
  readonly body: Uint8Array<ArrayBuffer> | ArrayBuffer | ReadableStream<Uint8Array>;
  /** Settles when a body that is made while it is fetched has come to its end; its place is taken until then. */
  readonly ended?: Promise<void>;
  readonly contentType: string;
  /** What it is called where only plain letters can be. */
  readonly plainName: string;
  readonly name: string;
};

/** What is wrong with what was asked, a sentence each. */
const sentenceOf = (issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys" ? `${issue.keys.join(", ")}: không có tham số này.` : issue.message;

const straightIn: Place = { work: (task) => task(), leave: () => undefined };

/**
 * Makes every way in and out for files, so that none is without the policy: who comes, what they ask for and whether
 * they may are settled before anything of a file is read or written.
 */
export const doors = <Served extends Env>(
  app: Hono<Served>,
  around: {
    readonly db: RootDb;
    readonly today: () => Day;
    readonly actorOf: (request: Exchange) => Promise<Actor | null>;
  },
) => {
  const admit = async <Query extends z.ZodType>(door: Door<Query>, request: Exchange): Promise<Admitted<Query>> => {
    const actor = await around.actorOf(request);
    if (!actor) throw new DomainError("session.required");
    const asked = door.query.safeParse(request.req.query());
    if (!asked.success) {
      throw new HTTPException(400, { message: asked.error.issues.map(sentenceOf).join("\n") });
    }
    if (door.unitOf) {
      authorize(actor, door.action, await placeOf(around.db, door.unitOf(asked.data), around.today()));
    } else if (grantsOf(actor, door.action).length === 0) throw refusal(door.action);
    return { actor, query: asked.data, request, place: door.enter?.(actor.personId) ?? straightIn };
  };
  return {
    /** A file that people fetch. */
    download: <Query extends z.ZodType>(
      door: Door<Query>,
      write: (admitted: Admitted<Query>) => Promise<HandedOut>,
    ): void => {
      app.get(door.path, async (request) => {
        const admitted = await admit(door, request);
        const begun = Promise.withResolvers<HandedOut>();
        void admitted.place
          .work(async () => {
            const made = await write(admitted);
            begun.resolve(made);
            await made.ended;
          })
          .catch(begun.reject)
          .finally(admitted.place.leave);
        const file = await begun.promise;
        return new Response(file.body, {
          headers: {
            "content-type": file.contentType,
            "content-disposition": `attachment; filename="${file.plainName}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
            "cache-control": "no-store",
          },
        });
      });
    },
    /** A part of a file's way that answers for itself: a piece of what is sent, or what a browser may keep. */
    passage: <Query extends z.ZodType>(
      method: "GET" | "POST" | "PATCH" | "DELETE",
      door: Door<Query>,
      respond: (admitted: Admitted<Query>) => Promise<Response>,
    ): void => {
      app.on(method, door.path, async (request) => respond(await admit(door, request)));
    },
    /** A file that people send; whoever reads it leaves the queue. */
    upload: <Query extends z.ZodType>(
      door: Door<Query>,
      read: (admitted: Admitted<Query>) => Promise<Response>,
    ): void => {
      app.post(door.path, async (request) => read(await admit(door, request)));
    },
  };
};
