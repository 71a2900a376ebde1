import { measured, type Effort } from '../core/effort.ts';
import type { Clock } from '../core/ports.ts';
import type { Journal } from './journal.ts';
import type { StepRecord } from './onboarding.ts';

/**
 * Does the work of a step. The record shows the step as running meanwhile, and then as done or failed, with the calls
 * and pauses that it took.
 */
export async function withStep<T>(journal: Journal, clock: Clock, name: string, work: () => Promise<T>): Promise<T> {
  noteStep(journal, clock, name, 'running');
  const effort: Effort = { calls: 0, retries: 0, waitedMs: 0 };
  try {
    const result = await measured(effort, work);
    noteStep(journal, clock, name, 'done', effort);
    return result;
  } catch (error) {
    noteStep(journal, clock, name, 'failed', effort);
    throw error;
  }
}

/**
 * Notes that a step has started or ended. Adds the step to the end of the record's steps if the record does not contain
 * it yet. `effort`: what the step took since it last started.
 */
export function noteStep(
  journal: Journal,
  clock: Clock,
  name: string,
  status: 'running' | 'done' | 'failed',
  effort?: Effort,
): void {
  const at = clock.now();
  journal.note((record) => {
    const before: StepRecord = record.steps.find((step) => step.name === name) ?? { name, status: 'pending' };
    const { attempts = 0, startedAt = at, endedAt: _, ...rest } = before;
    const after: StepRecord =
      status === 'running'
        ? { ...rest, status, startedAt, attempts: attempts + 1 }
        : { ...before, ...withEffort(before, effort), status, endedAt: at };
    const isNew = !record.steps.some((step) => step.name === name);
    return {
      ...record,
      steps: isNew ? [...record.steps, after] : record.steps.map((step) => (step.name === name ? after : step)),
    };
  });
}

/** Returns the sums of all starts of a step. Sums of zero are absent, because a record has to stay small. */
function withEffort(before: StepRecord, effort: Effort | undefined): Partial<Effort> {
  if (effort === undefined) return {};
  const names = ['calls', 'retries', 'waitedMs'] as const;
  const sums = names.map((name) => [name, (before[name] ?? 0) + effort[name]] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}
