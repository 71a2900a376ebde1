import { madeClaimed, workWhenDue } from './arrangements.ts';
import type { Fixture } from './fixture.ts';
import type { Phase } from './phase.ts';
import { recover } from './recover.ts';

/** In ms. Longer than what Latchkey has changed may explain a difference (`entityLagMs`). */
const afterChangesMs = 20 * 60_000;

/** Onboards until there are keys. Then an administrator removes a tag from the first user, which a look finds. */
async function madeDrifted(fixture: Fixture): Promise<void> {
  await madeClaimed(fixture);
  await recover(fixture.testStack);
  await fixture.removeTag();
  await fixture.testStack.pass(afterChangesMs);
}

/** The phases that look at the account of an onboarding, and change nothing in it. */
export const lookPhases: readonly Phase[] = [
  {
    name: 'look of a caller',
    isLook: 'by a caller',
    leavesAll: false,
    arrange: madeDrifted,
    act: (fixture) => fixture.look(),
  },
  {
    name: 'daily look',
    isLook: 'daily',
    leavesAll: false,
    arrange: async (fixture) => {
      await madeDrifted(fixture);
      await fixture.testStack.pass((await fixture.nextLookAt()) - fixture.testStack.now() + 1);
    },
    act: workWhenDue,
  },
];
