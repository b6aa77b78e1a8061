/** Numbers from 0 to below 1 that follow from a seed alone, so that every installation holds the same (mulberry32). */
export const chances = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A whole number of a span, both ends among them. */
export const within = (chance: () => number, least: number, most: number): number =>
  least + Math.floor(chance() * (most - least + 1));
