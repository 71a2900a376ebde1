import { resume } from '../../lib/lifecycle/resume.ts';
import { withEventDelivery } from '../../lib/webhooks/outbox.ts';
import type { VirtualStack } from './virtualStack.ts';

/** Lets a worker do what is due of an onboarding. */
export const workOn = (stack: VirtualStack, id: string) =>
  stack.run(withEventDelivery(stack.deps(), (deps) => resume(deps, id, Infinity)));

/** Returns the record after its next daily look, which a worker makes when it is due. Something else may be due before. */
export async function lookedAt(stack: VirtualStack, id: string) {
  const before = await stack.read(id);
  await stack.pass(Math.max(0, (before.dueTimes.health ?? 0) - stack.now()));
  for (let turns = 0; turns < 5; turns += 1) {
    await workOn(stack, id);
    const record = await stack.read(id);
    if (record.health !== undefined && record.health.checkedAt !== before.health?.checkedAt) return record;
  }
  throw new Error(`nobody looked at ${id}`);
}
