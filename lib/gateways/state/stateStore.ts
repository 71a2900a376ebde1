import type { Clock } from '../../core/ports.ts';
import type { RequestDeps } from '../../requests/ports.ts';
import { accessStore } from './accessStore.ts';
import { controlStore } from './controlStore.ts';
import { lookStore } from './lookStore.ts';
import { onboardingStore } from './onboardingStore.ts';
import { requestStore } from './requestStore.ts';
import type { IndexShards } from './shards.ts';
import type { Table } from './table.ts';

/** Everything that the state table (infra/table.yml) contains. */
export function stateStore(
  table: Table,
  clock: Clock,
  shards?: IndexShards,
  retentionMs?: number,
): RequestDeps['store'] {
  return {
    ...onboardingStore(table, shards, retentionMs),
    ...accessStore(table),
    ...requestStore(table, clock),
    ...controlStore(table),
    ...lookStore(table),
  };
}
