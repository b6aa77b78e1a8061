import { canonical } from "@kheo/core/ground/canonical";
import type { Edition } from "@kheo/core/criteria";

/** The part of the web platform that is needed, declared here so that plugins can be checked without Node's types. */
const { crypto, TextEncoder } = globalThis as unknown as {
  readonly crypto: {
    readonly subtle: { readonly digest: (algorithm: "SHA-256", data: Uint8Array) => Promise<ArrayBuffer> };
  };
  readonly TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };
};

/** SHA-256 of the canonical edition, in hexadecimal: not a word of a published edition may change. */
export const fingerprint = async (edition: Edition): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(edition)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
