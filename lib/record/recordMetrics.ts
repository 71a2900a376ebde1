import type { MetricValue } from './metrics.ts';
import { isWorkedOn, type Onboarding, type Status } from './onboarding.ts';

/** Whether a status is an outcome: an onboarding keeps it until somebody sends a request. */
const isOutcome: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: true,
  claiming: false,
  claimed: true,
  rotating: false,
  updating: false,
  rolling_back: false,
  failed: true,
  needs_attention: true,
  expired: true,
  offboarding: false,
  offboarded: true,
};

/**
 * Returns the metric values for a write of a record, from the record before and after it. Called once for each
 * successful write.
 */
export function metricsOfMove(before: Onboarding, after: Onboarding): readonly MetricValue[] {
  return [...outcomeOf(before, after), ...stepTimes(before, after), ...retriesOf(before, after)];
}

/** How many onboardings a sweep found with one kind of due work, and since when the oldest is due (epoch ms). */
interface FoundDue {
  readonly found: number;
  readonly oldestAt: number | undefined;
}

/** What one sweep found: the due onboardings and deliveries, and how many onboardings need attention. */
export interface SweepFindings {
  readonly due: FoundDue;
  readonly undelivered: FoundDue;
  readonly needingAttention: number;
}

/** Returns the metric values for a sweep at `now` (epoch ms). */
export function metricsOfSweep(
  now: number,
  { due, undelivered, needingAttention: inAttention }: SweepFindings,
): readonly MetricValue[] {
  const ageSeconds = ({ oldestAt = now }: FoundDue) => Math.max(0, now - oldestAt) / 1000;
  return [
    { name: 'Due', value: due.found, dimensions: {} },
    { name: 'OldestDueAge', value: ageSeconds(due), dimensions: {} },
    { name: 'Undelivered', value: undelivered.found, dimensions: {} },
    { name: 'OldestUndeliveredAge', value: ageSeconds(undelivered), dimensions: {} },
    { name: 'NeedsAttention', value: inAttention, dimensions: {} },
  ];
}

function outcomeOf(before: Onboarding, after: Onboarding): MetricValue[] {
  const { blueprint, status } = after;
  if (before.status === status) return [];
  const Blueprint = blueprint;
  const measures: MetricValue[] = [];
  if (status === 'updating') return [];
  if (before.status === 'updating' && (status === 'ready' || status === 'claimed')) {
    if (before.update.phase === 'tidying') return [];
    return [{ name: 'Updates', value: 1, dimensions: { Blueprint, Outcome: after.lastUpdate?.outcome ?? 'undone' } }];
  }
  if (before.status === 'rotating' && after.status === 'claimed') {
    const isRotated = after.attempt !== before.attempt;
    return [{ name: 'Rotations', value: 1, dimensions: { Blueprint, Outcome: isRotated ? 'disclosed' : 'undone' } }];
  }
  if (isOutcome[status] && isNewOutcome(before, after)) {
    measures.push({ name: 'Onboardings', value: 1, dimensions: { Blueprint, Outcome: status } });
  }
  if (before.status === 'provisioning' && status !== 'awaiting_access') {
    const value = status === 'ready' || status === 'claimed' ? 0 : 1;
    measures.push({ name: 'ProvisioningFailed', value, dimensions: { Blueprint } });
  }
  if (status === 'claimed')
    measures.push({ name: 'Claims', value: 1, dimensions: { Blueprint, Outcome: 'disclosed' } });
  if (before.status === 'claiming' && status === 'ready' && !isReconciliation(before)) {
    measures.push({ name: 'Claims', value: 1, dimensions: { Blueprint, Outcome: 'undone' } });
  }
  return measures;
}

/** Returns false after a reconciliation or a failed claim, which lead back to the status before them. */
function isNewOutcome(before: Onboarding, after: Onboarding): boolean {
  if (after.status === 'ready') return before.status === 'provisioning';
  return before.lastEvent !== `onboarding.${after.status}`;
}

/** Whether a worker set the status `claiming` to check for stray keys, and no caller claimed. */
function isReconciliation(before: Onboarding): boolean {
  return before.lastEvent === 'onboarding.ready';
}

function stepTimes(before: Onboarding, after: Onboarding): MetricValue[] {
  const ended = new Map(before.steps.map(({ name, endedAt }) => [name, endedAt]));
  return after.steps.flatMap(({ name, startedAt, endedAt }): MetricValue[] => {
    if (startedAt === undefined || endedAt === undefined || ended.get(name) === endedAt) return [];
    // The rest of a step's name contains names of users and policies, which callers choose.
    const [Step = ''] = name.split(' ');
    return [{ name: 'StepTime', value: endedAt - startedAt, dimensions: { Blueprint: after.blueprint, Step } }];
  });
}

function retriesOf(before: Onboarding, after: Onboarding): MetricValue[] {
  // The first attempt at a provisioning, claim or removal is not a retry.
  if (after.attempts <= before.attempts || !hasBegun(before)) return [];
  return [{ name: 'Retries', value: 1, dimensions: { Blueprint: after.blueprint } }];
}

/**
 * Returns whether a process has started an attempt at the current work on the onboarding. If a request left the work to
 * a worker, the lease has the number of an attempt that has not started.
 */
function hasBegun(record: Onboarding): boolean {
  return isWorkedOn(record) && record.attempts > 0 && record.lease.attempt === record.attempts;
}
