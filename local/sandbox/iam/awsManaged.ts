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

interface ManagedPolicy {
  readonly arn: string;
  readonly versionId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly document: unknown;
}

function entryOf({ arn, versionId, createdAt, updatedAt, document }: ManagedPolicy): readonly [string, Policy] {
  const [, path = '/', name = ''] = /:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  const policy: Policy = {
    name,
    id: stableId(arn),
    path,
    createdAt: Date.parse(createdAt),
    updatedAt: Date.parse(updatedAt),
    visibleAt: 0,
    tags: [],
    defaultVersionId: versionId,
    lastVersion: Number(versionId.slice(1)),
    versions: [{ id: versionId, document: JSON.stringify(document, null, 4), createdAt: Date.parse(updatedAt) }],
  };
  return [arn, policy];
}

const policies = new Map(managedPolicies.default.map(entryOf));

/** The AWS managed policies, which exist in every account, by ARN. Only their default versions. */
export const awsManagedPolicies: ReadonlyMap<string, Policy> = policies;

/** Adds managed policies of AWS that a vendor's own blueprints use, by their names with the path. */
export function addAwsManagedPolicies(
  more: Readonly<Record<string, { readonly version: string; readonly updatedAt: string; readonly document: unknown }>>,
): void {
  for (const [name, { version, updatedAt, document }] of Object.entries(more)) {
    const [arn, policy] = entryOf({
      arn: `arn:aws:iam::aws:policy/${name}`,
      versionId: version,
      createdAt: updatedAt,
      updatedAt,
      document,
    });
    if (!policies.has(arn)) policies.set(arn, policy);
  }
}

/** Adds managed policies that `awsManagedPolicies` has in another thread, by ARN. */
export function addPolicies(more: ReadonlyMap<string, Policy>): void {
  for (const [arn, policy] of more) policies.set(arn, policy);
}
