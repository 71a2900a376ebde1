import type { IndexShards } from '../state/shards.ts';
import { ConfigError } from './configError.ts';

/** Each sweep and each page of the list of all onboardings queries every shard. */
const maxIndexShards = 64;

/**
 * Returns how many shards the indexes have. Throws ConfigError.
 *
 * @param count reads a setting that is a number from 1 to `most`
 */
export function readIndexShards(count: (name: string, otherwise: number, most: number) => number): IndexShards {
  const written = count('LATCHKEY_INDEX_SHARDS', 1, maxIndexShards);
  const read = count('LATCHKEY_MOST_INDEX_SHARDS', written, maxIndexShards);
  if (read < written) {
    const expected = `at least LATCHKEY_INDEX_SHARDS (${written}), because reads merge the shards of every count ever used`;
    throw new ConfigError('LATCHKEY_MOST_INDEX_SHARDS', expected, String(read));
  }
  return { written, read };
}
