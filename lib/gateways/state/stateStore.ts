import type { Clock } from '../../core/ports.ts';
import type { RequestDeps } from '../../requests/ports.ts';
import { accessStore } from './accessStore.ts';
import { controlStore } from './controlStore.ts';
import { lookStore } from './lookStore.ts';
import { onboardingStore, type StoreSettings } from './onboardingStore.ts';
import { requestStore } from './requestStore.ts';
import type { Table } from './table.ts';

/** Everything that the state table (infra/table.yml) contains. */
export function stateStore(table: Table, clock: Clock, settings?: StoreSettings): RequestDeps['store'] {
  return {
    ...onboardingStore(table, settings),
    ...accessStore(table),
    ...requestStore(table, clock),
    ...controlStore(table),
    ...lookStore(table),
  };
}
