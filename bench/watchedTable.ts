import { resolve } from 'node:path';
import * as z from 'zod';
import type { Table } from '../lib/gateways/state/table.ts';
import { localRegion } from '../local/region.ts';
import { readInfrastructure } from '../local/aws/infra.ts';
import { vendorAccountId } from '../local/sandbox/vendor.ts';
import { deleteUnits, readUnits, writeUnits, type IndexKeys } from './units.ts';

/** The writes to the state table, and the units of its reads. */
export interface Writes {
  /** Writes that the request waits for: idempotency key, slot, record, fence, and the boundary that worked. */
  readonly requests: number;
  /** The write units of `requests`. */
  readonly units: number;
  /** Writes of progress, which the request does not wait for. */
  readonly progress: number;
  /** The write units of `progress`. */
  readonly progressUnits: number;
  /** The writes of progress that change no index: those of the steps of an attempt, without those of its lease. */
  readonly steps: number;
  readonly stepUnits: number;
  /** The read units of all reads and queries. */
  readonly readUnits: number;
  /** The write units of the table without its indexes (`table`), and of each index, progress included. */
  readonly parts: Readonly<Record<string, number>>;
}

const none: Writes = {
  requests: 0,
  units: 0,
  progress: 0,
  progressUnits: 0,
  steps: 0,
  stepUnits: 0,
  readUnits: 0,
  parts: {},
};

/**
 * Returns a table that counts writes and reads. A write whose condition fails takes units like any other. `take` returns
 * the counts since its last call.
 */
export function watchedTable(table: Table): { readonly table: Table; take(): Writes } {
  const stored = new Map<string, Readonly<Record<string, unknown>>>();
  let writes = none;
  /** Adds the units of a write, which `unitsOf` returns for some of the indexes. */
  const addParts = (unitsOf: (indexes: readonly IndexKeys[]) => number) => {
    const table = unitsOf([]);
    const added = [
      ['table', table] as const,
      ...indexes.map(({ name, keys }) => [name, unitsOf([keys]) - table] as const),
    ];
    const parts = { ...writes.parts };
    for (const [name, units] of added) if (units > 0) parts[name] = (parts[name] ?? 0) + units;
    writes = { ...writes, parts };
  };
  const read = (items: readonly unknown[], consistent: boolean) => {
    writes = { ...writes, readUnits: writes.readUnits + readUnits(items, consistent) };
    return items;
  };
  return {
    table: {
      ...table,
      get: async (key) => read([await table.get(key)], true)[0],
      // Each item of a batch is a read of its own. One that does not exist takes a unit like one of up to 4 KB.
      getMany: async (keys) => {
        const found = await table.getMany(keys);
        for (let index = 0; index < keys.length; index += 1) read([found[index]], false);
        return found;
      },
      query: async (query) => read(await table.query(query), query.ConsistentRead === true),
      queryAll: async (query) => read(await table.queryAll(query), query.ConsistentRead === true),
      delete: async (key, condition) => {
        const name = `${key.pk} ${key.sk}`;
        addParts((of) => deleteUnits(stored.get(name), of));
        writes = {
          ...writes,
          requests: writes.requests + 1,
          units: writes.units + deleteUnits(stored.get(name), allKeys),
        };
        const isDeleted = await table.delete(key, condition);
        if (isDeleted) stored.delete(name);
        return isDeleted;
      },
      put: async (item, condition) => {
        // Counts while the write is on its way, so that counting delays nothing.
        const writing = table.put(item, condition);
        const key = `${item.pk} ${item.sk}`;
        const before = stored.get(key);
        const units = writeUnits(before, item, allKeys);
        addParts((of) => writeUnits(before, item, of));
        // A write of a leased record that keeps its status is progress.
        const isProgress = 'lease' in item && before?.['status'] === item['status'];
        const changesIndex = units > writeUnits(before, item, []);
        writes = isProgress
          ? {
              ...writes,
              progress: writes.progress + 1,
              progressUnits: writes.progressUnits + units,
              steps: writes.steps + (changesIndex ? 0 : 1),
              stepUnits: writes.stepUnits + (changesIndex ? 0 : units),
            }
          : { ...writes, requests: writes.requests + 1, units: writes.units + units };
        const isWritten = await writing;
        if (isWritten) stored.set(key, item);
        return isWritten;
      },
    },
    take: () => {
      const taken = writes;
      writes = none;
      return taken;
    },
  };
}

const definition = z.object({
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: z.array(z.object({ AttributeName: z.string() })),
      Projection: z.object({ ProjectionType: z.literal('KEYS_ONLY') }),
    }),
  ),
});

/** The deployed indexes, with their key attributes: the partition key first. */
export const indexes = readInfrastructure(resolve('infra'), vendorAccountId, localRegion)
  .tables.map((each) => definition.parse(each))
  .flatMap(({ GlobalSecondaryIndexes }) => GlobalSecondaryIndexes)
  .map(({ IndexName, KeySchema }) => ({ name: IndexName, keys: KeySchema.map(({ AttributeName }) => AttributeName) }));
const allKeys = indexes.map(({ keys }) => keys);
