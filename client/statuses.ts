import type { Status } from './types.ts';

/** The statuses that can follow each status. The same as in the service. */
export const nextStatuses: Readonly<Record<Status, readonly Status[]>> = {
  awaiting_access: ['provisioning', 'expired', 'offboarded'],
  provisioning: [
    'awaiting_access',
    'ready',
    'claimed',
    'rolling_back',
    'failed',
    'needs_attention',
    'offboarding',
    'offboarded',
  ],
  ready: ['claiming', 'updating', 'needs_attention', 'offboarding'],
  claiming: ['ready', 'claimed', 'needs_attention'],
  claimed: ['rotating', 'updating', 'needs_attention', 'offboarding'],
  rotating: ['claimed', 'offboarding'],
  updating: ['ready', 'claimed', 'offboarding'],
  rolling_back: ['failed', 'needs_attention'],
  failed: ['provisioning', 'rolling_back', 'offboarding', 'offboarded'],
  needs_attention: ['claiming', 'rolling_back', 'offboarding', 'offboarded'],
  expired: ['offboarded'],
  offboarding: ['offboarded', 'needs_attention'],
  offboarded: ['offboarding'],
};

/** In these statuses an onboarding has stopped: without a call, nothing follows that a caller would wait for. */
const stopped: readonly Status[] = ['failed', 'needs_attention', 'expired', 'offboarded'];

/** Whether an onboarding in this status has stopped until somebody makes a call. */
export function hasStopped(status: Status): boolean {
  return stopped.includes(status);
}

/**
 * Whether an onboarding in the status `from` can still get one of the statuses `wanted` without having stopped in
 * between. True for a status that this version of the client does not know.
 */
export function canReach(from: Status, wanted: readonly Status[]): boolean {
  const seen = new Set<Status>([from]);
  for (const status of seen) {
    if (wanted.includes(status)) return true;
    if (!Object.hasOwn(nextStatuses, status)) return true;
    // An update ends in the status before it.
    if (!hasStopped(status))
      for (const next of nextStatuses[status].filter((each) => each !== 'updating')) seen.add(next);
  }
  return false;
}
