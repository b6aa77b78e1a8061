import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import type { Day } from "@kheo/core/ground/days";
import type { Actor } from "@kheo/core/rules/rights";
import type { Db, RootDb } from "@kheo/db/ground/connect";

/** What is shown once, when a second factor is prepared. */
export type PreparedSecondFactor = { readonly secret: string; readonly recoveryCodes: readonly string[] };

/** What the sign-in library does to the account of whoever is signed in; a wrong password is refused. */
export type OwnAccount = {
  readonly changePassword: (current: string, password: string) => Promise<void>;
  readonly prepareSecondFactor: (current: string) => Promise<PreparedSecondFactor>;
  readonly enableSecondFactor: (code: string) => Promise<void>;
  readonly renewRecoveryCodes: (current: string) => Promise<readonly string[]>;
  readonly disableSecondFactor: (current: string) => Promise<void>;
  /** Refused unless the password is the person's own. */
  readonly checkPassword: (current: string) => Promise<void>;
  /** Refused unless the six digits are those of the person's app now. */
  readonly checkCode: (code: string) => Promise<void>;
};

/** What the installation is set up with, where people are told of it. */
export type Installation = {
  /** Where people reach it, when that is known. */
  readonly address: string | null;
  /** What the external sign-in is called on its button. */
  readonly externalName: string | null;
  readonly sendsMail: boolean;
};

/** Everything a procedure may lean on is handed in here; tests hand in other things. */
export type Context = {
  readonly db: RootDb;
  readonly actor: Actor | null;
  readonly catalog: PluginCatalog;
  readonly today: Day;
  /** Of a password that is set; refused when it is a common one. */
  readonly hashPassword: (password: string) => Promise<string>;
  readonly codeOfInvitation: (invitationId: string) => string;
  readonly ownAccount: (db: Db) => OwnAccount;
  readonly installation: Installation;
  /** The session that the actor uses. */
  readonly sessionId: string | null;
  /** The person for whom the page that asks was drawn, as it says itself; `null` when it does not say. */
  readonly drawnFor: string | null;
  /** Whether the actor has just shown again who they are. */
  readonly isProved: boolean;
  /** Whether official acts need two persons. */
  readonly needsTwo: boolean;
  /** Where the request comes from, as guesses are counted. */
  readonly network: string;
  /** Lets a call have its turn among those of the same person and network, also of whoever is not signed in. */
  readonly inTurn?: <T>(actor: Actor | null, path: string, call: () => Promise<T>) => Promise<T>;
  /** Headers that go out with the answer. */
  readonly answer: Headers;
  /** Named to a person when something unexpected fails, and written to the log beside the cause. */
  readonly requestNumber: string;
};
