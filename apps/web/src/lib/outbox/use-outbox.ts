import { useEffect, useSyncExternalStore } from "react";
import { useSession } from "../session.ts";
import { onDelivered, onOutbox, openOutbox, outboxRows } from "./outbox.ts";
import type { Outgoing } from "./outgoing.ts";

/** The files that whoever looks has on their way; what was on its way before the page was loaded goes on. */
export const useOutbox = (delivered?: (row: Outgoing) => void): readonly Outgoing[] => {
  const { personId } = useSession();
  useEffect(() => {
    void openOutbox(personId);
  }, [personId]);
  useEffect(() => (delivered ? onDelivered(delivered) : undefined), [delivered]);
  return useSyncExternalStore(onOutbox, outboxRows);
};
