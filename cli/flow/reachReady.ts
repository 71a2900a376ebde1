import { LatchkeyWaitError, type Onboarding } from '../../client/index.ts';
import { formatDetails } from '../output/details.ts';
import { stepsOf } from '../views/steps.ts';
import { follow, type Work } from './work.ts';

/** The pause between two tries while the tenant has not launched the stack, in milliseconds. */
const launchPauseMs = 10_000;

/**
 * Follows an onboarding until it is ready to be claimed, and shows its steps. If it waits for the tenant, this returns it
 * as it is, or, with `waitForTenant`, shows the launch link and tries again until the role can be assumed.
 *
 * @throws LatchkeyWaitError when the time is over, or if the onboarding fails
 */
export async function reachReady(work: Work, found: Onboarding, waitForTenant: boolean): Promise<Onboarding> {
  const { context, client, progress } = work;
  let onboarding = found;
  let isShown = false;
  for (;;) {
    if (isBusy(onboarding)) onboarding = await follow(work, onboarding.id, (each) => !isBusy(each), stepsOf);
    if (onboarding.status !== 'awaiting_access' || !waitForTenant) {
      progress.end();
      return onboarding;
    }
    if (!isShown) progress.say(launchText(onboarding));
    isShown = true;
    const pauseMs = Math.min(launchPauseMs, work.endsAt - context.clock.now());
    if (pauseMs <= 0) throw new LatchkeyWaitError('timeout', onboarding, 'ready');
    progress.show({ items: [], waiting: 'Waits for the tenant to launch the stack. Ctrl-C loses nothing.' });
    await context.clock.sleep(pauseMs, context.interrupted);
    ({ onboarding } = await client.provision(onboarding.id, { async: true, signal: context.interrupted }));
  }
}

/** Whether the service works on the onboarding. */
const isBusy = ({ status }: Onboarding) =>
  status === 'provisioning' || status === 'claiming' || status === 'rolling_back';

/** Returns what the tenant has to launch, for the person who waits for it. */
export function launchText({ access }: Onboarding): string {
  const details = formatDetails([
    ['Launch link', access?.launchUrl],
    ['Or', access?.cliCommand],
  ]);
  return `The tenant has to launch this stack:\n\n${details}`;
}
