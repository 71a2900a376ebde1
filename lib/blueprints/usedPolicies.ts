import type { Blueprint } from '../../catalog/blueprint.ts';
import type { ParameterValues } from './parameterValues.ts';
import { conditionHolds } from './policyDocument.ts';

/** Returns the policies of a blueprint that some user or group gets with these values. */
export function usedPolicies(blueprint: Blueprint, values: ParameterValues): Blueprint['policies'] {
  const attachments = [...blueprint.users, ...blueprint.groups].flatMap((identity) => identity.attach);
  return blueprint.policies.filter(({ name }) =>
    attachments.some((each) => 'policy' in each && each.policy === name && conditionHolds(each.when, values)),
  );
}
