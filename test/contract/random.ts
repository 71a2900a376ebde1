import { mulberry32 } from '../model/seeded.ts';

/** Returns a source of random decisions. The same seed gives the same decisions. */
export function randomFrom(seed: number) {
  const next = mulberry32(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    /** A whole number from 0 to `limit - 1`. */
    below,
    /** True with this probability. */
    chance: (probability: number) => next() < probability,
    /** One of the values, which must not be empty. */
    pick: <T>(values: readonly T[]): T => {
      const found = values.slice(below(values.length))[0];
      if (found === undefined) throw new Error('there is nothing to pick from');
      return found;
    },
    /** One of the values, or undefined if there is none. */
    pickAny: <T>(values: readonly T[]): T | undefined => values[below(values.length)],
    seed: () => below(2 ** 31),
  };
}

export type Random = ReturnType<typeof randomFrom>;
