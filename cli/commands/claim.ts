import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { destinationFlags, destinationOf, type DestinationFlags } from '../flags/destinationFlags.ts';
import { docs } from '../flags/docs.ts';
import { timeoutFlag, waitFlag, type WaitFlags } from '../flags/waitFlags.ts';
import { finishWithKeys } from '../flow/finishWithKeys.ts';
import { keyOutput } from '../flow/keyOutput.ts';
import { startWork } from '../flow/work.ts';
import { checkDestination } from '../keys/checkDestination.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags, DestinationFlags, WaitFlags {}

/** `latchkey claim` */
export const claim = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Issue the access keys of an onboarding, this once',
    description:
      'Issues the access keys of an onboarding that is ready, and writes them where the flags say, which is checked before. If the onboarding is still in progress, this shows its steps first. The service stores the keys only sealed for a key in the memory of this command, which asks again if the answer is lost. Nobody gets them later.',
    examples: [
      ['latchkey claim ob_01M81JDDF2FRQ7JJ21KTJ7R34T --write-profile acme', 'Into ~/.aws/credentials'],
      ['eval "$(latchkey claim ob_01M81JDDF2FRQ7JJ21KTJ7R34T --env)"', 'Into the environment of this shell only'],
    ],
  }),
  parameters: {
    flags: { ...destinationFlags, wait: waitFlag, timeout: timeoutFlag('15m'), ...commonFlags },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func(flags, id) {
    const { wait, timeout, json } = flags;
    const destination = destinationOf(flags, flags);
    await checkDestination(destination, undefined, keyOutput(this));
    const client = connect(this, flags, 'caller');
    const found = await client.get(id, { signal: this.interrupted });
    const canBeTried = found.status === 'awaiting_access' && wait === true;
    const { onboarding } = canBeTried
      ? await client.provision(id, { async: true, signal: this.interrupted })
      : { onboarding: found };
    await finishWithKeys(startWork(this, client, timeout), onboarding, { destination, wait: wait === true, json });
  },
});
