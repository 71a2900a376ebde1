import * as z from 'zod/mini';
import type { Clock } from '../../core/ports.ts';
import { itemKeys } from './items.ts';
import type { IndexShards } from './shards.ts';
import type { Table } from './table.ts';

/** For how long a process uses the counts that it has read, in milliseconds. */
const readAgainMs = 60_000;

/**
 * How long after its announcement a larger count is written, in milliseconds: until then, every reader has read the
 * item again. A reader may have read it just before the announcement, use that for `readAgainMs`, and then read indexes
 * for as long as the sweep runs (60 s). The rest is for clock differences between processes.
 */
const announcedForMs = 180_000;

/** The counts that were announced, and from when on each may be written (epoch ms). They are never removed. */
const countsSchema = z.object({
  counts: z.array(z.object({ count: z.int(), from: z.int() })),
  version: z.int(),
});
type Counts = z.infer<typeof countsSchema>;

const none: Counts = { counts: [], version: 0 };

/**
 * Returns how many shards the indexes have. `setting` is the count that this deployment wants to write. The largest
 * count ever is one item of the table, so that a deploy with a smaller one still reads every shard:
 *
 *     setting 1 → 4:   the sweep announces 4 ──── every reader merges 4 ────► from now on, writes use 4
 *     setting 4 → 1:   writes use 1 at once; reads merge 4 for good
 *
 * Two deployments that run side by side may have different settings: each write uses its own, and all read the largest.
 */
export function shardCounts(table: Pick<Table, 'get' | 'put'>, clock: Clock, setting: number): IndexShards {
  let last: { readonly counts: Promise<Counts>; readonly until: number } | undefined;
  const load = async () => {
    const item = await table.get(itemKeys.indexShards);
    return item === undefined ? none : countsSchema.parse(item);
  };
  const readAgain = (): Promise<Counts> => {
    const current = { counts: load(), until: clock.monotonic() + readAgainMs };
    last = current;
    current.counts.catch(() => {
      if (last === current) last = undefined;
    });
    return current.counts;
  };
  const counts = () => (last !== undefined && clock.monotonic() < last.until ? last.counts : readAgain());
  /** The setting, once readers merge as many shards. The counts in the table only grow, so it then stays. */
  let reached = setting === 1;
  return {
    written: async () => {
      if (reached) return setting;
      const now = clock.now();
      const inForce = (await counts()).counts.filter(({ from }) => from <= now);
      const most = Math.max(1, ...inForce.map(({ count }) => count));
      reached = most >= setting;
      return Math.min(setting, most);
    },
    read: async () => Math.max(setting, ...(await counts()).counts.map(({ count }) => count)),
    announce: async () => {
      const known = await readAgain();
      if (setting <= Math.max(1, ...known.counts.map(({ count }) => count))) return;
      const announced = { count: setting, from: clock.now() + announcedForMs };
      // If another process has announced a count meanwhile, the next sweep looks again.
      await table.put(
        { ...itemKeys.indexShards, counts: [...known.counts, announced], version: known.version + 1 },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR version = :read',
          ExpressionAttributeValues: { ':read': known.version },
        },
      );
    },
  };
}
