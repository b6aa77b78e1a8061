/** What a plugin's test file needs: one call of `conformance` with the proofs of its editions. */
export { conformance } from "./conformance.ts";
