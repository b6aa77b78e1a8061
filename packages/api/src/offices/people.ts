import { randomUUID } from "node:crypto";
import { instantText } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { createPersonInput, disablePersonInput, isRealAddress } from "@kheo/core/offices/people";
import { peopleList } from "@kheo/core/offices/lists";
import { isDeciding, requireSuccessor } from "@kheo/core/offices/posts";
import { searchWords } from "@kheo/core/ground/text";
import { type Action } from "@kheo/core/rules/policy";
import { type Actor, authorize, grantsOf } from "@kheo/core/rules/rights";
import type { Db } from "@kheo/db/ground/connect";
import {
  confirmInvitation,
  insertInvitation,
  openInvitation,
  waitingInvitation,
  withdrawInvitations,
} from "@kheo/db/offices/invitations";
import { closeWaysIn, insertPerson, lockPerson, setDisabled, unitsOfPerson } from "@kheo/db/offices/people";
import { findPeople, listPeople, peopleSorts } from "@kheo/db/offices/people-list";
import { endInTurn, decidingUnitsOf, holdsDecidingPost, leavingOf, postsToHandOver } from "@kheo/db/offices/posts";
import { issuerOn } from "@kheo/db/offices/issuers";
import { isDemonstration } from "@kheo/db/ground/settings";
import { placeOf } from "@kheo/db/territory/units";
import { invitationSlip } from "@kheo/papers/forms/invitation-slip";
import { z } from "zod";
import { giveAPost, requireSecondPerson, waitsForSecond } from "./giving.ts";
import type { Loaded, Scene as ProcedureScene } from "../rules/scene.ts";
import { listing } from "../rules/listing.ts";
import { add, nothing, read, router } from "../rules/procedures.ts";
import { post, unit } from "../rules/subjects.ts";

type PostScene = ProcedureScene<Loaded & { readonly personId: string }>;
type Scene = { readonly db: Db; readonly actor: Actor; readonly subject: { personId: string }; readonly today: string };

/**
 * The person who holds the post. Whoever opens or shuts an account decides for every post of the person, so all of
 * them must be within reach.
 */
const accountWithinReach = async ({ db, actor, subject, today }: Scene, action: Action) => {
  // Posts that begin later too: whoever opens the account today acts in them tomorrow.
  for (const unitId of await unitsOfPerson(db, subject.personId, today)) {
    authorize(actor, action, await placeOf(db, unitId, today));
  }
  return lockPerson(db, subject.personId);
};

/** The open invitation of whoever holds a post, with its code. @throws `person.noInvitation`, `person.slipBySecond`. */
const invitationOf = async (scene: PostScene) => {
  const { id, name, username } = await accountWithinReach(scene, "person.invite");
  const invitation = await openInvitation(scene.db, id);
  if (!invitation) throw new DomainError("person.noInvitation");
  // The code of whoever decides is held neither by who asked for it nor by anybody below the unit that gave it.
  if (scene.needsTwo && (await holdsDecidingPost(scene.db, id, scene.today))) {
    const { invitedBy, invitedFrom } = invitation;
    const givers = invitedFrom === null ? [] : (await placeOf(scene.db, invitedFrom, scene.today)).path;
    if (invitedBy === scene.actor.personId || !givers.includes(scene.post.unitId)) {
      throw new DomainError("person.slipBySecond");
    }
  }
  return {
    name,
    username: username ?? "",
    code: scene.codeOfInvitation(invitation.id),
    expiresAt: invitation.expiresAt,
  };
};

const others = async (scene: Scene, action: Action) => {
  if (scene.subject.personId === scene.actor.personId) throw new DomainError("person.ownAccount");
  return accountWithinReach(scene, action);
};

/** Locking an account must not leave the units without anybody who could unlock it. */
const requireAnotherAdministrator = async ({ db, today }: Scene, personId: string): Promise<void> => {
  await endInTurn(db);
  const ids = await postsToHandOver(db, { personId }, today);
  const posts = ids.length === 0 ? [] : await leavingOf(db, ids, today, today);
  for (const leaving of posts.filter(({ role }) => role === "administrator")) requireSuccessor(leaving);
};

/** The event of an act on an account is about the person. */
const made = ({ personId }: { readonly personId: string }) => [{ thing: "person" as const, id: personId }];

const pages = listing({
  action: "person.view",
  list: peopleList,
  filter: z.object({
    unitId: z.uuid().optional(),
    atUnitId: z.uuid().optional(),
    personId: z.uuid().optional(),
    search: searchWords.optional(),
    ended: z.boolean().optional(),
  }),
  find: ({ db, grants, today }, filter) => findPeople(db, { grants, day: today, filter }),
  sorts: ({ today }) => peopleSorts(today),
  rows: ({ db, grants, today }, page) => listPeople(db, page, { grants, day: today }),
});

export const peopleRouter = router({
  list: pages,

  create: add({
    action: "person.create",
    on: unit,
    input: createPersonInput,
    guesses: "account",
    made,
    run: async (scene, { name, username, email, post: given }) => {
      const { db, actor, place, post: by } = scene;
      const personId = randomUUID();
      await insertPerson(db, { id: personId, name, username, email, passwordHash: null });
      // What was typed is not kept; the hash of the name is.
      scene.wrote("person", personId);
      const waits = waitsForSecond(scene, given.role);
      const invitationWaits = waits && isDeciding(given.role);
      await insertInvitation(db, {
        personId,
        email,
        invitedBy: actor.personId,
        invitedFrom: by.unitId,
        waits: invitationWaits,
      });
      return { personId, postId: await giveAPost(scene, personId, place.id, given), waits, invitationWaits };
    },
  }),

  invite: add({
    action: "person.invite",
    on: post,
    input: nothing,
    made,
    run: async (scene) => {
      const { db, actor, post: by, needsTwo } = scene;
      const { id: personId, email, disabledAt, isActive } = await others(scene, "person.invite");
      if (disabledAt !== null) throw new DomainError("person.disabled");
      const waits = needsTwo && (isActive || (await holdsDecidingPost(db, personId, scene.today)));
      if (!waits) await closeWaysIn(db, personId);
      await insertInvitation(db, {
        personId,
        email: isRealAddress(email) ? email : null,
        invitedBy: actor.personId,
        invitedFrom: by.unitId,
        waits,
      });
      return { id: scene.subject.id, personId, waits };
    },
  }),

  /** The second person, without whom nobody takes an account over that is in use; only now its ways in are closed. */
  confirmInvite: add({
    action: "person.confirmInvite",
    on: post,
    input: nothing,
    made,
    run: async (scene) => {
      const { db, actor, today } = scene;
      const { id: personId } = await others(scene, "person.confirmInvite");
      const invitation = await waitingInvitation(db, personId);
      if (!invitation) throw new DomainError("person.notWaiting");
      for (const unitId of await unitsOfPerson(db, personId, today)) {
        const by = authorize(actor, "person.confirmInvite", await placeOf(db, unitId, today));
        requireSecondPerson({ actor, by, unitId, others: [invitation.invitedBy] });
      }
      await closeWaysIn(db, personId);
      await confirmInvitation(db, invitation.id, invitation.email);
      return { id: scene.subject.id, personId };
    },
  }),

  slip: read("person.invite", post, nothing, invitationOf),

  /** The same as a paper; where the installation is reached, whoever prints it says. */
  slipPaper: read("person.invite", post, z.object({ site: z.url().max(200) }), async (scene, { site }) => {
    const { name, username, code, expiresAt } = await invitationOf(scene);
    return invitationSlip({
      issuer: await issuerOn(scene.db, scene.subject.unitId, scene.today),
      name,
      username,
      code,
      usableUntil: instantText(expiresAt),
      site,
      demonstration: await isDemonstration(scene.db),
    });
  }),

  disable: add({
    action: "person.disable",
    on: post,
    input: disablePersonInput,
    made,
    run: async (scene, { reason }) => {
      const { id: personId, disabledAt } = await others(scene, "person.disable");
      if (disabledAt !== null) throw new DomainError("person.alreadyDisabled");
      const { db, actor, needsTwo, today } = scene;
      const grants = grantsOf(actor, "person.disable");
      const decidesAt = needsTwo ? await decidingUnitsOf(db, personId, today) : [];
      for (const unitId of decidesAt) {
        const { path } = await placeOf(db, unitId, today);
        const isAbove = grants.some(({ post: by }) => by.unitId !== unitId && path.includes(by.unitId));
        if (!isAbove) throw new DomainError("person.disabledFromAbove");
      }
      await requireAnotherAdministrator(scene, personId);
      await setDisabled(scene.db, personId, reason);
      await withdrawInvitations(scene.db, personId);
      return { id: scene.subject.id, personId };
    },
  }),

  enable: add({
    action: "person.enable",
    on: post,
    input: nothing,
    made,
    run: async (scene) => {
      const { id: personId, disabledAt } = await others(scene, "person.enable");
      if (disabledAt === null) throw new DomainError("person.notDisabled");
      await setDisabled(scene.db, personId, null);
      return { id: scene.subject.id, personId };
    },
  }),
});
