import { DomainError } from "@kheo/core/rules/errors";

/** Calls that read much of the database, or all below a unit, at one go. */
export const costlyCalls: ReadonlySet<string> = new Set([
  "units.tree",
  "people.list",
  "posts.leaving",
  "posts.unattended",
  "reports.annual",
  "reports.paper",
  "reports.freeze",
  "reorganisations.get",
  "reorganisations.plan",
  "reorganisations.edit",
  "session.todo",
]);

/** How many costly calls may run, and how many of a person or a network may wait for that. */
type Share = {
  readonly person: number;
  readonly network: number;
  /** Of the connections to the database some stay free for what costs little. */
  readonly all: number;
  /** Milliseconds that a person's costly calls may take in one go, and the part of the time that they may take for long. */
  readonly inOneGo: number;
  readonly forLong: number;
  readonly personWaiting: number;
  readonly networkWaiting: number;
  readonly allWaiting?: number;
};

const usual: Share = {
  person: 1,
  network: 4,
  all: 6,
  inOneGo: 2_000,
  forLong: 0.1,
  personWaiting: 10,
  networkWaiting: 100,
};

/** Of everything else so many run at once that nobody waits who does not ask for hundreds. */
export const light: Share = {
  person: 4,
  network: 60,
  all: 200,
  inOneGo: Infinity,
  forLong: 1,
  personWaiting: 400,
  networkWaiting: 2_000,
};

/**
 * Of whoever is not signed in: their calls cost little and are over at once, and however many networks send them, most
 * connections to the database stay free for those who are known.
 */
export const strangers: Share = {
  person: Infinity,
  network: 2,
  all: 3,
  inOneGo: Infinity,
  forLong: 1,
  personWaiting: Infinity,
  networkWaiting: 200,
  allWaiting: 1_000,
};

type Asking = { readonly personId: string; readonly network: string };

/**
 * Makes the calls of one person, of one network and of all take turns, first come first served. @throws `request.tooManyAtOnce` for what does not fit into the queue.
 */
export const fairShare = (share: Share = usual) => {
  const running: Asking[] = [];
  const waiting = new Map<Asking, () => void>();
  const like = (asking: Asking, others: Iterable<Asking>) => {
    const all = [...others];
    return {
      person: all.filter(({ personId }) => personId === asking.personId).length,
      network: all.filter(({ network }) => network === asking.network).length,
    };
  };
  /** What is left to a person of the time in one go, as of a moment; whoever is not named has all of it. */
  const left = new Map<string, { readonly milliseconds: number; readonly at: number }>();
  const leftOf = (personId: string): number => {
    const { milliseconds, at } = left.get(personId) ?? { milliseconds: share.inOneGo, at: 0 };
    return Math.min(share.inOneGo, milliseconds + (performance.now() - at) * share.forLong);
  };
  const hasRoom = (asking: Asking): boolean => {
    const { person, network } = like(asking, running);
    return person < share.person && network < share.network && running.length < share.all;
  };
  let later: NodeJS.Timeout | undefined;
  const admit = (): void => {
    let soonest = Infinity;
    for (const [next, begin] of waiting) {
      // Read once: what was owed a moment ago need not be owed any more, and nobody else would come back for it.
      const owed = -leftOf(next.personId);
      if (owed >= 0) soonest = Math.min(soonest, owed);
      else if (hasRoom(next)) {
        waiting.delete(next);
        running.push(next);
        begin();
      }
    }
    clearTimeout(later);
    if (soonest < Infinity) later = setTimeout(admit, soonest / share.forLong + 1).unref();
  };
  const turn = async (asking: Asking): Promise<void> => {
    if (leftOf(asking.personId) > 0 && hasRoom(asking)) {
      running.push(asking);
      return;
    }
    const { person, network } = like(asking, waiting.keys());
    const isFull = waiting.size >= (share.allWaiting ?? Infinity);
    if (isFull || person >= share.personWaiting || network >= share.networkWaiting) {
      throw new DomainError("request.tooManyAtOnce");
    }
    // Whoever lets it begin has counted it among those that run.
    const begun = new Promise<void>((begin) => waiting.set(asking, begin));
    admit();
    await begun;
  };
  const leave = (asking: Asking, took: number): void => {
    running.splice(running.indexOf(asking), 1);
    left.set(asking.personId, { milliseconds: leftOf(asking.personId) - took, at: performance.now() });
    admit();
  };
  return async <T>({ personId, network }: Asking, call: () => Promise<T>): Promise<T> => {
    const asking = { personId, network };
    await turn(asking);
    const begun = performance.now();
    try {
      return await call();
    } finally {
      leave(asking, performance.now() - begun);
    }
  };
};
