import { allSettledOrThrow } from '../../core/allSettled.ts';
import type { ControlledAction, ControlStore } from '../../requests/ports.ts';
import { itemKeys, parseAction, parseControls } from './items.ts';
import { putNextVersion } from './ownWrite.ts';
import { always, isNew, type Table } from './table.ts';

/** The controls in the state table (infra/table.yml), and their older audit entries. */
export function controlStore(table: Table): ControlStore {
  const putAll = async (actions: readonly ControlledAction[], condition: Parameters<Table['put']>[1]) => {
    await allSettledOrThrow(actions.map((action) => table.put({ ...action, ...itemKeys.action(action.n) }, condition)));
  };
  return {
    getControls: async () => {
      const item = await table.get(itemKeys.controls);
      return item === undefined ? undefined : parseControls(item);
    },
    saveControls: (controls) => putNextVersion(table, { ...controls, ...itemKeys.controls }),
    archiveActions: (actions) => putAll(actions, isNew),
    replaceActions: (actions) => putAll(actions, always),
    archivedActions: async (limit) => {
      const query = {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': itemKeys.controls.pk, ':prefix': 'action#' },
        ScanIndexForward: false,
        ConsistentRead: true,
      };
      const found = limit === undefined ? table.queryAll(query) : table.query({ ...query, Limit: limit });
      return (await found).map(parseAction);
    },
  };
}
