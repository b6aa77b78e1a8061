import { useMutation, type UseMutationOptions } from "@tanstack/react-query";
import { useRef } from "react";
import { v4 as newKey } from "uuid";
import { withProof } from "./proof.ts";
import { isTouched } from "./touched.ts";
import { errorCode, queryClient } from "./trpc.ts";

/** `[["models", "edit"]]` */
type ChangeKey = readonly [readonly string[]];

/**
 * A mutation with its idempotency key. The key stays the same while the same content is sent again, so that pressing
 * twice on a bad network makes one record. After success what it touches on screen is read afresh; with `stay` only when
 * it is next opened, for what is saved while somebody types.
 */
export const useChange = <Input extends { requestId: string }, Output, Failure>(
  options: UseMutationOptions<Output, Failure, Input> & { readonly mutationKey: ChangeKey },
  afterwards: "reload" | "stay" = "reload",
) => {
  const key = useRef<{ content: string; requestId: string } | null>(null);
  const { mutateAsync, ...mutation } = useMutation({
    ...options,
    onError: async (error) => {
      if (errorCode(error) === "changedMeanwhile" && afterwards === "reload") await queryClient.invalidateQueries();
    },
    onSuccess: async () => {
      key.current = null;
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => isTouched(options.mutationKey, queryKey),
        refetchType: afterwards === "stay" ? "none" : "active",
      });
    },
  });
  const send = (input: Omit<Input, "requestId">, requestId?: string): Promise<Output> => {
    const request = requestId === undefined ? keyed(input) : ({ ...input, requestId } as unknown as Input);
    return withProof(
      () => mutateAsync(request),
      (error) => errorCode(error) === "session.proofNeeded",
    );
  };
  const keyed = (input: Omit<Input, "requestId">): Input => {
    const content = JSON.stringify(input);
    if (key.current?.content !== content) key.current = { content, requestId: newKey() };
    return { ...input, requestId: key.current.requestId } as unknown as Input;
  };
  return {
    ...mutation,
    /** Sends and waits; throws what `sayError` puts into words. Who keeps a key beyond this page hands it in. */
    sendAsync: send,
    /** Sends; the outcome is in `error`, `isPending` and `data`. */
    send: (input: Omit<Input, "requestId">, then?: (output: Output) => void) => {
      void send(input).then(then, () => undefined);
    },
  };
};
