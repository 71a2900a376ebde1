import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { WrongUsage } from '../failures.ts';
import { readAccessKeyId } from '../flags/accessKeyArgument.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { yesFlag, type ConfirmFlags } from '../flags/confirmation.ts';
import { destinationFlags, destinationOf, type DestinationFlags } from '../flags/destinationFlags.ts';
import { docs } from '../flags/docs.ts';
import { graceFlag } from '../flags/graceFlag.ts';
import { timeoutFlag } from '../flags/waitFlags.ts';
import { keyOutput } from '../flow/keyOutput.ts';
import { rotateKey } from '../flow/rotateKey.ts';
import { startWork } from '../flow/work.ts';
import { checkDestination } from '../keys/checkDestination.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags, ConfirmFlags, DestinationFlags {
  readonly user?: string | undefined;
  readonly replaces?: string | undefined;
  readonly grace?: number | undefined;
  readonly endGrace?: boolean | undefined;
  readonly confirmed?: boolean | undefined;
  readonly undelivered?: boolean | undefined;
  readonly timeout: number;
}

const flag = (brief: string) => ({ kind: 'boolean', optional: true, withNegated: false, brief }) as const;

/** `latchkey rotate` */
export const rotate = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Replace an access key: the old one works on for a day',
    description:
      'Creates a new access key in the place of the one in force, and writes it where the flags say, which is checked before. A profile that has the old key has the new one afterwards. The old key works on for its grace time, and the service ends it then, unless it is still in use. Without --replaces, the command asks before, on a terminal.',
    examples: [
      ['latchkey rotate ob_01M81JDDF2FRQ7JJ21KTJ7R34T --write-profile acme', 'The profile acme gets the new key'],
      [
        'latchkey rotate ob_01M81JDDF2FRQ7JJ21KTJ7R34T --user anna --grace 7d --yes --json',
        'For a program, with one of several users',
      ],
      [
        'latchkey rotate ob_01M81JDDF2FRQ7JJ21KTJ7R34T --undelivered --write-profile acme',
        'Nobody has got the newest key: its answer was lost',
      ],
    ],
  }),
  parameters: {
    flags: {
      user: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'NAME',
        brief: 'User whose key is replaced, if the onboarding has several',
      },
      replaces: {
        kind: 'parsed',
        parse: readAccessKeyId,
        optional: true,
        placeholder: 'KEY',
        brief: 'Replace only this key, and do not ask: a repetition is then refused',
      },
      grace: graceFlag,
      endGrace: flag('Delete the key that was replaced before, if it still exists'),
      confirmed: flag('With --end-grace: nobody needs that key any more'),
      undelivered: flag('Nobody has got the newest key: delete it, if it was never used'),
      ...destinationFlags,
      yes: yesFlag,
      timeout: timeoutFlag('15m'),
      ...commonFlags,
    },
    aliases: { y: 'yes' },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func(flags, id) {
    const { user, replaces, grace, endGrace = false, confirmed = false, undelivered = false } = flags;
    if (undelivered && endGrace)
      throw new WrongUsage('Use --undelivered or --end-grace: the first keeps the key that the second deletes.');
    if (confirmed && !endGrace) throw new WrongUsage('--confirmed is for --end-grace.');
    const destination = destinationOf(flags, flags);
    // Whether a profile can be written depends on the key.
    if (destination.kind !== 'profile') await checkDestination(destination, undefined, keyOutput(this));
    const work = startWork(this, connect(this, flags, 'caller'), flags.timeout);
    const { yes, json, profile } = flags;
    const wish = { user, replaces, graceSeconds: grace, endGrace, confirmed, undelivered };
    await rotateKey(work, id, { ...wish, destination, yes, json, profile });
  },
});
