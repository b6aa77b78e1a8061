import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { formatDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import {
  acceptInvitationInput,
  changePasswordInput,
  firstAdministratorInput,
  ownPasswordInput,
  proofInput,
  secondFactorCodeInput,
} from "@kheo/core/offices/people";
import { type Action, policy } from "@kheo/core/rules/policy";
import { grantsOf, refusal } from "@kheo/core/rules/rights";
import { insertEvent, listTold } from "@kheo/db/rules/events";
import { invitationsOfName, useInvitation } from "@kheo/db/offices/invitations";
import { insertPerson, ownAccount, unlinkIdentity, writePassword } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { recordStanding } from "@kheo/db/rules/records";
import { endSession, endSessions, listSessions, noteProof } from "@kheo/db/offices/sessions";
import { readSetting, removeSetting } from "@kheo/db/ground/settings";
import { whatWaits } from "@kheo/db/rules/todo";
import { insertUnit } from "@kheo/db/territory/units";
import { z } from "zod";
import { guess } from "../rules/guesses.ts";
import { list, nothing, open, own, router } from "../rules/procedures.ts";

const actions = Object.keys(policy) as Action[];

/** Compares without telling by its time how much was right. */
const sameText = (one: string, other: string): boolean => {
  const [first, second] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
};

export const sessionRouter = router({
  /** Who one is and what one's posts allow anywhere at all, with the topics and the sets for units there are; `null` and none when nobody is signed in. */
  me: open.query(async ({ ctx: { db, actor, today, installation, catalog } }) => {
    const demonstration = await readSetting(db, "demonstration");
    return {
      today,
      installation,
      demonstration: demonstration !== null,
      topics: actor === null ? [] : catalog.topics,
      setsForUnits: actor === null ? [] : catalog.setsForUnits.map(({ code, title }) => ({ code, title })),
      accounts: actor === null ? (demonstration?.accounts ?? []) : [],
      actor: actor && {
        ...actor,
        actions: actions.filter((action) => grantsOf(actor, action).length > 0),
      },
    };
  }),

  /** What waits for the person, most urgent first; rows with nothing waiting are left out. */
  todo: list("session.view", z.object({ periodId: z.uuid() }), async ({ db, actor, today, needsTwo }, { periodId }) => {
    const waiting = await whatWaits(db, { actor, day: today, needsTwo, periodId });
    return waiting.map(({ row: { thing, action, text, page, states }, ...found }) => ({
      thing,
      action,
      text,
      page,
      states,
      ...found,
    }));
  }),

  /** What others did to one's own account and posts, and to those for which one answers as leader or administrator. */
  told: list("session.view", z.object({}), ({ db, actor, today }) =>
    listTold(db, { personId: actor.personId, grants: grantsOf(actor, "person.confirmInvite"), day: today }),
  ),

  /** One's own account: what protects it, and where one is signed in. */
  account: open.meta({ action: "session.view" }).query(async ({ ctx: { db, actor, sessionId } }) => {
    if (!actor) throw new DomainError("session.required");
    if (grantsOf(actor, "session.view").length === 0) throw refusal("session.view");
    const sessions = await listSessions(db, actor.personId);
    return {
      ...(await ownAccount(db, actor.personId)),
      sessions: sessions.map((session) => ({ ...session, current: session.id === sessionId })),
    };
  }),

  changePassword: own({
    action: "session.changePassword",
    input: changePasswordInput,
    guesses: true,
    run: ({ account }, { current, password }) => account.changePassword(current, password),
  }),

  /** Shows again who one is: what decides is done within ten minutes of it. */
  prove: own({
    action: "session.prove",
    input: proofInput,
    guesses: true,
    run: async ({ db, actor, account, sessionId }, proof) => {
      const { hasSecondFactor } = await ownAccount(db, actor.personId);
      if (hasSecondFactor && !("code" in proof)) throw new DomainError("session.codeNeeded");
      await ("code" in proof ? account.checkCode(proof.code) : account.checkPassword(proof.current));
      if (sessionId !== null) await noteProof(db, sessionId);
    },
  }),

  end: own({
    action: "session.end",
    input: z.object({ sessionId: z.string().max(100) }),
    run: ({ db, actor }, { sessionId }) => endSession(db, actor.personId, sessionId),
  }),

  endOthers: own({
    action: "session.endOthers",
    input: nothing,
    run: ({ db, actor, sessionId }) => endSessions(db, actor.personId, sessionId ?? ""),
  }),

  /** A secret for the app on the phone and recovery codes; nothing is asked for before it is enabled with a code. */
  prepareSecondFactor: own({
    action: "session.prepareSecondFactor",
    input: ownPasswordInput,
    guesses: true,
    run: ({ account }, { current }) => account.prepareSecondFactor(current),
  }),

  enableSecondFactor: own({
    action: "session.enableSecondFactor",
    input: secondFactorCodeInput,
    guesses: true,
    run: async ({ db, actor, account, sessionId }, { code }) => {
      // Whoever came in without it is not left in; the library then replaces the session that asks.
      await endSessions(db, actor.personId, sessionId ?? "");
      await account.enableSecondFactor(code);
    },
  }),

  renewRecoveryCodes: own({
    action: "session.renewRecoveryCodes",
    input: ownPasswordInput,
    guesses: true,
    run: async ({ account }, { current }) => ({ recoveryCodes: await account.renewRecoveryCodes(current) }),
  }),

  disableSecondFactor: own({
    action: "session.disableSecondFactor",
    input: ownPasswordInput,
    guesses: true,
    run: ({ account }, { current }) => account.disableSecondFactor(current),
  }),

  unlink: own({
    action: "session.unlink",
    input: nothing,
    run: async ({ db, actor }) => {
      if (!(await unlinkIdentity(db, actor.personId))) throw new DomainError("session.notLinked");
    },
  }),

  /** Whoever holds the slip or the letter sets the password of the account; the code works once. */
  acceptInvitation: open.input(acceptInvitationInput).mutation(async ({ ctx, input }) => {
    const { username, code, password } = input;
    return guess(ctx, "invitation", username, async () => {
      // As expensive for a wrong code as for a right one, and only for who may still guess.
      const passwordHash = await ctx.hashPassword(password);
      return ctx.db.transaction().execute(async (db) => {
        const invitations = await invitationsOfName(db, username);
        const found = invitations.find(({ id }) => sameText(ctx.codeOfInvitation(id), code));
        if (!found) throw new DomainError("invitation.wrong");
        if (found.usedAt !== null) throw new DomainError("invitation.used");
        if (found.withdrawnAt !== null || found.expiresAt <= new Date()) throw new DomainError("invitation.expired");
        const { personId } = found;
        await useInvitation(db, found.id);
        await writePassword(db, personId, passwordHash);
        await endSessions(db, personId);
        const event = {
          personId,
          capacity: "",
          thing: "person" as const,
          thingId: personId,
          unitId: null,
          payload: null,
        };
        await insertEvent(db, { ...event, action: "session.accept" });
        return { username };
      });
    });
  }),

  /** The one-time link of an empty database makes its first administrator and its highest unit. */
  firstAdministrator: open.input(firstAdministratorInput).mutation(async ({ ctx, input }) => {
    return ctx.db.transaction().execute(async (db) => {
      const expected = await readSetting(db, "firstAdministrator");
      const tokenHash = createHash("sha256").update(input.token).digest("hex");
      if ((input.unitFrom ?? ctx.today) > ctx.today)
        throw new DomainError("unit.notYet", { today: formatDay(ctx.today) });
      if (expected?.tokenHash !== tokenHash || !(await removeSetting(db, "firstAdministrator"))) {
        throw new DomainError("person.linkUsed");
      }
      const passwordHash = await ctx.hashPassword(input.password);
      const [unitId, personId] = [randomUUID(), randomUUID()];
      await insertUnit(db, {
        id: unitId,
        name: input.unitName,
        kind: input.unitKind,
        line: "territory",
        parentId: null,
        validFrom: input.unitFrom ?? ctx.today,
      });
      await insertPerson(db, { id: personId, name: input.name, username: input.username, passwordHash });
      for (const role of ["administrator", "standingOffice"] as const) {
        await insertPost(db, { personId, role, unitId, bodyId: null, seat: null, validFrom: ctx.today });
      }
      await recordStanding(db, "Thiết lập ban đầu");
      return { username: input.username };
    });
  }),
});
