/** Asks whoever is at the screen to show again who they are; answers whether they did. */
type Ask = () => Promise<boolean>;

let asking: Ask | null = null;

/** The dialog that asks, once it is there. */
export const proveWith = (ask: Ask | null): void => {
  asking = ask;
};

/** Runs a step; where it needs proof, asks for it and runs the step once more. */
export const withProof = async <T>(step: () => Promise<T>, needsProof: (error: unknown) => boolean): Promise<T> => {
  try {
    return await step();
  } catch (error) {
    if (!needsProof(error) || asking === null || !(await asking())) throw error;
    return step();
  }
};
