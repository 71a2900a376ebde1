import type { Onboarding, Status } from '../../lib/record/onboarding.ts';
import type { Known } from './known.ts';
import type { Operation } from './operations.ts';
import type { Random } from './random.ts';

/** By operation, the statuses in which it has something to do. */
const wanted: Readonly<Record<string, readonly Status[]>> = {
  provisionOnboarding: ['awaiting_access', 'failed', 'needs_attention', 'provisioning', 'expired'],
  claimCredentials: ['ready', 'claiming'],
  createLink: ['awaiting_access', 'ready'],
  shareLink: ['awaiting_access', 'ready'],
  revokeLink: ['awaiting_access', 'ready'],
  endLink: ['awaiting_access', 'ready'],
  awsProfiles: ['claimed'],
  redeliver: ['ready', 'claimed', 'failed', 'offboarded'],
};

/** Returns an onboarding for an operation, in most cases one for which it has something to do. */
export function suitable({ name }: Operation, known: Known, random: Random): Onboarding | undefined {
  const all = known.onboardings();
  const fit = all.filter(({ status }) => wanted[name]?.includes(status) === true);
  return random.pickAny(fit.length > 0 && random.chance(0.9) ? fit : all);
}
