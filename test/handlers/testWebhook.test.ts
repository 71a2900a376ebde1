import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { payloadSchema } from '../../lib/webhooks/eventSchemas.ts';
import { startReceiver, startSocketReceiver } from '../support/receiver.ts';
import { hmacSecret } from '../support/senders.ts';
import { startWebhookApi, token } from '../support/webhookApi.ts';

const answerSchema = z.looseObject({
  webhookId: z.string().optional(),
  type: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});

let api: Awaited<ReturnType<typeof startWebhookApi>>;
beforeAll(async () => {
  api = await startWebhookApi({ WEBHOOK_LOOPBACK: 'on', LATCHKEY_WEBHOOK_TIMEOUT_MS: '1000' });
});
afterAll(() => api.close(0));

const post = async (body: unknown, authorization = `Bearer ${token}`) => {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${api.url}/v1/webhooks/test`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: answerSchema.parse(await answer.json()) };
};

test('a signed webhook.test arrives, and the answer says what came back', async () => {
  const receiver = await startReceiver(() => ({ status: 202, body: 'got it' }));
  const { status, body } = await post({ url: `${receiver.url}/hooks` });
  await receiver.close();
  expect(status).toBe(200);
  const { headers, body: arrived } = receiver.single();
  const event = payloadSchema('webhook.test').parse(new Webhook(hmacSecret).verify(arrived, headers));
  expect(event.type).toBe('webhook.test');
  expect(body).toEqual({
    webhookId: headers['webhook-id'],
    outcome: 'delivered',
    status: 202,
    ms: expect.any(Number),
    answer: 'got it',
    errors: [],
  });
});

test.each([
  ['an endpoint that is gone', 410, { outcome: 'gone', status: 410 }],
  ['one that fails', 500, { outcome: 'failed', status: 500 }],
  ['one that asks to wait', 503, { outcome: 'failed', status: 503 }],
])('the answer reports %s, and the event is not sent again', async (_, status, expected) => {
  const receiver = await startReceiver(() => ({ status, body: 'no', headers: { 'retry-after': '7' } }));
  const { status: ours, body } = await post({ url: receiver.url });
  expect([ours, body]).toMatchObject([200, { ...expected, answer: 'no' }]);
  expect(JSON.stringify(body)).not.toMatch(/retry/i);
  expect(receiver.received).toHaveLength(1);
  await receiver.close();
});

test('the answer reports a receiver that does not respond within the timeout', async () => {
  const silent = await startSocketReceiver();
  expect(await post({ url: silent.url })).toMatchObject({
    status: 200,
    body: { outcome: 'failed', error: 'The receiver took longer than 1000 ms.' },
  });
  await silent.close();
});

test.each([
  ['https://169.254.169.254/latest/meta-data', 'not a public internet address'],
  ['https://localhost./', 'instead of the name localhost. Here, http://127.0.0.1 works'],
  ['http://vendor.example/', 'https://'],
  ['https://user:pw@vendor.example/', 'not contain a user name'],
  ['https://vendor.example:22/', 'port 443 or 8443'],
  ['', 'must be a URL'],
  ['x'.repeat(3000), 'must be a URL'],
  [7, 'must be a URL'],
])('%j is 422 at /url, and the answer says what is allowed', async (url, detail) => {
  const { status, body } = await post({ url });
  expect([status, body.type]).toEqual([422, 'urn:latchkey:problem:invalid-request']);
  expect(body.errors).toEqual([{ pointer: '/url', detail: expect.stringContaining(detail) }]);
});

test.each([
  ['no URL', {}, '/url'],
  ['another field', { url: 'https://vendor.example/', secret: 'x' }, '/secret'],
])('%s is 422', async (_, given, pointer) => {
  expect(await post(given)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
});

test('a request without a valid token sends nothing', async () => {
  const receiver = await startReceiver();
  expect((await post({ url: receiver.url }, 'Bearer wrong')).status).toBe(401);
  expect(receiver.connections()).toBe(0);
  await receiver.close();
});
