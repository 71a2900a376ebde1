import type { Onboarding } from '../../lib/record/onboarding.ts';
import { nextDeliveryAt } from '../../lib/webhooks/outbox.ts';
import type { Fate, World } from './world.ts';

/** Later than this, only a tenant who never launches a stack is due. */
const soonMs = 24 * 3_600_000;
/** So often at most something is due again: each look is followed by one later look, and waiting for AWS has a bound. */
const mostRounds = 80;

const dueAt = (record: Onboarding): number => Math.min(record.dueAt ?? Infinity, nextDeliveryAt(record) ?? Infinity);

/** Takes what is in the queues, until nothing is. */
export async function drain(world: World, fate: Fate = {}): Promise<void> {
  for (;;) {
    const taken = world.takeWork(fate) ?? world.takeDeliveries();
    if (taken === undefined) return;
    await world.time.until<unknown>(taken);
  }
}

/** Worker and sweep, for as long as anything is due. @throws where that never ends */
export async function settle(world: World): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    await drain(world);
    const records = [...world.watched.records.values()];
    const next = Math.min(world.work.nextAt(), world.deliveries.nextAt(), world.thawedAt(), ...records.map(dueAt));
    if (next > world.time.now() + soonMs) return;
    await world.time.until(world.time.sleep(Math.max(1000, next - world.time.now() + 1)));
    await world.time.until(world.sweep());
  }
  const left = [...world.watched.records.values()].filter((record) => dueAt(record) < world.time.now() + soonMs);
  throw new Error(`I4: after ${String(mostRounds)} sweeps still due: ${JSON.stringify(left)}`);
}
