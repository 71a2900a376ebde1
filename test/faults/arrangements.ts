import type { Fixture } from './fixture.ts';
import { recover } from './recover.ts';
import type { Answer } from './testStack.ts';

/** Waits for an answer. @throws if its status is another one */
export async function must(expected: number, answer: Promise<Answer>): Promise<void> {
  const { status, text } = await answer;
  if (status !== expected) throw new Error(`expected ${String(expected)}, not ${String(status)}: ${text}`);
}

/** Onboards until there are keys, and leaves the event of the claim to be delivered. */
export async function madeClaimed(fixture: Fixture): Promise<void> {
  if (!fixture.testStack.isLate) return must(201, fixture.create());
  let { status } = await fixture.create();
  while (status === 202) {
    await recover(fixture.testStack);
    ({ status } = await fixture.claim());
  }
  if (status !== 201 && status !== 200) throw new Error(`no keys: ${String(status)}`);
}

/** Runs the sweep and the workers, when something is due. */
export async function workWhenDue({ testStack }: Fixture): Promise<void> {
  await testStack.sweep();
  await testStack.work();
}
