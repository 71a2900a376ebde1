import { resolve } from 'node:path';
import * as z from 'zod';
import type { Table } from '../lib/gateways/state/table.ts';
import { localRegion } from '../local/aws/index.ts';
import { readInfrastructure } from '../local/aws/infra.ts';
import { vendorAccountId } from '../local/sandbox/vendor.ts';
import { writeUnits } from './units.ts';

/** What was written to the state table. */
export interface Writes {
  /** Writes that count: key, slot, record, fence, and what the account taught us. */
  readonly requests: number;
  readonly units: number;
  /** Writes of progress, which nobody waits for. */
  readonly progress: number;
  readonly progressUnits: number;
}

const none: Writes = { requests: 0, units: 0, progress: 0, progressUnits: 0 };

/** A table that counts. A write whose condition fails is paid for like any other. */
export function watchedTable(table: Table): { readonly table: Table; take(): Writes } {
  const standing = new Map<string, Readonly<Record<string, unknown>>>();
  let writes = none;
  return {
    table: {
      ...table,
      put: async (item, condition) => {
        const key = `${item.pk} ${item.sk}`;
        const before = standing.get(key);
        const units = writeUnits(before, item, indexes);
        // The record stays in the status of being worked on: that is progress.
        const isProgress = 'lease' in item && before?.['status'] === item['status'];
        writes = isProgress
          ? { ...writes, progress: writes.progress + 1, progressUnits: writes.progressUnits + units }
          : { ...writes, requests: writes.requests + 1, units: writes.units + units };
        const isWritten = await table.put(item, condition);
        if (isWritten) standing.set(key, item);
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
      KeySchema: z.array(z.object({ AttributeName: z.string() })),
      Projection: z.object({ ProjectionType: z.literal('KEYS_ONLY') }),
    }),
  ),
});

/** The indexes as they are deployed. */
const indexes = readInfrastructure(resolve('infra'), vendorAccountId, localRegion)
  .tables.map((each) => definition.parse(each))
  .flatMap(({ GlobalSecondaryIndexes }) => GlobalSecondaryIndexes)
  .map(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName));
