import * as z from 'zod';
import type { ControlTenant } from './controlTenant.ts';
import type { CellStack } from './cellStack.ts';
import type { Evidence } from './evidence.ts';
import { violations } from './invariants.ts';
import type { Injection } from './kinds.ts';
import type { Phase } from './phase.ts';
import { actOut } from './phases.ts';
import { recover } from './recover.ts';
import { lookAgain, retryOffboarding, retryUntilClaimed } from './retry.ts';
import { openFixture } from './fixture.ts';

/** One fault at one call of one phase of one blueprint. */
export interface Cell {
  readonly blueprint: string;
  readonly phase: Phase;
  readonly inject: Injection;
}

export const cellName = ({ blueprint, phase, inject }: Cell) =>
  `${blueprint} / ${phase.name} / ${inject.call} / ${inject.kind}`;

/** A cell is run again if its call did not occur, because timing can change the calls on a busy machine. */
const mostRuns = 3;

/** Returns what went wrong, as sentences; none if all invariants hold. */
export async function runCell(
  testStack: CellStack,
  controlTenant: ControlTenant,
  cell: Cell,
  completeShape: string,
): Promise<readonly string[]> {
  for (let runs = 1; ; runs += 1) {
    try {
      const { wasInjected, faults } = await run(testStack, controlTenant, cell, completeShape);
      if (faults.length > 0 || wasInjected) return faults;
      if (runs === mostRuns) return ['the call that was to go wrong did not come'];
    } catch (error) {
      await testStack.replace();
      return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
  }
}

/**
 * Runs the phase with its fault, then worker and sweep, and checks the invariants. Then the caller retries, and the
 * invariants are checked again.
 */
async function run(
  testStack: CellStack,
  controlTenant: ControlTenant,
  { blueprint, phase, inject }: Cell,
  completeShape: string,
) {
  const issued: string[] = [];
  const takeIssued = async () => issued.push(...z.array(z.string()).parse(await testStack.aws.ask('issued')));
  await testStack.aws.ask('disarm');
  await takeIssued();
  issued.length = 0;
  testStack.takeLog();
  const fixture = await openFixture(testStack, blueprint, testStack.nextNumber());
  await phase.arrange(fixture);
  await testStack.renew();
  const accountBefore = await fixture.account();
  const recordBefore = await fixture.record();
  const phaseAt = testStack.now();

  await testStack.arm({ inject, ...(phase.refuse !== undefined && { refuse: phase.refuse }) });
  let messages = await actOut(fixture, phase);
  const { wasInjected } = await testStack.report();
  if (wasInjected && inject.kind.startsWith('dies')) await testStack.death();
  messages += await recover(testStack);
  let log = '';
  const collectEvidence = async (): Promise<Evidence> => {
    await takeIssued();
    log += testStack.takeLog();
    const { accountId, tenantId, answers } = fixture;
    const items = await testStack.items();
    const [accountAfter, controlTenantAfter] = [await fixture.account(), await controlTenant.snapshot(items)];
    const before = { phase, phaseAt, recordBefore, accountBefore, controlTenantBefore: controlTenant.before };
    const deliveries = testStack.deliveries(tenantId);
    const deadLetters = await testStack.deadLetters();
    const after = {
      now: testStack.now(),
      accountAfter,
      controlTenantAfter,
      items,
      answers,
      issued,
      log,
      messages,
      deadLetters,
      deliveries,
    };
    // Only a denial may end in failed or needs_attention. Latchkey has to recover from every other single fault.
    const isDenied = inject.kind === 'access denied';
    const may = { mayFail: isDenied || phase.refuse !== undefined, mayNeedAttention: isDenied };
    return { accountId, tenantId, completeShape, ...may, ...before, ...after };
  };
  const faults = [...violations(await collectEvidence())];

  await testStack.aws.ask('disarm');
  const obstacles = [
    ...(await (phase.isEnd === true ? retryOffboarding(fixture) : retryUntilClaimed(fixture, phase))),
    ...(phase.isLook === undefined ? [] : await lookAgain(fixture)),
  ];
  messages += await recover(testStack);
  const last = await collectEvidence();
  const later = [...obstacles, ...violations(last)];
  await fixture.forget(last.items);
  return { wasInjected, faults: [...faults, ...later.map((each) => `after another try: ${each}`)] };
}
