import { DomainError } from "@kheo/core/rules/errors";

/** Calls that compare a password, or set one. */
export const passwordCalls: ReadonlySet<string> = new Set([
  "session.prove",
  "session.changePassword",
  "session.prepareSecondFactor",
  "session.renewRecoveryCodes",
  "session.disableSecondFactor",
  "session.acceptInvitation",
  "session.firstAdministrator",
]);

type Share = {
  /** How many are served at once, of all and of a network; of a person always one. */
  readonly all: number;
  readonly network: number;
  readonly personWaiting: number;
  readonly networkWaiting: number;
  readonly allWaiting: number;
  /** What was right costs as much as what was wrong: a person has so many in one go, and then one in so many milliseconds. */
  readonly inOneGo: number;
  readonly oneIn: number;
};

const usual: Share = {
  all: 2,
  network: 1,
  personWaiting: 10,
  networkWaiting: 60,
  allWaiting: 300,
  inOneGo: 30,
  oneIn: 6_000,
};

/** A person, or who says to be one, and the network they ask from. */
type Asking = { readonly who: string; readonly network: string };
type Waiting = Asking & { readonly begin: () => void; readonly refuse: () => void };

/** Of so many networks and people it is known when their last turn was; whoever is forgotten has had none. */
const mostRemembered = 10_000;

/**
 * Makes what hashes passwords take turns, before it holds a connection to the database: next is the network whose last
 * turn is longest ago, and within it the person. Whoever comes for the first time waits for nobody's second.
 * @throws `request.tooManyAtOnce` for what does not fit into the queue, and for what is right too often.
 */
export const passwordTurns = (share: Share = usual) => {
  const running: Asking[] = [];
  const waiting: Waiting[] = [];
  const lastTurns = new Map<string, number>();
  let turn = 0;
  const lastTurnOf = (key: string): number => lastTurns.get(key) ?? 0;
  const noteTurn = ({ who, network }: Asking): void => {
    turn += 1;
    for (const key of [`network ${network}`, `who ${who}`]) {
      lastTurns.delete(key);
      lastTurns.set(key, turn);
    }
    for (const key of lastTurns.keys()) {
      if (lastTurns.size <= mostRemembered) break;
      lastTurns.delete(key);
    }
  };
  const ofNetwork = (network: string, among: readonly Asking[]): number =>
    among.filter((one) => one.network === network).length;
  const ofPerson = (who: string, among: readonly Asking[]): number => among.filter((one) => one.who === who).length;
  const isBefore = (one: Asking, other: Asking): boolean => {
    const byNetwork = lastTurnOf(`network ${one.network}`) - lastTurnOf(`network ${other.network}`);
    return (byNetwork || lastTurnOf(`who ${one.who}`) - lastTurnOf(`who ${other.who}`)) < 0;
  };
  const admit = (): void => {
    while (running.length < share.all) {
      let next: Waiting | undefined;
      for (const one of waiting) {
        const hasRoom = ofNetwork(one.network, running) < share.network && ofPerson(one.who, running) === 0;
        if (hasRoom && (!next || isBefore(one, next))) next = one;
      }
      if (!next) return;
      waiting.splice(waiting.indexOf(next), 1);
      running.push(next);
      noteTurn(next);
      next.begin();
    }
  };
  /** When all places are taken, the network that has most of them gives one up to whoever has fewer. */
  const makeRoom = (network: string): boolean => {
    if (waiting.length < share.allWaiting) return true;
    const counts = new Map<string, number>();
    for (const one of waiting) counts.set(one.network, (counts.get(one.network) ?? 0) + 1);
    const [largest = "", most = 0] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? [];
    if (most <= (counts.get(network) ?? 0) + 1) return false;
    const last = waiting.findLastIndex((one) => one.network === largest);
    waiting.splice(last, 1)[0]?.refuse();
    return true;
  };

  /** What is left to a person of what may be right in one go, as of a moment; whoever is not named has all of it. */
  const left = new Map<string, { readonly count: number; readonly at: number }>();
  const leftOf = (who: string): number => {
    const { count, at } = left.get(who) ?? { count: share.inOneGo, at: 0 };
    return Math.min(share.inOneGo, count + (performance.now() - at) / share.oneIn);
  };
  const take = (who: string, count: number): void => {
    const rest = leftOf(who) - count;
    left.delete(who);
    if (rest < share.inOneGo) left.set(who, { count: rest, at: performance.now() });
    for (const key of left.keys()) {
      if (left.size <= mostRemembered) break;
      left.delete(key);
    }
  };

  return async <T>({ who, network }: Asking, work: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> => {
    const isTooMany =
      leftOf(who) < 1 ||
      ofPerson(who, waiting) >= share.personWaiting ||
      ofNetwork(network, waiting) >= share.networkWaiting;
    if (isTooMany || !makeRoom(network)) throw new DomainError("request.tooManyAtOnce");
    take(who, 1);
    let wasRight = false;
    let asking: Asking | undefined;
    try {
      asking = await new Promise<Asking>((resolve, reject) => {
        const one: Waiting = {
          who,
          network,
          begin: () => {
            resolve(one);
          },
          refuse: () => {
            reject(new DomainError("request.tooManyAtOnce"));
          },
        };
        waiting.push(one);
        admit();
      });
      const answer = await work();
      wasRight = isRight(answer);
      return answer;
    } finally {
      // What was wrong is counted as a guess.
      if (!wasRight) take(who, -1);
      if (asking) running.splice(running.indexOf(asking), 1);
      admit();
    }
  };
};
