import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { type Caller, callerFor } from "@kheo/api/index";
import { changesBetween } from "@kheo/core/ground/changes";
import type { Day } from "@kheo/core/ground/days";
import type { RootDb } from "@kheo/db/ground/connect";
import { actorOf } from "@kheo/db/offices/people";
import type { SeededPeople } from "./people.ts";

export type Seeding = {
  readonly db: RootDb;
  readonly people: SeededPeople;
  readonly periods: Readonly<Record<number, string>>;
  /** Officers of the units that own models, by unit id. */
  readonly officers: ReadonlyMap<string, string>;
};

export const send = <Data>(id: string, data: Data) => ({ requestId: randomUUID(), id, data });
export const over = <Data>({ id, version }: { id: string; version: number }, data: Data) => ({
  requestId: randomUUID(),
  id,
  version,
  data,
});
export const noReason = { reason: "" };
/** What is typed into a form that is still empty. */
export const typed = (content: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => ({
  changes: changesBetween(Object.fromEntries(Object.keys(content).map((part) => [part, {}])), content),
});

/** The seed invites nobody and changes nobody's own account. */
const notHere = (): never => {
  throw new Error("The seed has no part in signing in");
};

export const callerOf = async ({ db }: Pick<Seeding, "db">, personId: string, today: Day): Promise<Caller> =>
  callerFor({
    db,
    actor: await actorOf(db, personId, today),
    catalog,
    today,
    requestNumber: "seed",
    hashPassword: notHere,
    codeOfInvitation: notHere,
    ownAccount: notHere,
    installation: { address: null, externalName: null, sendsMail: false },
    sessionId: null,
    drawnFor: personId,
    isProved: true,
    needsTwo: true,
    network: "",
    answer: new Headers(),
  });

/** What somebody may call on a day, by their username. */
export const callerNamed = (seeding: Seeding, username: string, day: Day): Promise<Caller> =>
  callerOf(seeding, seeding.people.idOf(username), day);

export const currentYear = 2026;

/** The own day of the demonstration when it is first started; it moves on with the real days. */
export const firstToday: Day = "2026-11-26";

const officerOf = ({ officers }: Seeding, unitId: string): string => {
  const id = officers.get(unitId);
  if (id === undefined) throw new Error(`No officer at ${unitId}`);
  return id;
};

/** What the officer of a unit may call on a day. */
export const officerAt = (seeding: Seeding, unitId: string, day: Day): Promise<Caller> =>
  callerOf(seeding, officerOf(seeding, unitId), day);
