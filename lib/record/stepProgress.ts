import type { Clock } from '../core/ports.ts';
import type { Journal } from './journal.ts';
import type { StepRecord } from './onboarding.ts';

/** Does the work of a step. The record shows the step as running meanwhile, and then as done or failed. */
export async function withStep<T>(journal: Journal, clock: Clock, name: string, work: () => Promise<T>): Promise<T> {
  noteStep(journal, clock, name, 'running');
  try {
    const result = await work();
    noteStep(journal, clock, name, 'done');
    return result;
  } catch (error) {
    noteStep(journal, clock, name, 'failed');
    throw error;
  }
}

/**
 * Notes that a step has started or ended. Adds the step to the end of the record's steps if the record does not contain
 * it yet.
 */
export function noteStep(journal: Journal, clock: Clock, name: string, status: 'running' | 'done' | 'failed'): void {
  const at = clock.now();
  journal.note((record) => {
    const before: StepRecord = record.steps.find((step) => step.name === name) ?? { name, status: 'pending' };
    const after: StepRecord =
      status === 'running'
        ? { name, status, startedAt: before.startedAt ?? at, attempts: (before.attempts ?? 0) + 1 }
        : { ...before, status, endedAt: at };
    const isNew = !record.steps.some((step) => step.name === name);
    return {
      ...record,
      steps: isNew ? [...record.steps, after] : record.steps.map((step) => (step.name === name ? after : step)),
    };
  });
}
