import { buildCommand } from '@stricli/core';
import { newIdempotencyKey } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { commonFlags, targetAliases, targetFlags, type CommonFlags, type TargetFlags } from '../flags/commonFlags.ts';
import { destinationFlags, destinationOf, type DestinationFlags } from '../flags/destinationFlags.ts';
import { docs } from '../flags/docs.ts';
import { readTag, type Tag } from '../flags/tag.ts';
import { timeoutFlag, waitFlag, type WaitFlags } from '../flags/waitFlags.ts';
import { finishWithKeys } from '../flow/finishWithKeys.ts';
import { keyOutput } from '../flow/keyOutput.ts';
import { orSayHowToContinue } from '../flow/orSayHowToContinue.ts';
import { startWork } from '../flow/work.ts';
import { checkDestination } from '../keys/checkDestination.ts';
import { connect } from '../service/connect.ts';
import { plannedUsers } from '../service/plannedUsers.ts';
import { requestedParameters } from '../service/requestedParameters.ts';

interface Flags extends CommonFlags, TargetFlags, DestinationFlags, WaitFlags {
  readonly roleArn?: string | undefined;
  readonly webhook?: string | undefined;
  readonly tag?: readonly Tag[] | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** `latchkey create` */
export const create = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Set up one blueprint for one tenant, and get its access keys',
    description:
      'Sets up one blueprint for one tenant, shows the steps, and writes the access keys where the flags say. The keys are issued once, after everything else is done: where they go is checked before. If the tenant has not launched its stack yet, this shows the launch link; with --wait, it waits for the launch.',
    examples: [
      ['latchkey create --tenant acme --account 111122223333 --blueprint tutum', 'The keys are shown, this once'],
      [
        'latchkey create -t acme -a 111122223333 -b tutum -p region=us-west-2 --write-profile acme',
        'Into ~/.aws/credentials; then: aws --profile acme ec2 describe-instances',
      ],
      [
        'latchkey create -t globex -a 444455556666 -b tutum --wait --timeout 2h --csv globex.csv',
        'Waits until the tenant has launched its stack',
      ],
    ],
  }),
  parameters: {
    flags: {
      ...targetFlags,
      ...destinationFlags,
      wait: waitFlag,
      timeout: timeoutFlag('15m'),
      roleArn: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'ARN',
        brief: 'Bootstrap role, if it has another name than the stack gives it',
      },
      webhook: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'URL',
        brief: 'Where the events of this onboarding are sent',
      },
      tag: {
        kind: 'parsed',
        parse: readTag,
        optional: true,
        variadic: true,
        placeholder: 'KEY=VALUE',
        brief: 'A tag for the users and policies; can be repeated',
      },
      idempotencyKey: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'KEY',
        brief: 'Repeat a create whose answer was lost: it creates nothing twice',
      },
      ...commonFlags,
    },
    aliases: targetAliases,
  },
  async func(flags) {
    const { tenant, account, blueprint, roleArn, webhook, tag, wait, timeout, json } = flags;
    const destination = destinationOf(flags, flags);
    await checkDestination(destination, undefined, keyOutput(this));
    const client = connect(this, flags, 'caller');
    const work = startWork(this, client, timeout);
    const request = {
      tenantId: tenant,
      accountId: account,
      blueprint,
      ...(await requestedParameters(client, flags, this)),
      ...(roleArn !== undefined && { bootstrapRoleArn: roleArn }),
      ...(webhook !== undefined && { webhook: { url: webhook } }),
      ...(tag !== undefined && tag.length > 0 && { tags: [...tag] }),
    };
    const users = await plannedUsers(client, request, this, destination);
    if (users !== undefined) await checkDestination(destination, users, keyOutput(this));
    const { idempotencyKey = newIdempotencyKey() } = flags;
    const { onboarding } = await orSayHowToContinue(
      {
        next: `the same command with --idempotency-key ${idempotencyKey}`,
        interrupted: 'Whether an onboarding was created is not known. No key was issued. To continue',
      },
      () => client.create(request, { async: true, idempotencyKey, signal: this.interrupted }),
    );
    work.progress.say(`Onboarding ${onboarding.id} of ${tenant} in account ${account}: ${blueprint}`);
    await finishWithKeys(work, onboarding, { destination, wait: wait === true, json });
  },
});
