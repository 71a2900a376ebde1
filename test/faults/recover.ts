import type { TestStack } from './testStack.ts';
import { recordsIn } from './records.ts';

/** Later than this, only a tenant who never launches a stack is due. */
const soonMs = 24 * 3_600_000;
/** From one sweep to the next. */
const sweepEveryMs = 30_000;
/** Two looks of the sweep at most follow one fault, and what puts work off by minutes. */
const mostRounds = 12;
const queueRounds = 6;

/** Worker and sweep, for as long as anything is due. @returns what was in the queue @throws where it never ends */
export async function recover(testStack: TestStack): Promise<string> {
  let messages = '';
  for (let round = 0; round < mostRounds; round += 1) {
    for (let each = 0; each < queueRounds; each += 1) {
      const bodies = [...(await testStack.work()), ...(await testStack.tell())];
      messages += bodies.join('\n');
      if (bodies.length === 0) break;
    }
    const due = recordsIn(await testStack.items()).flatMap(({ dueAt, deliverAt }) => [
      dueAt ?? Infinity,
      deliverAt ?? Infinity,
    ]);
    const next = Math.min(...due);
    if (next > testStack.now() + soonMs) {
      // What SQS still brings when all is over changes nothing.
      if (!(await testStack.redeliver())) return messages;
      continue;
    }
    await testStack.pass(Math.max(sweepEveryMs, next - testStack.now() + 1));
    await testStack.sweep();
  }
  const left = recordsIn(await testStack.items()).filter(
    ({ dueAt, deliverAt }) => dueAt !== undefined || deliverAt !== undefined,
  );
  throw new Error(`I4: after ${String(mostRounds)} sweeps still due: ${JSON.stringify(left)}`);
}
