import type { Blueprint } from '../catalog/blueprint.ts';
import { sampleValue } from './sampleValue.ts';

/**
 * Returns the parameters that every request for a blueprint must have, because they have no default: the names of
 * users, and the names, ARNs and regions of resources in the tenant's account.
 *
 * @param users how many names to return, within the limits of the blueprint
 * @param accountId the account of the resources
 */
export function requiredParameters(
  { name, parameters }: Pick<Blueprint, 'name' | 'parameters'>,
  users: number,
  accountId = '111122223333',
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([parameter, each]): [string, string | readonly string[]][] => {
      switch (each.kind) {
        case 'userNames': {
          const length = Math.min(Math.max(users, each.min), each.max);
          return [[parameter, Array.from({ length }, (_, index) => `${name}-${index + 1}`)]];
        }
        case 'arn':
        case 'resourceName':
        case 'regions':
        case 'text': {
          const sample = each.default === undefined ? sampleValue(each, accountId) : undefined;
          return sample === undefined ? [] : [[parameter, sample]];
        }
        case 'region':
        case 'flag':
        case 'choice':
        case 'label':
        case 'name':
        case 'tags':
          return [];
      }
    }),
  );
}
