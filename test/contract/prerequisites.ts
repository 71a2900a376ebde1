import type { Goal } from './goals.ts';
import type { Known } from './known.ts';
import { operations } from './operations.ts';
import { fitting } from './suitable.ts';

interface Before {
  readonly id: string;
  /** The status of its answer. Undefined: any success. */
  readonly status?: number;
}

/** A create that a worker continues leads to an onboarding whose keys are not handed over yet. */
const ready: Before = { id: 'createOnboarding', status: 202 };
const claimed: Before = { id: 'createOnboarding', status: 201 };
const linked: Before = { id: 'createLink' };
const rotated: Before = { id: 'rotateCredentials' };

/** By operation, the call after which there is something to do for it. */
const before: Readonly<Record<string, Before>> = {
  claimCredentials: ready,
  createLink: ready,
  updateOnboarding: ready,
  previewUpdate: ready,
  onboardingHealth: claimed,
  awsProfiles: claimed,
  rotateCredentials: claimed,
  retireKey: rotated,
  reactivateKey: rotated,
  shareLink: linked,
  endLink: linked,
  getOnboardingByLink: linked,
  reviewOnboardingByLink: linked,
  provisionOnboardingByLink: linked,
  claimCredentialsByLink: linked,
  handoverMessageByLink: linked,
  shareLinkByLink: linked,
};

/** Returns the goal, or a call that has to come before it, if there is nothing to do for its operation. */
export function feasible(goal: Goal, known: Known): Goal {
  const { id, status } = before[goal.operation.id] ?? {};
  const operation = operations.find((each) => each.id === id);
  if (operation === undefined || fitting(goal.operation, known).length > 0) return goal;
  return feasible({ operation, status, scheme: undefined }, known);
}
