import type { Clock } from '../../core/ports.ts';
import type { RequestDeps } from '../../requests/ports.ts';
import { accessStore } from './accessStore.ts';
import { controlStore } from './controlStore.ts';
import { lookStore } from './lookStore.ts';
import { onboardingStore, type RecordSettings } from './onboardingStore.ts';
import { requestStore } from './requestStore.ts';
import { shardCounts } from './shardCounts.ts';
import type { Table } from './table.ts';

interface StoreSettings extends RecordSettings {
  /** How many shards the indexes of all onboardings have. Default: 1. */
  readonly indexShards?: number | undefined;
}

/** Everything that the state table (infra/table.yml) contains. */
export function stateStore(table: Table, clock: Clock, settings: StoreSettings = {}): RequestDeps['store'] {
  const { indexShards = 1, ...ofRecords } = settings;
  return {
    ...onboardingStore(table, { ...ofRecords, shards: shardCounts(table, clock, indexShards) }),
    ...accessStore(table),
    ...requestStore(table, clock),
    ...controlStore(table),
    ...lookStore(table),
  };
}
