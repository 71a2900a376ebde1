import type { MetricValue } from '../core/metrics.ts';
import { isWorkedOn, type Onboarding, type Status } from './onboarding.ts';
import type { Due } from './ports.ts';

/** Whether a status is an outcome: one in which an onboarding stays until somebody asks for something. */
const isOutcome: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: true,
  claiming: false,
  claimed: true,
  rolling_back: false,
  failed: true,
  needs_attention: true,
  expired: true,
  offboarding: false,
  offboarded: true,
};

/** What a write of a record is worth in metrics. Called once for each write that stands, with the records around it. */
export function metricsOfMove(before: Onboarding, after: Onboarding): readonly MetricValue[] {
  return [...outcomeOf(before, after), ...stepTimes(before, after), ...retriesOf(before, after)];
}

/** What one sweep found: since when things are due (epoch ms), oldest first, and how many wait for a person. */
export interface SweepFindings {
  readonly due: readonly Due[];
  readonly undelivered: readonly Due[];
  readonly needingAttention: number;
}

/** The same for a sweep at `now` (epoch ms). */
export function metricsOfSweep(
  now: number,
  { due, undelivered, needingAttention: inAttention }: SweepFindings,
): readonly MetricValue[] {
  const age = ([oldest]: readonly Due[]) => Math.max(0, now - (oldest?.at ?? now)) / 1000;
  return [
    { name: 'Due', value: due.length, dimensions: {} },
    { name: 'OldestDueAge', value: age(due), dimensions: {} },
    { name: 'Undelivered', value: undelivered.length, dimensions: {} },
    { name: 'OldestUndeliveredAge', value: age(undelivered), dimensions: {} },
    { name: 'NeedsAttention', value: inAttention, dimensions: {} },
  ];
}

function outcomeOf(before: Onboarding, after: Onboarding): MetricValue[] {
  const { blueprint, status } = after;
  if (before.status === status) return [];
  const Blueprint = blueprint;
  const measures: MetricValue[] = [];
  if (isOutcome[status] && isNews(before, after)) {
    measures.push({ name: 'Onboardings', value: 1, dimensions: { Blueprint, Outcome: status } });
  }
  if (before.status === 'provisioning' && status !== 'awaiting_access') {
    const value = status === 'ready' || status === 'claimed' ? 0 : 1;
    measures.push({ name: 'ProvisioningFailed', value, dimensions: { Blueprint } });
  }
  if (status === 'claimed')
    measures.push({ name: 'Claims', value: 1, dimensions: { Blueprint, Outcome: 'disclosed' } });
  if (before.status === 'claiming' && status === 'ready' && !isLaterLook(before)) {
    measures.push({ name: 'Claims', value: 1, dimensions: { Blueprint, Outcome: 'undone' } });
  }
  return measures;
}

/** A later look at the account leads back to where it was; so does a claim that did not come off. */
function isNews(before: Onboarding, after: Onboarding): boolean {
  if (after.status === 'ready') return before.status === 'provisioning';
  return before.lastEvent !== `onboarding.${after.status}`;
}

/** For stray keys, the worker looks under a `claiming` of its own: nobody has claimed. */
function isLaterLook(before: Onboarding): boolean {
  return before.lastEvent === 'onboarding.ready';
}

function stepTimes(before: Onboarding, after: Onboarding): MetricValue[] {
  const ended = new Map(before.steps.map(({ name, endedAt }) => [name, endedAt]));
  return after.steps.flatMap(({ name, startedAt, endedAt }): MetricValue[] => {
    if (startedAt === undefined || endedAt === undefined || ended.get(name) === endedAt) return [];
    // What follows in a step's name was chosen by somebody: the names of users and policies.
    const [Step = ''] = name.split(' ');
    return [{ name: 'StepTime', value: endedAt - startedAt, dimensions: { Blueprint: after.blueprint, Step } }];
  });
}

function retriesOf(before: Onboarding, after: Onboarding): MetricValue[] {
  // The first attempt of a stretch of work is no retry.
  if (after.attempts <= before.attempts || !isWorkedOn(before)) return [];
  return [{ name: 'Retries', value: 1, dimensions: { Blueprint: after.blueprint } }];
}
