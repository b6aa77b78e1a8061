import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { canonical } from "@kheo/core/ground/canonical";
import { type Day, day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { eventPolicy } from "@kheo/core/rules/events";
import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import { type Action, needsProof } from "@kheo/core/rules/policy";
import { type Actor, capacityOf, type Grant, grantsOf, refusal } from "@kheo/core/rules/rights";
import { paragraph } from "@kheo/core/ground/text";
import { type Thing, things } from "@kheo/core/rules/things";
import type { Db, RootDb } from "@kheo/db/ground/connect";
import type { Guessed } from "@kheo/db/offices/attempts";
import { insertEvent } from "@kheo/db/rules/events";
import { isRecorded, type RecordKind, recordsOf } from "@kheo/db/rules/records";
import { guess } from "./guesses.ts";
import { answerRequest, type KeyedHash, takeRequest } from "@kheo/db/rules/requests";
import { z } from "zod";
import type { Context, OwnAccount } from "./context.ts";
import { type Known, type Loaded, type Scene, sceneOf, type Subject } from "./scene.ts";
import { trpc, withDomainErrors } from "./transport.ts";
export const router = trpc.router;
export const callerFactory = trpc.createCallerFactory;
/** For what anyone may call: being told who one is not, and making the first administrator. */
export const open = trpc.procedure
  .meta({ action: "public" })
  .use(withDomainErrors)
  .use(({ ctx, path, next }) => (ctx.inTurn ? ctx.inTurn(ctx.actor, path, () => next()) : next()));

/** Who acts; nobody is turned away with "please sign in". */
const known = (actor: Actor | null): Actor => {
  if (!actor) throw new DomainError("session.required");
  return actor;
};

/**
 * Two tabs of a browser share a session: a page drawn for one person neither reads nor writes as another who has signed
 * in since. @throws `session.otherPerson`, `session.pageWithoutPerson`.
 */
const requireSamePerson = (actor: Actor, drawnFor: string | null, type: string): void => {
  if (drawnFor !== null && drawnFor !== actor.personId)
    throw new DomainError("session.otherPerson", { name: actor.name });
  if (drawnFor === null && type === "mutation") throw new DomainError("session.pageWithoutPerson");
};

const guarded = (action: Action) =>
  trpc.procedure
    .meta({ action })
    .use(withDomainErrors)
    .use(({ ctx, type, path, next }) => {
      const actor = known(ctx.actor);
      requireSamePerson(actor, ctx.drawnFor, type);
      if (needsProof(action) && !ctx.isProved) throw new DomainError("session.proofNeeded");
      const call = () => next({ ctx: { ...ctx, actor } });
      return ctx.inTurn ? ctx.inTurn(actor, path, call) : call();
    });

/** What a list is made from: who asks, and the grants by which they see any of it. */
export type ListScene = {
  readonly db: Db;
  readonly actor: Actor;
  readonly grants: readonly Grant[];
  readonly catalog: PluginCatalog;
  readonly today: Day;
  readonly needsTwo: boolean;
};

/** A list: everything that the actor's posts reach. Without a single grant the answer is a refusal, not an empty list. */
export const list = <Input extends z.ZodType, Output>(
  action: Action,
  input: Input,
  run: (scene: ListScene, data: z.output<Input>) => Promise<Output>,
) =>
  guarded(action)
    .input(input)
    .query(async ({ ctx: { db, actor, catalog, today, needsTwo }, input: data }): Promise<Output> => {
      const grants = grantsOf(actor, action);
      if (grants.length === 0) throw refusal(action);
      return run({ db, actor, grants, catalog, today, needsTwo }, data as z.output<Input>);
    });

// The compiler does not see through an object schema whose member is generic, so the envelopes say their types.
const readEnvelope = <Input extends z.ZodType>(data: Input) =>
  z.strictObject({ id: z.string().max(200), data }) as unknown as z.ZodType<
    { id: string; data: z.output<Input> },
    { id: string; data: z.input<Input> }
  >;
const addEnvelope = <Input extends z.ZodType>(data: Input) =>
  z.strictObject({ requestId: z.uuid(), id: z.uuid(), data }) as unknown as z.ZodType<
    { requestId: string; id: string; data: z.output<Input> },
    { requestId: string; id: string; data: z.input<Input> }
  >;
const changeEnvelope = <Input extends z.ZodType>(data: Input) =>
  z.strictObject({ requestId: z.uuid(), id: z.uuid(), version: z.int().min(0), data }) as unknown as z.ZodType<
    { requestId: string; id: string; version: number; data: z.output<Input> },
    { requestId: string; id: string; version: number; data: z.input<Input> }
  >;

/** A query about one thing. */
export const read = <T extends Loaded, Input extends z.ZodType, Output>(
  action: Action,
  subject: Subject<T>,
  input: Input,
  run: (scene: Scene<T>, data: z.output<Input>) => Promise<Output>,
) =>
  guarded(action)
    .input(readEnvelope(input))
    .query(async ({ ctx, input: { id, data } }) => {
      // An address that was cut short, or typed: there is no such thing.
      if (!z.uuid().safeParse(id).success) throw new DomainError(`${things[subject.thing].noun}.notFound`);
      return run(await sceneOf(ctx, action, subject, id, "none"), data);
    });

/** What a mutation has made: a thing, of the unit that the mutation names unless another is said. */
type Made = { readonly thing: Thing; readonly id: string; readonly unitId?: string };

type Change<T extends Loaded, Input extends z.ZodType, Output> = {
  readonly action: Action;
  readonly on: Subject<T>;
  readonly input: Input;
  /** `shared` for what many do at once, each to a part of their own. */
  readonly lock?: "shared";
  /** What the event is about, where it is not the thing that was named: what has been made, one event for each. */
  readonly made?: (output: Output) => readonly Made[];
  /** What a refusal tells whoever tries one input after another: such refusals are counted by person. */
  readonly guesses?: Guessed;
  readonly run: (scene: Scene<T>, data: z.output<Input>) => Promise<Output>;
};

/**
 * What may not be kept is not hashed plainly either: of a ballot with two possible words the hash would tell the word.
 * Its key is nowhere but in the memory of this process, and no two requests with the same words have the same hash.
 */
const [keyName, key] = [randomUUID(), randomBytes(32)];
const inputHashOf = (action: Action, requestId: string, input: readonly unknown[]): string =>
  eventPolicy(action) === "redacted"
    ? (`${keyName}:${createHmac("sha256", key)
        .update(canonical([requestId, ...input]))
        .digest("base64")}` satisfies KeyedHash)
    : createHash("sha256").update(canonical(input)).digest("base64");

const payloadOf = (action: Action, data: unknown): unknown => (eventPolicy(action) === "redacted" ? null : data);

/**
 * The body of every mutation: one transaction, one idempotency key, one policy decision, one version check and one
 * event by the action's event policy. No procedure has to remember any of them.
 */
const transact = async <T extends Loaded, Input extends z.ZodType, Output>(
  context: Known & { readonly db: RootDb },
  { action, on, lock, made, run }: Change<T, Input, Output>,
  asked: { requestId: string; id: string; version?: number; data: z.output<Input> },
): Promise<Output> =>
  context.db.transaction().execute(async (db) => {
    const { requestId, id, version, data } = asked;
    const { personId } = context.actor;
    const inputHash = inputHashOf(action, requestId, [id, version, data]);
    const request = await takeRequest(db, { id: requestId, personId, action, inputHash });
    if (!request.taken) {
      if (!request.sameInput) throw new DomainError("request.reused");
      return request.result as Output;
    }
    const written = new Map<RecordKind, Set<string>>();
    const wrote: Scene<T>["wrote"] = (kind, ...ids) => {
      written.set(kind, new Set([...(written.get(kind) ?? []), ...ids]));
    };
    const scene = await sceneOf({ ...context, db, wrote }, action, on, id, lock ?? "alone");
    if (version !== undefined && scene.subject.version !== version) {
      const by = (await on.changedBy?.(db, scene.subject)) ?? null;
      throw new DomainError("changedMeanwhile", { what: things[on.thing].name, by });
    }
    const output = await run(scene, data);
    if (eventPolicy(action) !== "none") {
      const payload = payloadOf(action, data);
      const abouts = made?.(output) ?? [{ thing: on.thing, id }];
      for (const about of abouts) {
        if (eventPolicy(action) === "full" && isRecorded(about.thing)) wrote(about.thing, about.id);
        const records = written.size > 0 && { records: await recordsOf(db, written) };
        written.clear();
        const event = {
          personId,
          capacity: capacityOf(scene.post),
          action,
          thing: about.thing,
          thingId: about.id,
          unitId: about.unitId ?? scene.subject.unitId,
          payload: records ? { ...(payload as object | null), ...records } : payload,
        };
        await (about === abouts.at(-1)
          ? insertEvent(db, event, { requestId, result: output })
          : insertEvent(db, event));
      }
      if (abouts.length > 0) return output;
    }
    await answerRequest(db, requestId, output);
    return output;
  });

/** A mutation of one thing, over the version that was read. */
export const change = <T extends Loaded, Input extends z.ZodType, Output>(options: Change<T, Input, Output>) =>
  guarded(options.action)
    .input(changeEnvelope(options.input))
    .mutation(({ ctx, input }) => transact(ctx, options, input));

/** A mutation that adds something to a thing (a model to a unit, a ballot to a meeting) without changing the thing. */
export const add = <T extends Loaded, Input extends z.ZodType, Output>(options: Change<T, Input, Output>) =>
  guarded(options.action)
    .input(addEnvelope(options.input))
    .mutation(({ ctx, input }) => {
      const act = () => transact(ctx, options, input);
      return options.guesses === undefined ? act() : guess(ctx, options.guesses, ctx.actor.personId, act);
    });

type OwnScene = Pick<Context, "sessionId"> & { readonly db: Db; readonly actor: Actor; readonly account: OwnAccount };

/**
 * A mutation of one's own account: one transaction, key and event like any other, but about no unit. What it answers is
 * shown once and not kept beside the key: the same request sent again is answered with `null`.
 */
export const own = <Input extends z.ZodType, Output>({
  action,
  input,
  guesses = false,
  run,
}: {
  readonly action: Action;
  readonly input: Input;
  /** Whether the input holds a password or a code that somebody else could be guessing. */
  readonly guesses?: boolean;
  readonly run: (scene: OwnScene, data: z.output<Input>) => Promise<Output>;
}) =>
  guarded(action)
    .input(
      z.strictObject({ requestId: z.uuid(), data: input }) as unknown as z.ZodType<
        { requestId: string; data: z.output<Input> },
        { requestId: string; data: z.input<Input> }
      >,
    )
    .mutation(({ ctx, input: { requestId, data } }): Promise<Output | null> => {
      const { actor, sessionId } = ctx;
      const [grant] = grantsOf(actor, action);
      if (!grant) throw refusal(action);
      const act = () =>
        ctx.db.transaction().execute(async (db) => {
          const { personId } = actor;
          const payload = payloadOf(action, data);
          const inputHash = inputHashOf(action, requestId, [data]);
          const request = await takeRequest(db, { id: requestId, personId, action, inputHash });
          if (!request.taken) {
            if (!request.sameInput) throw new DomainError("request.reused");
            return null;
          }
          const output = await run({ db, actor, sessionId, account: ctx.ownAccount(db) }, data);
          const capacity = capacityOf(grant.post);
          const event = {
            personId,
            capacity,
            action,
            thing: "person" as const,
            thingId: personId,
            unitId: null,
            payload,
          };
          await insertEvent(db, event, { requestId, result: null });
          return output;
        });
      // Counted by person alone: what others guess from the same network stops nobody who is signed in.
      const asking = { ...ctx, network: `person ${actor.personId}` };
      return guesses ? guess(asking, "ownPassword", actor.personId, act) : act();
    });

/** The input of a step that may ask for a reason. */
export const reasonInput = z.object({ reason: paragraph("Lý do", { max: 2000 }).default("") });

/** The day whose units a list names; without it, each thing names its unit as it was. */
export const unitsOn = day("Ngày của đơn vị");

/** For a procedure that needs nothing but the thing it is about. */
export const nothing = z.object({});
