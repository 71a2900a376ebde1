import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import type { GeneratedRequest } from './generatedPolicies.ts';

const accountId = '111122223333';

/**
 * Whether the policy engine, which only tests use, allows a request. It does not ask whether the action and the resource exist.
 */
export function engineAllows(policies: readonly unknown[], { action, resource, context }: GeneratedRequest): boolean {
  const result = runUnsafeSimulation(
    {
      request: {
        principal: `arn:aws:iam::${accountId}:user/alice`,
        action,
        resource: { resource, accountId },
        contextVariables: context,
      },
      identityPolicies: policies.map((policy, index) => ({ name: String(index), policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    { simulationMode: 'Strict' },
  );
  return result === 'Allowed';
}
