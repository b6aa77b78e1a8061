import type { FieldChange } from "@kheo/core/ground/changes";
import { type ReorganisationInput, type Reorganisation } from "@kheo/core/territory/reorganisations";
import { useMemo, useRef, useState } from "react";
import { useDraft } from "../../../lib/draft/use-draft.ts";
import { keptName } from "../../../lib/kept.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { planShape, typedFrom } from "./typed-plan.ts";

type Sent = { readonly content: ReorganisationInput; readonly version: number };

type Options = {
  /** Which plan, or for whose units one is begun. */
  readonly of: readonly string[];
  readonly stored: ReorganisationInput | Reorganisation;
  /** Nothing for one that is begun. */
  readonly version: number | null;
  readonly send: (sending: Sent & { readonly key: string; readonly changes: readonly FieldChange[] }) => Promise<Sent>;
  readonly onSaved: () => unknown;
};

/** A plan as a draft: it is saved when the person says so. */
export const usePlan = ({ of, stored, version, send, onSaved }: Options) => {
  const { personId } = useSession();
  const draft = useDraft({
    name: keptName(personId, "reorganisation", ...of),
    shape: planShape,
    stored: useMemo(() => typedFrom(stored), [stored]),
    version,
    autosaves: false,
    send: ({ version: over, ...sending }) => send({ ...sending, version: over ?? 0 }),
    onSaved,
  });
  return {
    ...draft,
    /** Something of it is not on the server. */
    touched: !["untouched", "saved"].includes(draft.standing.kind),
  };
};
export type PlanDraft = ReturnType<typeof usePlan>;

/** A plan that is begun for a unit; what was typed while the first sending was on its way is saved over it. */
export const useNewPlan = (
  way: "new" | "import",
  { unitId, today, made }: { readonly unitId: string; readonly today: string; readonly made: (id: string) => unknown },
) => {
  const plan = useChange(trpc.reorganisations.plan.mutationOptions());
  const edit = useChange(trpc.reorganisations.edit.mutationOptions());
  const [empty] = useState({ title: "", basis: "", effectiveOn: today, changes: [] });
  const madeId = useRef<string | null>(null);
  return usePlan({
    of: [way, unitId],
    stored: empty,
    version: null,
    send: async ({ content, version, key }) => {
      const { current: id } = madeId;
      if (id !== null) return { content, version: (await edit.sendAsync({ id, version, data: content }, key)).version };
      madeId.current = (await plan.sendAsync({ id: unitId, data: content }, key)).id;
      return { content, version: 1 };
    },
    onSaved: () => made(madeId.current ?? ""),
  });
};
