import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import type { Screen } from './screen.ts';

const lookEveryMs = 60;

/**
 * Looks at an onboarding until it is ready, and shows how its steps begin and end.
 * @throws when it comes to rest anywhere else.
 */
export async function watch(api: Api, screen: Screen, blueprint: string, id: string, mostMs: number): Promise<void> {
  const giveUpAt = performance.now() + mostMs;
  while (performance.now() < giveUpAt) {
    const { status, steps, problem } = await api.get(id);
    screen.show(blueprint, steps);
    if (status === 'ready') return;
    if (status !== 'provisioning') {
      throw new Error(`${blueprint} ended in ${status}: ${problem?.detail ?? problem?.title ?? 'no reason given'}`);
    }
    await sleep(lookEveryMs);
  }
  throw new Error(`${blueprint} (${id}) did not become ready within ${mostMs / 1000} s.`);
}
