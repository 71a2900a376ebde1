import { createHash } from 'node:crypto';
import type { Policy } from '../state.ts';
import * as managedPolicies from './managedPolicies.json' with { type: 'json' };

/** Returns an ID in the format of AWS's policy IDs that is the same after every start. */
function stableId(arn: string): string {
  const letters = createHash('sha256')
    .update(arn)
    .digest('hex')
    .toUpperCase()
    .replace(/[0189]/g, 'Z');
  return `ANPA${letters.slice(0, 17)}`;
}

/** The AWS managed policies, which exist in every account, by ARN. Only their default versions. */
export const awsManagedPolicies: ReadonlyMap<string, Policy> = new Map(
  managedPolicies.default.map((managed) => {
    const [, path = '/', name = ''] = /:policy(\/(?:.*\/)?)([^/]+)$/.exec(managed.arn) ?? [];
    const policy: Policy = {
      name,
      id: stableId(managed.arn),
      path,
      createdAt: Date.parse(managed.createdAt),
      updatedAt: Date.parse(managed.updatedAt),
      visibleAt: 0,
      tags: [],
      defaultVersionId: managed.versionId,
      lastVersion: Number(managed.versionId.slice(1)),
      versions: [
        {
          id: managed.versionId,
          document: JSON.stringify(managed.document, null, 4),
          createdAt: Date.parse(managed.updatedAt),
        },
      ],
    };
    return [managed.arn, policy] as const;
  }),
);
