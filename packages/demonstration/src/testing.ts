import { dayOf } from "@kheo/core/ground/days";
import { filledDatabase, type TestDatabase } from "@kheo/db/testing";
import { seedDemonstration } from "./seed.ts";

/** The password of the demonstration, hashed once for all tests. */
const passwordHash =
  "$argon2id$v=19$m=19456,t=2,p=1$9fGRRxWoXNP3ugURGlBMbA$/J0q+76bcm1D7QcYwxa/WnAenoPBxCu8fOzwPuRejPA";

/** A database of one's own with the demonstration in it, on its first day. */
export const demonstrationDatabase = (): Promise<TestDatabase> =>
  filledDatabase(`demonstration_${dayOf(new Date())}`, (empty) =>
    seedDemonstration(empty, () => Promise.resolve(passwordHash)),
  );
