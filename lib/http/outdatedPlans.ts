import { isOutdated } from '../blueprints/versions.ts';
import { retrying } from '../core/retrying.ts';
import type { OutdatedPlans } from '../record/listOnboardings.ts';
import type { Deps } from './ports.ts';

/** Returns which plans are of another version of a blueprint than the deployed one. `deadline`: of the monotonic clock. */
export async function outdatedPlans(
  { catalog, clock, store }: Pick<Deps<'catalog' | 'store'>, 'catalog' | 'clock' | 'store'>,
  deadline: number,
): Promise<OutdatedPlans> {
  const kept = await retrying(clock, deadline, () => store.keptBlueprints());
  return {
    plans: kept.filter(({ blueprint, digest }) => isOutdated({ catalog }, { blueprint, blueprintDigest: digest })),
    includes: (onboarding) => isOutdated({ catalog }, onboarding),
  };
}
