import type { Blueprint } from '../../catalog/blueprint.ts';
import { awsManagedPolicy } from '../../lib/preview/managedPolicies.ts';
import { loadActionData, servicesIn } from '../policy/loadActionData.ts';
import type { CheckDeps } from './deps.ts';
import { usedManagedPolicies } from './managedProblems.ts';

/**
 * Loads what the check of these blueprints needs to know of AWS: the actions of the services that they name, the names of
 * all managed policies, and the documents of those that they use, as far as they are in `documents` (see
 * `storedDocuments`) or belong to the catalogue.
 */
export async function loadCheckDeps(
  blueprints: readonly Blueprint[],
  documents: ReadonlyMap<string, unknown> = new Map(),
): Promise<CheckDeps> {
  const used = blueprints.flatMap(usedManagedPolicies).map(({ name }) => name);
  const managedDocuments = new Map(
    used.flatMap((name) => {
      const document = documents.get(name) ?? awsManagedPolicy(name, 'aws')?.document;
      return document === undefined ? [] : [[name, document] as const];
    }),
  );
  const text = JSON.stringify([blueprints, [...managedDocuments.values()]]);
  // A statement about all actions is about those of every service.
  const isAboutAll = /"NotAction"|"Action":(\[[^\]]*)?"\*"/.test(text);
  const [actions, { default: names }] = await Promise.all([
    loadActionData(isAboutAll ? ['*'] : servicesIn(text)),
    import('./managedPolicyNames.json', { with: { type: 'json' } }),
  ]);
  return { actions, managedNames: names.names.split(' '), managedDocuments };
}
