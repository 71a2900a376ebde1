import type { Onboarding, ResourceRecord } from './onboarding.ts';

interface WithResources {
  readonly resources: readonly Pick<ResourceRecord, 'arn'>[];
}

/**
 * Returns the groups and policies that an update has left in the account, because a person has to do something first, and
 * that belong to none of these plans.
 */
export function leftBehind(
  { resources }: Pick<Onboarding, 'resources'>,
  plans: readonly WithResources[],
): readonly ResourceRecord[] {
  const isPlanned = (arn: string) => plans.some((plan) => plan.resources.some((each) => each.arn === arn));
  return resources.filter(({ type, status, arn }) => type !== 'user' && status === 'left' && !isPlanned(arn));
}
