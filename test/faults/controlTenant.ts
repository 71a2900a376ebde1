import type { TestStack, Items } from './testStack.ts';
import { recover } from './recover.ts';
import { retryUntilClaimed } from './retry.ts';
import { openFixture } from './fixture.ts';

/** Onboards another tenant, whose account and items no cell may change. */
export async function settleControlTenant(testStack: TestStack) {
  const fixture = await openFixture(testStack, 'tutum', 0);
  await fixture.create();
  // The first calls of a new process can be slower than the request timeout allows, so that this may need a retry.
  const obstacles = await retryUntilClaimed(fixture);
  if (obstacles.length > 0)
    throw new Error(`the other tenant was not onboarded: ${obstacles.join()}\n${testStack.takeLog()}`);
  await recover(testStack);
  const snapshot = async (items: Items) =>
    JSON.stringify([
      await fixture.account(),
      items.filter((item) => JSON.stringify(item).includes(`"${fixture.tenantId}"`)),
    ]);
  const before = await snapshot(await testStack.items());
  return { before, snapshot };
}

export type ControlTenant = Awaited<ReturnType<typeof settleControlTenant>>;
