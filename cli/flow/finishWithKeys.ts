import type { Onboarding } from '../../client/index.ts';
import { exitCodes, Failure } from '../failures.ts';
import { destinationWords, takesStdout } from '../flags/destinationFlags.ts';
import type { KeyDestination } from '../keys/destination.ts';
import { formatDetails } from '../output/details.ts';
import { printResult } from '../output/result.ts';
import { summaryText } from '../views/onboardingText.ts';
import { claimKeys } from './claimKeys.ts';
import { OnboardingStopped } from './onboardingStopped.ts';
import { orSayHowToContinue } from './orSayHowToContinue.ts';
import { launchText, reachReady } from './reachReady.ts';
import type { Work } from './work.ts';

interface Choice {
  readonly destination: KeyDestination;
  /** Whether to wait until the tenant has launched the stack. */
  readonly wait: boolean;
  readonly json: boolean | undefined;
}

/**
 * Follows an onboarding until it is ready, claims its keys and writes them. If it waits for the tenant, this shows the
 * launch link instead, unless the command waits as well.
 */
export async function finishWithKeys(work: Work, found: Onboarding, choice: Choice): Promise<void> {
  const { context } = work;
  const { destination, wait, json } = choice;
  const next = `latchkey claim ${found.id} --wait${destinationWords(destination)}`;
  await orSayHowToContinue({ next, interrupted: 'Nothing is lost: no key was issued. To continue' }, async () => {
    const onboarding = await reachReady(work, found, wait);
    if (onboarding.status === 'awaiting_access') {
      showLaunch(work, onboarding, choice, next);
      return;
    }
    if (onboarding.status === 'failed' || onboarding.status === 'needs_attention')
      throw new OnboardingStopped(onboarding);
    const claimed = await claimKeys(work, onboarding, destination);
    if (!takesStdout(destination)) printResult(context, { json }, claimed, claimedText);
  });
}

/** Without keys, a command that was asked to write them somewhere has not done its work. */
function showLaunch({ context }: Work, onboarding: Onboarding, { destination, json }: Choice, next: string): void {
  if (destination.kind !== 'json' && destination.kind !== 'shown')
    throw new Failure(
      exitCodes.outOfTime,
      `${launchText(onboarding)}\nThere are no keys before. To continue after the launch: ${next}`,
    );
  printResult(
    context,
    { json },
    onboarding,
    (each, output) => `${summaryText(each, output)}\nAfter the tenant has launched the stack: ${next}\n`,
  );
}

const claimedText = ({ id, status, receipt, rotateBy }: Onboarding) =>
  formatDetails([
    ['Onboarding', id],
    ['Status', status],
    ['Access keys', receipt?.resources.flatMap(({ accessKeyId = '' }) => accessKeyId || []).join('\n')],
    ['Rotate by', rotateBy],
  ]);
