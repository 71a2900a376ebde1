import { readAccount, shape } from './account.ts';
import type { House } from './house.ts';
import { nextNumber } from './numbers.ts';
import type { Phase } from './phases.ts';
import { recover } from './recover.ts';
import { openSite } from './site.ts';

/** A phase of a blueprint, what it calls when nothing goes wrong, and what it leaves in the account. */
export interface Course {
  readonly blueprint: string;
  readonly phase: Phase;
  readonly calls: readonly string[];
  readonly shape: string;
}

/** What two runs have in common: on a busy machine the service gives up on a call now and then, and sends it again. */
export async function discover(house: House, blueprint: string, phase: Phase): Promise<Course> {
  const one = await runClean(house, blueprint, phase);
  const other = await runClean(house, blueprint, phase);
  return { blueprint, phase, shape: one.shape, calls: one.calls.filter((call) => other.calls.includes(call)) };
}

async function runClean(house: House, blueprint: string, phase: Phase) {
  const site = await openSite(house, blueprint, nextNumber());
  await phase.arrange(site);
  await house.renew();
  await house.arm(phase.refuse === undefined ? {} : { refuse: phase.refuse });
  await phase.act(site);
  const { calls } = await house.report();
  await house.aws.ask('disarm');
  const made = shape(readAccount(await site.account()), site.accountId);
  await recover(house);
  await site.forget(await house.items());
  return { calls, shape: made };
}
