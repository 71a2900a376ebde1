/** Replaces `Math.random` by a generator with this seed (mulberry32), until `restore` is called. */
export function seeded(seed: number) {
  const { random } = Math;
  let state = seed | 0;
  Math.random = () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    restore: () => {
      Math.random = random;
    },
  };
}
