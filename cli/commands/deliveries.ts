import { buildCommand } from '@stricli/core';
import type { Deliveries } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { deliveriesTable } from '../views/deliveriesTable.ts';

/** `latchkey deliveries` */
export const deliveries = buildCommand<CommonFlags, [id: string], CliContext>({
  docs: docs({
    brief: 'Show the webhook events of an onboarding, with their delivery tries',
    examples: [['latchkey deliveries ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'What was sent, and what the endpoint answered']],
  }),
  parameters: { flags: commonFlags, positional: { kind: 'tuple', parameters: [onboardingArgument] } },
  async func(flags, id) {
    const answer = await connect(this, flags, 'either').deliveries(id, { signal: this.interrupted });
    printResult(this, flags, answer, deliveriesText);
  },
});

function deliveriesText({ webhook, deliveries: events }: Deliveries, output: Output): string {
  if (webhook === null) return 'This onboarding has no webhook.\n';
  const endpoint = `Endpoint: ${webhook.url}${webhook.isOff ? ' (off: it answered 410 Gone)' : ''}\n`;
  return events.length === 0 ? endpoint : `${endpoint}\n${deliveriesTable(events, output)}`;
}
