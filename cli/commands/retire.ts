import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { accessKeyArgument } from '../flags/accessKeyArgument.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { mustConfirm, yesFlag, type ConfirmFlags } from '../flags/confirmation.ts';
import { docs } from '../flags/docs.ts';
import { changeOldKey } from '../flow/changeOldKey.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags, ConfirmFlags {
  readonly force?: boolean | undefined;
  readonly confirmed?: boolean | undefined;
}

/** `latchkey retire` */
export const retire = buildCommand<Flags, [id: string, accessKeyId: string], CliContext>({
  docs: docs({
    brief: 'End the grace time of a key that a rotation has replaced',
    description:
      'Deactivates a key that a rotation has replaced, if the new key is in use and the old one has been quiet for long enough. latchkey reactivate makes it work again, until the service deletes it after a week.',
    examples: [
      ['latchkey retire ob_01M81JDDF2FRQ7JJ21KTJ7R34T AKIAIOSFODNN7EXAMPLE', 'If nothing uses it any more'],
      [
        'latchkey retire ob_01M81JDDF2FRQ7JJ21KTJ7R34T AKIAIOSFODNN7EXAMPLE --force',
        'Although something may use it, which stops working',
      ],
    ],
  }),
  parameters: {
    flags: {
      force: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Although it may be in use: what uses it stops working at once. Asks before',
      },
      confirmed: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'The new key is in use, although IAM does not show it yet',
      },
      yes: yesFlag,
      ...commonFlags,
    },
    aliases: { y: 'yes' },
    positional: { kind: 'tuple', parameters: [onboardingArgument, accessKeyArgument] },
  },
  async func({ force = false, confirmed = false, yes, ...flags }, id, accessKeyId) {
    const client = connect(this, flags, 'caller');
    if (force)
      await mustConfirm(
        this,
        { yes },
        `Deactivate the key ${accessKeyId}? Whatever still uses it stops working at once.`,
      );
    const request = { ...(force && { force }), ...(confirmed && { confirmed }) };
    await changeOldKey(this, { id, accessKeyId, ...flags }, () =>
      client.retireKey(id, accessKeyId, request, { signal: this.interrupted }),
    );
  },
});
