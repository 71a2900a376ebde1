import type { Clock } from '../../core/ports.ts';
import type { RequestDeps } from '../../requests/ports.ts';
import { accessStore } from './accessStore.ts';
import { onboardingStore } from './onboardingStore.ts';
import { requestStore } from './requestStore.ts';
import type { Table } from './table.ts';

/** Everything that the state table (infra/table.yml) contains. */
export function stateStore(table: Table, clock: Clock): RequestDeps['store'] {
  return { ...onboardingStore(table), ...accessStore(table), ...requestStore(table, clock) };
}
