import type { AppRouter } from "@kheo/api/index";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { Section } from "../../../kit/section.tsx";
import { HistoryPages } from "./history-pages.tsx";

type Outputs = inferRouterOutputs<AppRouter>;
type Remembered = {
  [Calls in keyof Outputs]: Outputs[Calls] extends { history: unknown } ? Calls : never;
}[keyof Outputs];

type ThingHistoryProps = {
  /** The word under which the calls of the thing stand. */
  readonly of: Remembered;
  readonly id: string;
};

/** Who did what to a thing, when, in which capacity and why; newest first. */
export const ThingHistory = ({ of, id }: ThingHistoryProps) => {
  const [before, goTo] = useState<number | undefined>(undefined);
  // The history of each is asked for alike, which the compiler sees of one at a time.
  const found = useQuery(trpc[of as "models"].history.queryOptions({ id, data: { before } }));
  return (
    <Section title="Quá trình xử lý">
      <HistoryPages found={found} before={before} goTo={goTo} withTitles={false} />
    </Section>
  );
};
