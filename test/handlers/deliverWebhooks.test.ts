import { createHandler } from '../../handlers/deliverWebhooks.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { onboardingMessages } from '../../local/api/triggers.ts';
import { formsOf } from '../faults/secrets.ts';
import { collecting } from '../support/collectedLog.ts';
import { startWebhookTestStack, type WebhookTestStack } from '../support/events.ts';
import { hmacSecret, secretsText } from '../support/senders.ts';

let telling: WebhookTestStack;
beforeAll(async () => {
  telling = await startWebhookTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => telling.close());

/** One message to the function, which signs with this. */
async function deliver(id: string, secrets: string) {
  const config = readConfig(process.env);
  const webhooks = { ...config.webhooks, secrets: { text: secrets } };
  const lines: string[] = [];
  const handler = createHandler({ ...buildEverything({ ...config, webhooks }), logWith: collecting(lines) });
  const { batchItemFailures } = await handler(onboardingMessages([id]), lambdaContext('deliverWebhooks', 90_000));
  return { hasFailed: batchItemFailures.length > 0, log: lines.join('\n') };
}

async function claimed(url: string): Promise<string> {
  const { testStack } = telling;
  return (await testStack.create(await testStack.newTenant(), { webhook: { url } })).body.id;
}

const [, ed25519 = ''] = /"(whsk_[^"]+)"/.exec(secretsText) ?? [];

test('neither the secrets, nor a payload, nor more of a URL than its host is logged, whatever comes of a delivery', async () => {
  const { receiver } = telling;
  const gone = await claimed(receiver.endpoint('/canary-path?token=canary-token', () => ({ status: 410 })));
  const unsigned = await claimed(receiver.endpoint('/canary-path?token=canary-other'));
  const broken = JSON.stringify({ hmac: ['whsec_canary-secret'], ed25519: [ed25519] });
  const logs = [await deliver(gone, secretsText), await deliver(unsigned, broken)];
  expect(logs.map(({ hasFailed }) => hasFailed)).toEqual([false, true]);
  const log = logs.map((each) => each.log).join('\n');
  expect(log).toContain('given up');
  expect(log).toContain(`"host":"${new URL(receiver.url).host}"`);
  expect(log).toContain('the work failed and comes back');
  const [came] = receiver.of(gone);
  for (const secret of [hmacSecret, ed25519]) for (const form of formsOf(secret)) expect(log).not.toContain(form);
  for (const canary of ['canary', came?.body ?? '', came?.event.timestamp ?? '', '"data"', 'accessKeyId'])
    expect(log).not.toContain(canary);
});

test('where nothing can be signed the message comes back, nothing is counted as a try, and it is told when it can be', async () => {
  const id = await claimed(telling.receiver.endpoint('/later'));
  expect((await deliver(id, '{}')).hasFailed).toBe(true);
  expect((await telling.testStack.read(id)).events).toMatchObject([{ state: 'pending', round: 0, tries: [] }]);
  expect((await deliver(id, secretsText)).hasFailed).toBe(false);
  expect(telling.receiver.typesOf(id)).toEqual(['onboarding.claimed']);
});

test('the table takes a move and what is written beside it one after the other: whoever has not read the other’s is refused', async () => {
  const id = await claimed(telling.receiver.endpoint('/beside'));
  const { store } = buildEverything(readConfig(process.env));
  const record = await telling.testStack.read(id);
  const beside = { ...record, metadataVersion: record.metadataVersion + 1 };
  const moved = { ...record, version: record.version + 1, writer: 'owner-2' };
  expect(await store.saveMetadata(record, beside)).toBe(true);
  expect(await store.move(record, moved)).toBe(false);
  expect(await store.move(beside, { ...moved, metadataVersion: beside.metadataVersion })).toBe(true);
  expect(await store.saveMetadata(beside, { ...beside, metadataVersion: beside.metadataVersion + 1 })).toBe(false);
});
