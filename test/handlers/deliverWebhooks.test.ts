import { createHandler } from '../../handlers/deliverWebhooks.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { onboardingMessages } from '../../local/api/triggers.ts';
import { formsOf } from '../faults/secrets.ts';
import { collecting } from '../support/collectedLog.ts';
import { startWebhookTestStack, type WebhookTestStack } from '../support/events.ts';
import { hmacSecret, secretsText } from '../support/senders.ts';

let webhookStack: WebhookTestStack;
beforeAll(async () => {
  webhookStack = await startWebhookTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => webhookStack.close());

/** Invokes the function with one message. The function signs with these secrets. */
async function deliver(id: string, secrets: string) {
  const config = readConfig(process.env);
  const webhooks = { ...config.webhooks, secrets: { text: secrets } };
  const lines: string[] = [];
  const handler = createHandler({ ...buildEverything({ ...config, webhooks }), logWith: collecting(lines) });
  const { batchItemFailures } = await handler(onboardingMessages([id]), lambdaContext('deliverWebhooks', 90_000));
  return { hasFailed: batchItemFailures.length > 0, log: lines.join('\n') };
}

async function claimed(url: string): Promise<string> {
  const { testStack } = webhookStack;
  return (await testStack.create(await testStack.newTenant(), { webhook: { url } })).body.id;
}

const [, ed25519 = ''] = /"(whsk_[^"]+)"/.exec(secretsText) ?? [];

test('no delivery logs a secret, a payload, or more of the URL than its host, whether it succeeds or fails', async () => {
  const { receiver } = webhookStack;
  const gone = await claimed(receiver.endpoint('/canary-path?token=canary-token', () => ({ status: 410 })));
  const unsigned = await claimed(receiver.endpoint('/canary-path?token=canary-other'));
  const broken = JSON.stringify({ hmac: ['whsec_canary-secret'], ed25519: [ed25519] });
  const logs = [await deliver(gone, secretsText), await deliver(unsigned, broken)];
  expect(logs.map(({ hasFailed }) => hasFailed)).toEqual([false, true]);
  const log = logs.map((each) => each.log).join('\n');
  expect(log).toContain('given up');
  expect(log).toContain(`"host":"${new URL(receiver.url).host}"`);
  expect(log).toContain('processing the message failed; SQS will deliver it again');
  const [received] = receiver.of(gone);
  for (const secret of [hmacSecret, ed25519]) for (const form of formsOf(secret)) expect(log).not.toContain(form);
  for (const canary of ['canary', received?.body ?? '', received?.event.timestamp ?? '', '"data"', 'accessKeyId'])
    expect(log).not.toContain(canary);
});

test('if the secrets are invalid, the message returns to the queue without a counted try; it is sent once they are valid', async () => {
  const id = await claimed(webhookStack.receiver.endpoint('/later'));
  expect((await deliver(id, '{}')).hasFailed).toBe(true);
  expect((await webhookStack.testStack.read(id)).events).toMatchObject([{ state: 'pending', round: 0, tries: [] }]);
  expect((await deliver(id, secretsText)).hasFailed).toBe(false);
  expect(webhookStack.receiver.typesOf(id)).toEqual(['onboarding.claimed']);
});

test('a move and a metadata write each fail if the other was written since the record was read', async () => {
  const id = await claimed(webhookStack.receiver.endpoint('/beside'));
  const { store } = buildEverything(readConfig(process.env));
  const record = await webhookStack.testStack.read(id);
  const withMetadata = { ...record, metadataVersion: record.metadataVersion + 1 };
  const moved = { ...record, version: record.version + 1, writer: 'owner-2' };
  expect(await store.saveMetadata(record, withMetadata)).toBe(true);
  expect(await store.move(record, moved)).toBe(false);
  expect(await store.move(withMetadata, { ...moved, metadataVersion: withMetadata.metadataVersion })).toBe(true);
  expect(
    await store.saveMetadata(withMetadata, { ...withMetadata, metadataVersion: withMetadata.metadataVersion + 1 }),
  ).toBe(false);
});
