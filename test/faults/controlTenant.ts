import type { TestStack, Items } from './testStack.ts';
import { recover } from './recover.ts';
import { worksAgain } from './retry.ts';
import { openFixture } from './fixture.ts';

/** Another tenant, whose onboarding nothing may touch. */
export async function settleControlTenant(testStack: TestStack) {
  const fixture = await openFixture(testStack, 'tutum', 0);
  await fixture.create();
  // The first calls of a process may take longer than a call may.
  const inTheWay = await worksAgain(fixture);
  if (inTheWay.length > 0)
    throw new Error(`the other tenant was not onboarded: ${inTheWay.join()}\n${testStack.takeLog()}`);
  await recover(testStack);
  const look = async (items: Items) =>
    JSON.stringify([
      await fixture.account(),
      items.filter((item) => JSON.stringify(item).includes(`"${fixture.tenantId}"`)),
    ]);
  const before = await look(await testStack.items());
  return { before, look };
}

export type ControlTenant = Awaited<ReturnType<typeof settleControlTenant>>;
