import type { Blueprint } from '../catalog/blueprint.ts';

/**
 * Returns the parameters that every request for a blueprint must have: the names of users, which have no default.
 * @param users how many names to return, within the limits of the blueprint
 */
export function requiredParameters(
  { name, parameters }: Pick<Blueprint, 'name' | 'parameters'>,
  users: number,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([parameter, each]) => {
      if (each.kind !== 'userNames') return [];
      const length = Math.min(Math.max(users, each.min), each.max);
      return [[parameter, Array.from({ length }, (_, index) => `${name}-${index + 1}`)]];
    }),
  );
}
