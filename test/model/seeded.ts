/** Returns a generator of numbers from 0 to 1 with this seed (mulberry32). */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Replaces `Math.random` by a generator with this seed, until `restore` is called. */
export function seeded(seed: number) {
  const { random } = Math;
  Math.random = mulberry32(seed);
  return {
    restore: () => {
      Math.random = random;
    },
  };
}
