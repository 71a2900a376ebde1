import type { Delivery } from '../../client/index.ts';
import type { Output } from '../context.ts';
import { formatTable } from '../output/table.ts';

/** Returns webhook events as a table, each with the result of its last try. */
export function deliveriesTable(deliveries: readonly Delivery[], output: Output): string {
  const rows = deliveries.map(({ webhookId, type, time, state, tries, nextTryAt }) => {
    const last = tries.at(-1);
    const result = last === undefined ? undefined : (last.error ?? `HTTP ${last.status ?? ''} in ${last.ms} ms`);
    return [webhookId, type, time, state, tries.length, result, nextTryAt];
  });
  return formatTable(['WEBHOOK ID', 'TYPE', 'TIME', 'STATE', 'TRIES', 'LAST TRY', 'NEXT TRY'], rows, output);
}
