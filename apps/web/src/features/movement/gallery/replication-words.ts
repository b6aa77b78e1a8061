import { useSession } from "../../../lib/session.ts";

/** What somebody may ask for who reads of a published model; `null` for a reader. */
export const useReplicationWords = (): string | null => {
  const { may } = useSession();
  if (may("replication.assign")) return "Giao nhân rộng";
  return may("replication.propose") ? "Đề nghị nhân rộng" : null;
};
