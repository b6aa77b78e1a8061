import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";

/** What waits for oneself in the period; read anew after every change. */
export const useTodo = () => {
  const { period, posts } = useSession();
  return useQuery(
    trpc.session.todo.queryOptions(
      { periodId: period?.id ?? "" },
      { enabled: period !== null && posts.length > 0, staleTime: 60_000 },
    ),
  );
};
