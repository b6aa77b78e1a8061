import { useMemo, useRef, useState } from "react";
import { forget, keep, keptName, readKept } from "../../../lib/kept.ts";
import { useSession } from "../../../lib/session.ts";
import { typedFrom, type TypedPlan } from "./typed-plan.ts";

/** What was typed and is not on the server, with the version it was typed over (0: there is no plan yet). */
type KeptPlan = { readonly typed: TypedPlan; readonly over: number };

type Stored = Parameters<typeof typedFrom>[0] & { readonly version: number };

/** A plan in the boxes, kept on the device at every stroke until the server has it. */
export const usePlan = (id: string, stored: Stored) => {
  const { personId } = useSession();
  const name = keptName(personId, "reorganisation", id);
  const [own, setOwn] = useState(() => readKept(name) as KeptPlan | null);
  const [restored] = useState(own !== null);
  const [isKept, setKept] = useState(true);
  const saved = useMemo(() => typedFrom(stored), [stored]);
  // An answer of the server comes to what has been typed since, not to what was drawn when it was asked.
  const latest = useRef(own);
  const hold = (next: KeptPlan | null) => {
    latest.current = next;
    setOwn(next);
    if (next === null) forget(name);
    else setKept(keep(name, next));
  };
  return {
    typed: own?.typed ?? saved,
    /** What was typed is not on the server. */
    touched: own !== null,
    /** It was typed before the page was opened. */
    restored,
    isKept,
    /** Over which version it was typed. */
    over: own?.over ?? stored.version,
    change: (part: Partial<TypedPlan>) => {
      const { typed, over } = latest.current ?? { typed: saved, over: stored.version };
      hold({ typed: { ...typed, ...part }, over });
    },
    /** Goes back to what is on the server. */
    drop: () => {
      hold(null);
    },
    /** What was sent is on the server; what was typed meanwhile goes on over it. */
    arrived: (sent: TypedPlan, version: number) => {
      const since = latest.current;
      hold(since === null || since.typed === sent ? null : { ...since, over: version });
    },
    /** Keeps what was typed over what somebody else has saved meanwhile. */
    keepMine: (version: number) => {
      if (latest.current) hold({ ...latest.current, over: version });
    },
  };
};

export type PlanDraft = ReturnType<typeof usePlan>;
