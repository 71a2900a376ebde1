import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 that the seed decides, one series for each name: what one series is asked does not move another. */
export interface Chances {
  of(name: string): () => number;
  /** Begins every series anew. */
  clear(): void;
}

/** One series (mulberry32). */
function series(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function createChances(seed: number): Chances {
  const known = new Map<string, () => number>();
  return {
    of: (name) => {
      const existing = known.get(name);
      if (existing !== undefined) return existing;
      const made = series(
        createHash('sha256')
          .update(`${String(seed)} ${name}`)
          .digest()
          .readInt32LE(0),
      );
      known.set(name, made);
      return made;
    },
    clear: () => {
      known.clear();
    },
  };
}
