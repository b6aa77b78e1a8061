import { useRef, useState } from "react";
import { forget, keep, keptName, readKept } from "./kept.ts";
import { useSession } from "./session.ts";

/** What is typed into a form, kept on the device at every stroke until it has been sent or given up. */
export const useKept = <Typed extends object>(initial: Typed, ...thing: readonly string[]) => {
  const { personId } = useSession();
  const name = keptName(personId, ...thing);
  const [own, setOwn] = useState(() => readKept(name) as Typed | null);
  // An answer of the server comes to what has been typed since, not to what was drawn when it was asked.
  const latest = useRef(own);
  return {
    typed: { ...initial, ...own },
    set: (part: Partial<Typed>) => {
      const next = { ...initial, ...latest.current, ...part };
      latest.current = next;
      setOwn(next);
      keep(name, next);
    },
    drop: () => {
      latest.current = null;
      setOwn(null);
      forget(name);
    },
  };
};

/** Whether a form was left with something typed into it. */
export const useIsKept = (...thing: readonly string[]): boolean => {
  const { personId } = useSession();
  return readKept(keptName(personId, ...thing)) !== null;
};
