import { readAccount, shape } from './account.ts';
import type { CellStack } from './cellStack.ts';
import type { Phase } from './phase.ts';
import { actOut } from './phases.ts';
import { recover } from './recover.ts';
import { openFixture } from './fixture.ts';

/** A phase of a blueprint, with its calls and what it leaves in the account if nothing goes wrong. */
export interface ScenarioRun {
  readonly blueprint: string;
  readonly phase: Phase;
  readonly calls: readonly string[];
  readonly shape: string;
}

/**
 * Runs the phase twice and keeps the calls of both: on a busy machine, the service sometimes times out and retries a
 * call.
 */
export async function discover(testStack: CellStack, blueprint: string, phase: Phase): Promise<ScenarioRun> {
  const one = await runClean(testStack, blueprint, phase);
  const other = await runClean(testStack, blueprint, phase);
  return { blueprint, phase, shape: one.shape, calls: one.calls.filter((call) => other.calls.includes(call)) };
}

/** Runs the phase without a fault. @returns its calls, and what it makes */
export async function runClean(testStack: CellStack, blueprint: string, phase: Phase) {
  const fixture = await openFixture(testStack, blueprint, testStack.nextNumber());
  await phase.arrange(fixture);
  await testStack.renew();
  await testStack.arm(phase.refuse === undefined ? {} : { refuse: phase.refuse });
  await actOut(fixture, phase);
  const { calls } = await testStack.report();
  await testStack.aws.ask('disarm');
  const made = shape(readAccount(await fixture.account()), fixture);
  await recover(testStack);
  await fixture.forget(await testStack.items());
  return { calls, shape: made };
}
