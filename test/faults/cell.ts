import * as z from 'zod';
import type { ControlTenant } from './controlTenant.ts';
import type { TestStack } from './testStack.ts';
import { broken, type Evidence } from './invariants.ts';
import type { Injection } from './kinds.ts';
import { nextNumber } from './numbers.ts';
import type { Phase } from './phases.ts';
import { recover } from './recover.ts';
import { endsAgain, worksAgain } from './retry.ts';
import { openFixture } from './fixture.ts';

/** One fault at one call of one phase of one blueprint. */
export interface Cell {
  readonly blueprint: string;
  readonly phase: Phase;
  readonly inject: Injection;
}

export const cellName = ({ blueprint, phase, inject }: Cell) =>
  `${blueprint} / ${phase.name} / ${inject.call} / ${inject.kind}`;

/** On a busy machine a run may take another run, without the call. */
const mostRuns = 3;

/** What does not hold, each as a sentence; nothing where all is well. */
export async function runCell(
  testStack: TestStack,
  controlTenant: ControlTenant,
  cell: Cell,
  wholeShape: string,
): Promise<readonly string[]> {
  for (let runs = 1; ; runs += 1) {
    try {
      const { hasStruck, faults } = await run(testStack, controlTenant, cell, wholeShape);
      if (faults.length > 0 || hasStruck) return faults;
      if (runs === mostRuns) return ['the call that was to go wrong did not come'];
    } catch (error) {
      await testStack.replace();
      return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
  }
}

/** Runs the phase with its fault, lets worker and sweep mend it, and looks; then its caller tries again, and it looks again. */
async function run(
  testStack: TestStack,
  controlTenant: ControlTenant,
  { blueprint, phase, inject }: Cell,
  wholeShape: string,
) {
  const issued: string[] = [];
  const takeIssued = async () => issued.push(...z.array(z.string()).parse(await testStack.aws.ask('issued')));
  await testStack.aws.ask('disarm');
  await takeIssued();
  issued.length = 0;
  testStack.takeLog();
  const fixture = await openFixture(testStack, blueprint, nextNumber());
  await phase.arrange(fixture);
  await testStack.renew();
  const accountBefore = await fixture.account();

  await testStack.arm({ inject, ...(phase.refuse !== undefined && { refuse: phase.refuse }) });
  await phase.act(fixture);
  const { hasStruck } = await testStack.report();
  if (hasStruck && inject.kind.startsWith('dies')) await testStack.death();
  let messages = await recover(testStack);
  let log = '';
  const look = async (): Promise<Evidence> => {
    await takeIssued();
    log += testStack.takeLog();
    const { accountId, tenantId, answers } = fixture;
    const items = await testStack.items();
    const [accountAfter, controlTenantAfter] = [await fixture.account(), await controlTenant.look(items)];
    const before = { accountBefore, controlTenantBefore: controlTenant.before };
    const told = testStack.told(tenantId);
    const deadLetters = await testStack.deadLetters();
    const after = { accountAfter, controlTenantAfter, items, answers, issued, log, messages, deadLetters, told };
    // A denial is believed; all else that goes wrong once passes.
    const isDenied = inject.kind === 'access denied';
    const may = { mayFail: isDenied || phase.refuse !== undefined, mayNeedAttention: isDenied };
    return { accountId, tenantId, wholeShape, ...may, ...before, ...after };
  };
  const faults = [...broken(await look())];

  await testStack.aws.ask('disarm');
  const inTheWay = await (phase.isEnd === true ? endsAgain(fixture) : worksAgain(fixture));
  messages += await recover(testStack);
  const last = await look();
  const later = [...inTheWay, ...broken(last)];
  await fixture.forget(last.items);
  return { hasStruck, faults: [...faults, ...later.map((each) => `after another try: ${each}`)] };
}
