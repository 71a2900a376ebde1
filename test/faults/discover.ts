import { readAccount, shape } from './account.ts';
import type { House } from './house.ts';
import { nextNumber } from './numbers.ts';
import type { Phase } from './phases.ts';
import { requestTimeoutMs } from './processes.ts';
import { recover } from './recover.ts';
import { openSite } from './site.ts';

/** A phase of a blueprint, what it calls when nothing goes wrong, and what it leaves in the account. */
export interface Course {
  readonly blueprint: string;
  readonly phase: Phase;
  readonly calls: readonly string[];
  readonly shape: string;
}

const mostRuns = 3;

/** Of several runs where need be: on a busy machine the service gives up on calls and sends them again. */
export async function discover(house: House, blueprint: string, phase: Phase): Promise<Course> {
  let best = await runClean(house, blueprint, phase);
  for (let runs = 1; runs < mostRuns && best.tookMs >= requestTimeoutMs; runs += 1) {
    const again = await runClean(house, blueprint, phase);
    if (again.calls.length <= best.calls.length) best = again;
  }
  return { blueprint, phase, ...best };
}

async function runClean(house: House, blueprint: string, phase: Phase) {
  const site = await openSite(house, blueprint, nextNumber());
  await phase.arrange(site);
  await house.renew();
  await house.arm(phase.refuse === undefined ? {} : { refuse: phase.refuse });
  const startedAt = performance.now();
  await phase.act(site);
  const tookMs = performance.now() - startedAt;
  const { calls } = await house.report();
  await house.aws.ask('disarm');
  const made = shape(readAccount(await site.account()), site.accountId);
  await recover(house);
  await site.forget(await house.items());
  return { calls, shape: made, tookMs };
}
