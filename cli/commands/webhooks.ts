import { buildCommand, buildRouteMap } from '@stricli/core';
import type { WebhookKeys, WebhookTest } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { exitCodes, Failure } from '../failures.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { formatDetails } from '../output/details.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';

const test = buildCommand<CommonFlags, [url: string], CliContext>({
  docs: docs({
    brief: 'Send a signed test event to an endpoint, and show the result',
    description:
      'Sends a signed event of the type webhook.test to an endpoint, and shows what it answered. The exit code is 1 unless it accepted the event.',
    examples: [
      ['latchkey webhooks test https://vendor.example/hooks/latchkey', 'Before it is the webhook of an onboarding'],
    ],
  }),
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'URL', brief: 'Address of the endpoint' }],
    },
  },
  async func(flags, url) {
    const result = await connect(this, flags, 'caller').testWebhook({ url }, { signal: this.interrupted });
    printResult(this, flags, result, testText);
    if (result.outcome !== 'delivered') throw new Failure(exitCodes.refused, 'The endpoint did not accept the event.');
  },
});

const testText = ({ outcome, status, ms, answer, error, webhookId }: WebhookTest) =>
  formatDetails([
    ['Outcome', outcome],
    ['HTTP status', status],
    ['Took', `${ms} ms`],
    ['Answer', answer],
    ['Error', error],
    ['Webhook ID', webhookId],
  ]);

const keys = buildCommand<CommonFlags, [], CliContext>({
  docs: docs({
    brief: 'Show the public keys that verify webhook events',
    examples: [['latchkey webhooks keys', 'For the settings of the endpoint']],
  }),
  parameters: { flags: commonFlags },
  async func(flags) {
    const answer = await connect(this, flags, 'either').webhookKeys({ signal: this.interrupted });
    printResult(this, flags, answer, keysText);
  },
});

const keysText = (answer: WebhookKeys) =>
  answer.keys.map(({ publicKey, pem }) => `${publicKey}\n${pem.trimEnd()}\n`).join('\n');

/** `latchkey webhooks` */
export const webhooks = buildRouteMap({
  routes: { test, keys },
  docs: { brief: 'Test a webhook endpoint, and show the keys that verify events' },
});
