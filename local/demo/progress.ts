import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import type { Screen } from './screen.ts';

const pollEveryMs = 60;

/**
 * Reads an onboarding until it is ready, and shows the progress of its steps.
 * @throws if it ends in another status.
 */
export async function watch(api: Api, screen: Screen, blueprint: string, id: string, maxMs: number): Promise<void> {
  const giveUpAt = performance.now() + maxMs;
  while (performance.now() < giveUpAt) {
    const { status, steps, problem } = await api.get(id);
    screen.show(blueprint, steps);
    if (status === 'ready') return;
    if (status !== 'provisioning') {
      throw new Error(`${blueprint} ended in ${status}: ${problem?.detail ?? problem?.title ?? 'no reason given'}`);
    }
    await sleep(pollEveryMs);
  }
  throw new Error(`${blueprint} (${id}) did not become ready within ${maxMs / 1000} s.`);
}
