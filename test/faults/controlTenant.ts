import type { CellStack } from './cellStack.ts';
import type { Items } from './testStack.ts';
import { recordItems } from './records.ts';
import { recover } from './recover.ts';
import { retryUntilClaimed } from './retry.ts';
import { openFixture, type Fixture } from './fixture.ts';

async function onboard(fixture: Fixture): Promise<void> {
  const { testStack } = fixture;
  await fixture.create();
  // The first calls of a new process can be slower than the request timeout allows, so that this may need a retry.
  const obstacles = await retryUntilClaimed(fixture);
  if (obstacles.length > 0)
    throw new Error(`the other tenant was not onboarded: ${obstacles.join()}\n${testStack.takeLog()}`);
  await recover(testStack);
  await endDailyLooks(fixture);
}

/** Takes the record out of the index of what is due: the sweeps of the cells would look at its account every day. */
async function endDailyLooks({ testStack, tenantId }: Fixture): Promise<void> {
  const [record] = recordItems(await testStack.items()).filter((item) => item['tenantId'] === tenantId);
  const { due: _, dueAt: __, ...notDue } = record ?? {};
  await testStack.replaceItem(notDue);
}

/**
 * Opens another tenant, whose account and items no cell may change, and onboards it. If AWS is late, each cell has a
 * control tenant of its own, which only has launched its stack, because an onboarding would take longer than the cell.
 */
export async function settleControlTenant(testStack: CellStack) {
  const fixture = await openFixture(testStack, 'tutum', 0);
  if (!testStack.isLate) await onboard(fixture);
  const snapshot = async (items: Items) =>
    JSON.stringify([
      await fixture.account(),
      items.filter((item) => JSON.stringify(item).includes(`"${fixture.tenantId}"`)),
    ]);
  const before = await snapshot(await testStack.items());
  return { before, snapshot };
}

export type ControlTenant = Awaited<ReturnType<typeof settleControlTenant>>;
