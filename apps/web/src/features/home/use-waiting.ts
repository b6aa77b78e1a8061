import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";

/** What waits for whoever looks as the second person. */
export const useWaiting = () => {
  const { may } = useSession();
  return useQuery(trpc.posts.waiting.queryOptions({}, { enabled: may("post.confirm") })).data ?? [];
};
