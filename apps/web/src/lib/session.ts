import type { Topic } from "@kheo/core/criteria";
import type { Action } from "@kheo/core/rules/policy";
import type { ActorPost } from "@kheo/core/rules/rights";
import type { Period } from "@kheo/core/movement/periods";
import { createContext, use } from "react";

/** The person who is signed in, what their posts allow anywhere, and the period they look at. */
export type Session = {
  readonly personId: string;
  readonly name: string;
  readonly posts: readonly ActorPost[];
  readonly today: string;
  readonly demonstration: boolean;
  /** The topics a model can have, in the official order. */
  readonly topics: readonly Topic[];
  /** The criteria sets by which units are assessed. */
  readonly setsForUnits: readonly { readonly code: string; readonly title: string }[];
  /** Where people reach the installation, when it was told so. */
  readonly address: string | null;
  readonly sendsMail: boolean;
  /** What the external sign-in is called, where there is one. */
  readonly externalName: string | null;
  readonly may: (action: Action) => boolean;
  readonly periods: readonly Period[];
  readonly period: Period | null;
  readonly choosePeriod: (id: string) => void;
};

export const SessionContext = createContext<Session | null>(null);

/** Only pages behind the sign-in use it. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession outside the signed-in shell");
  return session;
};

/** The id of the chosen period; pages that need one are not drawn before there is one. */
export const usePeriodId = (): string => {
  const { period } = useSession();
  if (!period) throw new Error("No period is open");
  return period.id;
};
