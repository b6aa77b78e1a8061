/** What a plugin's test file needs: one call of `conformance` with the proofs of its editions. */
export { conformance } from "./conformance.ts";
export type { GoldenCase, Proof } from "./conformance.ts";
export { editionProblems } from "./edition-problems.ts";
export { fingerprint } from "./fingerprint.ts";
