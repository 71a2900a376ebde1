import { LatchkeyWaitError, type Onboarding } from '../../client/index.ts';
import { formatDetails } from '../output/details.ts';
import { launchDetails } from '../views/launchDetails.ts';
import { stepsOf } from '../views/steps.ts';
import { follow, type Work } from './work.ts';

/**
 * The pauses between two tries while the tenant has not launched the stack, in milliseconds. They grow, because each try
 * is a call to STS and an entry of the audit trail.
 */
const firstPauseMs = 10_000;
const longestPauseMs = 60_000;
const growth = 1.3;

/**
 * Follows an onboarding until it is ready to be claimed, and shows its steps. If it waits for the tenant, this returns it
 * as it is, or, with `waitForTenant`, shows the launch link and tries again until the role can be assumed.
 *
 * @throws LatchkeyWaitError when the time is over, or if the onboarding fails
 */
export async function reachReady(work: Work, found: Onboarding, waitForTenant: boolean): Promise<Onboarding> {
  const { context, client, progress } = work;
  let onboarding = found;
  let waiting: Onboarding | undefined;
  for (let tries = 0; ; tries += 1) {
    if (isBusy(onboarding))
      onboarding = await follow(work, onboarding.id, (each) => !isBusy(each), stepsOf).catch((error: unknown) => {
        throw asWaiting(error, waiting);
      });
    if (onboarding.status !== 'awaiting_access' || !waitForTenant) {
      progress.end();
      return onboarding;
    }
    waiting = onboarding;
    if (tries === 0) progress.say(launchText(onboarding));
    const wantedMs = Math.min(longestPauseMs, firstPauseMs * growth ** tries);
    const pauseMs = Math.min(wantedMs, work.endsAt - context.clock.now());
    if (pauseMs <= 0) throw new LatchkeyWaitError('timeout', onboarding, 'ready');
    progress.show({ items: [], waiting: 'Waits for the tenant to launch the stack. Ctrl-C loses nothing.' });
    await context.clock.sleep(pauseMs, context.interrupted);
    ({ onboarding } = await client.provision(onboarding.id, { async: true, signal: context.interrupted }));
  }
}

/** The last try can be running when the time is over. Until it has entered the account, the stack is what is missing. */
function asWaiting(error: unknown, waiting: Onboarding | undefined): unknown {
  if (!(error instanceof LatchkeyWaitError) || error.reason !== 'timeout' || waiting === undefined) return error;
  const hasEntered = error.onboarding.steps.some(({ status }) => status === 'done');
  return hasEntered ? error : new LatchkeyWaitError('timeout', waiting, 'ready', error.cause);
}

/** Whether the service works on the onboarding. */
const isBusy = ({ status }: Onboarding) =>
  status === 'provisioning' || status === 'claiming' || status === 'rolling_back';

/** Returns what the tenant has to launch, for the person who waits for it. */
export function launchText({ access, accountId }: Onboarding): string {
  const details = access === undefined ? [] : launchDetails(access, accountId);
  return `The tenant has to launch this stack:\n\n${formatDetails(details)}`;
}
