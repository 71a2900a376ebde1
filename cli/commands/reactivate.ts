import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { accessKeyArgument } from '../flags/accessKeyArgument.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { graceFlag } from '../flags/graceFlag.ts';
import { changeOldKey } from '../flow/changeOldKey.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags {
  readonly grace?: number | undefined;
}

/** `latchkey reactivate` */
export const reactivate = buildCommand<Flags, [id: string, accessKeyId: string], CliContext>({
  docs: docs({
    brief: 'Make a key work again that was deactivated after its grace time',
    description:
      'Activates a key that was deactivated after a rotation, and gives it a new grace time. The service deletes such a key after a week.',
    examples: [
      ['latchkey reactivate ob_01M81JDDF2FRQ7JJ21KTJ7R34T AKIAIOSFODNN7EXAMPLE', 'Something still needed it'],
      ['latchkey reactivate ob_01M81JDDF2FRQ7JJ21KTJ7R34T AKIAIOSFODNN7EXAMPLE --grace 7d', 'For a week'],
    ],
  }),
  parameters: {
    flags: { grace: graceFlag, ...commonFlags },
    positional: { kind: 'tuple', parameters: [onboardingArgument, accessKeyArgument] },
  },
  async func({ grace, ...flags }, id, accessKeyId) {
    const client = connect(this, flags, 'either');
    const request = grace === undefined ? {} : { graceSeconds: grace };
    await changeOldKey(this, { id, accessKeyId, ...flags }, () =>
      client.reactivateKey(id, accessKeyId, request, { signal: this.interrupted }),
    );
  },
});
