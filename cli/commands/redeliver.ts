import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { deliveriesTable } from '../views/deliveriesTable.ts';

/** `latchkey redeliver` */
export const redeliver = buildCommand<CommonFlags, [id: string, webhookId: string], CliContext>({
  docs: docs({
    brief: 'Send a webhook event again',
    examples: [
      [
        'latchkey redeliver ob_01M81JDDF2FRQ7JJ21KTJ7R34T msg_01M81JDDF2FRQ7JJ21KTJ7R34T_7',
        'The IDs of the events are those of latchkey deliveries',
      ],
    ],
  }),
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [onboardingArgument, { parse: String, placeholder: 'WEBHOOK', brief: 'ID of the webhook event' }],
    },
  },
  async func(flags, id, webhookId) {
    const delivery = await connect(this, flags, 'either').redeliver(id, webhookId, { signal: this.interrupted });
    printResult(this, flags, delivery, (answer, output) => deliveriesTable([answer], output));
  },
});
