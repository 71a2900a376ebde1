import * as z from 'zod';
import type { Bystander } from './bystander.ts';
import type { House } from './house.ts';
import { broken, type Evidence } from './invariants.ts';
import type { Strike } from './kinds.ts';
import { nextNumber } from './numbers.ts';
import type { Phase } from './phases.ts';
import { recover } from './recover.ts';
import { endsAgain, worksAgain } from './retry.ts';
import { openSite } from './site.ts';

/** One fault at one call of one phase of one blueprint. */
export interface Cell {
  readonly blueprint: string;
  readonly phase: Phase;
  readonly strike: Strike;
}

export const cellName = ({ blueprint, phase, strike }: Cell) =>
  `${blueprint} / ${phase.name} / ${strike.call} / ${strike.kind}`;

/** On a busy machine a run may take another course, without the call. */
const mostRuns = 3;

/** What does not hold, each as a sentence; nothing where all is well. */
export async function runCell(
  house: House,
  bystander: Bystander,
  cell: Cell,
  wholeShape: string,
): Promise<readonly string[]> {
  for (let runs = 1; ; runs += 1) {
    try {
      const { hasStruck, faults } = await run(house, bystander, cell, wholeShape);
      if (faults.length > 0 || hasStruck) return faults;
      if (runs === mostRuns) return ['the call that was to go wrong did not come'];
    } catch (error) {
      await house.replace();
      return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
  }
}

/** Runs the phase with its fault, lets worker and sweep mend it, and looks; then its caller tries again, and it looks again. */
async function run(house: House, bystander: Bystander, { blueprint, phase, strike }: Cell, wholeShape: string) {
  const issued: string[] = [];
  const takeIssued = async () => issued.push(...z.array(z.string()).parse(await house.aws.ask('issued')));
  await house.aws.ask('disarm');
  await takeIssued();
  issued.length = 0;
  house.takeLog();
  const site = await openSite(house, blueprint, nextNumber());
  await phase.arrange(site);
  await house.renew();
  const accountBefore = await site.account();

  await house.arm({ strike, ...(phase.refuse !== undefined && { refuse: phase.refuse }) });
  await phase.act(site);
  const { hasStruck } = await house.report();
  if (hasStruck && strike.kind.startsWith('dies')) await house.death();
  let messages = await recover(house);
  let log = '';
  const look = async (): Promise<Evidence> => {
    await takeIssued();
    log += house.takeLog();
    const { accountId, tenantId, answers } = site;
    const items = await house.items();
    const [accountAfter, bystanderAfter] = [await site.account(), await bystander.look(items)];
    const before = { accountBefore, bystanderBefore: bystander.before };
    const told = house.told(tenantId);
    const deadLetters = await house.deadLetters();
    const after = { accountAfter, bystanderAfter, items, answers, issued, log, messages, deadLetters, told };
    // A denial is believed; all else that goes wrong once passes.
    const isDenied = strike.kind === 'access denied';
    const may = { mayFail: isDenied || phase.refuse !== undefined, mayNeedAttention: isDenied };
    return { accountId, tenantId, wholeShape, ...may, ...before, ...after };
  };
  const faults = [...broken(await look())];

  await house.aws.ask('disarm');
  const inTheWay = await (phase.isEnd === true ? endsAgain(site) : worksAgain(site));
  messages += await recover(house);
  const last = await look();
  const later = [...inTheWay, ...broken(last)];
  await site.forget(last.items);
  return { hasStruck, faults: [...faults, ...later.map((each) => `after another try: ${each}`)] };
}
