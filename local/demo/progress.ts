import { setTimeout as sleep } from 'node:timers/promises';
import type { Api, Onboarding, Step } from './api.ts';

/** An onboarding that takes longer than this in the demo is stuck. */
const patienceMs = 30_000;
const lookEveryMs = 60;

/**
 * Looks at an onboarding until it is ready, and prints each step as it begins and ends.
 * @throws when it comes to rest anywhere else.
 */
export async function watch(api: Api, id: string, print: (line: string) => void): Promise<Onboarding> {
  const shown = new Map<string, string>();
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const onboarding = await api.get(id);
    for (const step of onboarding.steps) {
      if (step.status !== 'pending' && shown.get(step.name) !== step.status) print(line(step));
      shown.set(step.name, step.status);
    }
    if (onboarding.status === 'ready') return onboarding;
    if (onboarding.status !== 'provisioning') {
      throw new Error(
        `The onboarding ended in ${onboarding.status}: ${onboarding.problem?.detail ?? onboarding.problem?.title ?? 'no reason given'}`,
      );
    }
    await sleep(lookEveryMs);
  }
  throw new Error(`The onboarding ${id} did not become ready within ${patienceMs / 1000} s.`);
}

const marks: Readonly<Record<string, string>> = { running: '…', done: '✓', failed: '✗', undone: '↶' };

function line({ name, status, startedAt, endedAt }: Step): string {
  const took = startedAt == null || endedAt == null ? '' : `${Date.parse(endedAt) - Date.parse(startedAt)} ms`;
  return `  ${marks[status] ?? '·'} ${name.padEnd(32)} ${status.padEnd(8)} ${took}`.trimEnd();
}
