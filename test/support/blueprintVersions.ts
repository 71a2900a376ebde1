import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';

/** Returns the catalogue with another version of one blueprint. */
export const withBlueprint = (name: string, change: (blueprint: Blueprint) => Blueprint): readonly Blueprint[] =>
  catalog.map((each) => (each.name === name ? change(each) : each));

/** Returns the policies of a blueprint, each of which allows only this action. */
export const withPolicies = ({ policies }: Blueprint, Action: string) => ({
  policies: policies.map((policy) => ({
    ...policy,
    documents: policy.documents.map((document) => ({
      ...document,
      Statement: [{ Effect: 'Allow' as const, Action, Resource: '*' }],
    })),
  })),
});
