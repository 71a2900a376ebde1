import type { ResourceRecord } from '../record/onboarding.ts';
import { removeGroup } from './removeGroup.ts';
import { removePolicy } from './removePolicy.ts';
import { removeUser } from './removeUser.ts';
import type { RunContext } from '../account/runContext.ts';

/**
 * For each resource type, the function that removes a resource of ours and everything that depends on it. Each function
 * may run again. The caller has to interpret the error if AWS refuses the removal.
 */
export const removers = {
  user: removeUser,
  group: removeGroup,
  policy: removePolicy,
} as const satisfies Record<ResourceRecord['type'], (run: RunContext, resource: ResourceRecord) => Promise<void>>;
