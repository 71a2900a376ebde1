import type { Onboarding } from '../../client/index.ts';
import { duration, timeOfDay } from '../output/time.ts';
import type { Item, Snapshot } from '../progress/snapshot.ts';

type Step = Onboarding['steps'][number];

/** Returns how long a step took, or an empty text if it has not ended. */
export function stepTime({ startedAt, endedAt }: Step): string {
  return startedAt === null || endedAt === null ? '' : duration(Date.parse(endedAt) - Date.parse(startedAt));
}

/** Returns the steps of an onboarding, and what it waits for. */
export function stepsOf(onboarding: Onboarding, now: number): Snapshot {
  const items = onboarding.steps.map((step): Item => ({
    name: step.name,
    state: step.status,
    time: timeOf(step, now),
  }));
  return { items, waiting: waitingText(onboarding) };
}

function timeOf(step: Step, now: number): string | undefined {
  const { status, startedAt } = step;
  if (status === 'running' && startedAt !== null) return duration(now - Date.parse(startedAt));
  return stepTime(step) || undefined;
}

/** Returns what is removed of an onboarding, as steps. The service gives no times for a single resource. */
export function removalsOf(onboarding: Onboarding): Snapshot {
  const items = (onboarding.receipt?.resources ?? []).map(({ type, accessKeyId, id, arn, status, reason }): Item => ({
    name: `remove ${type} ${accessKeyId ?? id ?? arn.slice(arn.lastIndexOf('/') + 1)}`,
    state: status === 'made' ? 'pending' : status === 'removed' ? 'done' : 'failed',
    time: status === 'left' ? reason : undefined,
  }));
  return { items, waiting: waitingText(onboarding) };
}

function waitingText({ waiting }: Onboarding): string | undefined {
  if (waiting === undefined) return undefined;
  const code = waiting.code === undefined ? '' : ` (${waiting.code})`;
  const since = timeOfDay(waiting.since);
  return `Waits for AWS since ${since}, next try ${timeOfDay(waiting.until)}: ${waiting.reason}${code}`;
}
