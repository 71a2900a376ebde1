import type { CellStack } from './cellStack.ts';
import { parseOnboarding } from '../../lib/record/onboarding.ts';
import { dueAt, withoutDailyLook } from '../../lib/record/dueTimes.ts';
import { regularLookMs } from '../support/dailyLookTimes.ts';
import { recordItems, recordsIn } from './records.ts';
import type { Items } from './testStack.ts';

/** In ms. After this time, only an onboarding whose stack is not launched is due. */
const soonMs = 24 * 3_600_000;
/** The shortest time from one sweep to the next, in ms. */
const sweepEveryMs = 30_000;
/**
 * At most two sweeps follow one fault; more are needed for work that is postponed for minutes, and many more if AWS is
 * late.
 */
const mostRounds = 12;
const mostRoundsIfLate = 80;
const queueRounds = 6;

/** Returns when something besides the regular daily looks is due (epoch ms). Infinity: never. */
function nextAt(items: Items, now: number): number {
  const works = recordItems(items).map((item) => {
    const record = parseOnboarding(item);
    const { health = 0 } = record.dueTimes;
    return dueAt(health > now + regularLookMs ? withoutDailyLook(record) : record) ?? Infinity;
  });
  return Math.min(...works, ...recordsIn(items).map(({ deliverAt = Infinity }) => deliverAt));
}

/**
 * Runs worker and sweep until nothing is due.
 * @returns the bodies of all queue messages
 * @throws if something is still due after the last round
 */
export async function recover(testStack: CellStack): Promise<string> {
  let messages = '';
  const rounds = testStack.isLate ? mostRoundsIfLate : mostRounds;
  for (let round = 0; round < rounds; round += 1) {
    for (let each = 0; each < queueRounds; each += 1) {
      const bodies = [...(await testStack.work()), ...(await testStack.deliverWebhooks())];
      messages += bodies.join('\n');
      if (bodies.length === 0) break;
    }
    const next = nextAt(await testStack.items(), testStack.now());
    if (next > testStack.now() + soonMs) {
      // SQS may still deliver old messages at the end; they must not change anything.
      if (!(await testStack.redeliver())) return messages;
      continue;
    }
    await testStack.pass(Math.max(sweepEveryMs, next - testStack.now() + 1));
    await testStack.sweep();
  }
  const left = recordsIn(await testStack.items()).filter(
    ({ dueAt, deliverAt }) => dueAt !== undefined || deliverAt !== undefined,
  );
  throw new Error(`I4: after ${String(rounds)} sweeps still due: ${JSON.stringify(left)}`);
}
