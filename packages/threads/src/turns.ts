import { DomainError } from "@kheo/core/rules/errors";

/** A place among those who work or wait. It is left once, whatever became of the work. */
export type Place = {
  /** Does the work when its turn comes. */
  readonly work: <T>(task: () => Promise<T>) => Promise<T>;
  readonly leave: () => void;
};

/**
 * A queue for heavy work: so many work at once, so many wait, and one person has so many of the places at most, half of
 * them where nothing is said.
 * @throws `busy` for whoever comes when there is no place.
 */
export const turns = ({
  working: most,
  waiting: mostWaiting,
  each = (most + mostWaiting) / 2,
}: {
  working: number;
  waiting: number;
  each?: number;
}) => {
  const places: string[] = [];
  let working = 0;
  const waiting: (() => void)[] = [];
  return (personId: string): Place => {
    const own = places.filter((id) => id === personId).length;
    if (places.length >= most + mostWaiting || own >= each) {
      throw new DomainError("busy");
    }
    places.push(personId);
    let isLeft = false;
    return {
      work: async (task) => {
        if (working >= most) await new Promise<void>((next) => waiting.push(next));
        else working += 1;
        try {
          return await task();
        } finally {
          const next = waiting.shift();
          if (next) next();
          else working -= 1;
        }
      },
      leave: () => {
        if (!isLeft) places.splice(places.indexOf(personId), 1);
        isLeft = true;
      },
    };
  };
};
