import type { Tag } from './parameterValues.ts';
import { ownTagKeys } from './tagRules.ts';

/** Returns the tags that Latchkey sets on the users and policies of an onboarding. They inform people. */
export function ownTags({
  id,
  tenantId,
  blueprint,
}: {
  readonly id: string;
  readonly tenantId: string;
  readonly blueprint: string;
}): readonly Tag[] {
  return [
    { key: ownTagKeys.onboarding, value: id },
    { key: ownTagKeys.tenant, value: tenantId },
    { key: ownTagKeys.blueprint, value: blueprint },
  ];
}
