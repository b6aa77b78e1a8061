/** A reason not to go on that is told in one sentence, without a stack trace. */
export class Stop extends Error {
  override readonly name: string = "Stop";
}

/** A reason that lies outside the program and may be gone at the next start. */
export class Interruption extends Stop {
  override readonly name = "Interruption";
}

/** The status of a serving process that says that starting it again as things are would end in the same way. */
export const hopeless = 78;
