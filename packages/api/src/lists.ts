import { appRouter } from "./index.ts";
import { listingOf } from "./rules/listing.ts";

/** Every list that has a file of its own, by the word under which its calls stand. */
export const listings = new Map(
  // oxlint-disable-next-line no-underscore-dangle -- tRPC keeps what a router is made of under this name
  Object.entries(appRouter._def.procedures).flatMap(([path, call]) => {
    const listing = listingOf(call);
    return listing ? [[path.split(".")[0] ?? "", listing] as const] : [];
  }),
);
