import type { Blueprint } from '../../catalog/blueprint.ts';
import type { Change } from './comparison.ts';

/**
 * Returns what changes in the tags of users. A policy of the tenant's own, such as that of a bucket, can allow something to
 * every user with a tag (IAM User Guide, "What is ABAC for AWS?"), so that a new tag may be more.
 */
export function tagChanges(before: Blueprint, after: Blueprint): readonly Change[] {
  return after.users.flatMap(({ name, tags = {} }): readonly Change[] => {
    const known = before.users.find((user) => user.name === name);
    if (known === undefined) return [];
    const old = new Map(Object.entries(known.tags ?? {}));
    const now = new Map(Object.entries(tags));
    return [
      ...[...now]
        .filter(([key, value]) => old.get(key) !== value)
        .map(([key, value]): Change => ({
          kind: 'unknown',
          text: `The user ${name} has the tag ${key} with the value ${value}, which policies of the tenant's own may ask for.`,
        })),
      ...[...old.keys()]
        .filter((key) => !now.has(key))
        .map((key): Change => ({ kind: 'unknown', text: `The user ${name} no longer has the tag ${key}.` })),
    ];
  });
}
