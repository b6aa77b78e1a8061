import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Failure } from "../../../kit/page.tsx";
import type { EvidenceOf } from "./evidence-data.ts";

/** What files are attached to: a model or the assessment of a unit, and whose they are. */
export type Bearer = { readonly id: string; readonly unitId: string };
type Attached = Bearer & { readonly evidence: EvidenceOf };

const EvidenceContext = createContext<Attached | null>(null);

export const useEvidenceOf = (id: string) => {
  const { may } = useSession();
  return useQuery(trpc.evidence.of.queryOptions({ id, data: {} }, { enabled: may("evidence.view") }));
};

/** Asks once for all that is attached to a dossier; its criteria each show their own. */
export const EvidenceProvider = ({ id, unitId, children }: Bearer & { readonly children: ReactNode }) => {
  const { data, error } = useEvidenceOf(id);
  return (
    <EvidenceContext value={data ? { id, unitId, evidence: data } : null}>
      {!data && <Failure error={error} />}
      {children}
    </EvidenceContext>
  );
};

/** Nothing before it is known, and for whoever may not see it. */
export const useAttached = (): Attached | null => use(EvidenceContext);
