import type { ResourceRecord } from '../record/onboarding.ts';
import { removeGroup } from './removeGroup.ts';
import { removePolicy } from './removePolicy.ts';
import { removeUser } from './removeUser.ts';
import type { RunContext } from '../account/runContext.ts';

/**
 * By type, how a thing that is ours is removed with all that holds it. Each may be run again, and leaves to its caller
 * what a refusal of the removal itself means.
 */
export const removers = {
  user: removeUser,
  group: removeGroup,
  policy: removePolicy,
} as const satisfies Record<ResourceRecord['type'], (run: RunContext, resource: ResourceRecord) => Promise<void>>;
