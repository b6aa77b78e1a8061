/** A reason not to go on that is told in one sentence, without a stack trace. */
export class Stop extends Error {
  override readonly name = "Stop";
}
