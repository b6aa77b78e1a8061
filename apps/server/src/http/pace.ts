import { setTimeout as after } from "node:timers/promises";

/**
 * Lets so many bytes a second through, whoever's they are, one piece after the other: files that come faster than any
 * network of a province wait, and not the saves of those who type.
 */
export const pace = (bytesPerSecond: number) => {
  let free = 0;
  return (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
    body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: async (chunk, controller) => {
          const now = performance.now();
          const begins = Math.max(now, free);
          free = begins + (chunk.length * 1000) / bytesPerSecond;
          if (begins > now) await after(begins - now);
          controller.enqueue(chunk);
        },
      }),
    );
};
