import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { webhookSecrets } from '../../../lib/gateways/webhooks/readSecrets.ts';
import { WebhookSecretsError } from '../../../lib/webhooks/secrets.ts';
import { localWebhookSecrets } from '../../../local/webhookSecrets.ts';
import { startReceiver, type ReceiverAnswer } from '../../support/receiver.ts';
import { hmacSecret, secretsText } from '../../support/senders.ts';

const config = { requestTimeoutMs: 5000 };
const parameter = '/latchkey/webhook-secrets';
let ssm: Awaited<ReturnType<typeof startReceiver>>;
let answer: ReceiverAnswer;
let now = 0;
const right = (): ReceiverAnswer => ({ status: 200, body: JSON.stringify({ Parameter: { Value: secretsText } }) });
const read = () => webhookSecrets({ parameter }, config, () => now);

beforeAll(async () => {
  ssm = await startReceiver(() => answer);
  process.env['AWS_ENDPOINT_URL_SSM'] = ssm.url;
});
afterAll(async () => {
  delete process.env['AWS_ENDPOINT_URL_SSM'];
  await ssm.close();
});
beforeEach(() => {
  answer = right();
  ssm.received.length = 0;
});

test('the secrets are read from an SSM parameter with a signed request, and decrypted', async () => {
  expect((await read()()).hmac).toEqual([hmacSecret]);
  const { headers, body } = ssm.single();
  expect(headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AmazonSSM.GetParameter',
    authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=none\/\d{8}\/us-east-1\/ssm\/aws4_request/),
  });
  expect(JSON.parse(body)).toEqual({ Name: parameter, WithDecryption: true });
});

test('concurrent callers share one read, and the secrets are read again after five minutes', async () => {
  const secrets = read();
  await Promise.all([secrets(), secrets(), secrets()]);
  now += 5 * 60_000 - 1;
  await secrets();
  expect(ssm.received).toHaveLength(1);
  now += 1;
  await secrets();
  expect(ssm.received).toHaveLength(2);
});

test('a failed read is not cached', async () => {
  const secrets = read();
  answer = { status: 400, body: JSON.stringify({ __type: 'ParameterNotFound' }) };
  await expect(secrets()).rejects.toThrow(AwsFailure);
  answer = right();
  expect((await secrets()).hmac).toEqual([hmacSecret]);
});

test.each([
  ['no value', '{}'],
  ['something else', JSON.stringify({ Parameter: { Value: '{"hmac":["whsec_c2VjcmV0"],"ed25519":[]}' } })],
])('a parameter with %s throws an error with its name, but not its value', async (_, body) => {
  answer = { status: 200, body };
  const error: unknown = await read()().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WebhookSecretsError);
  expect(String(error)).toContain(`the parameter ${parameter}`);
  expect(String(error)).not.toContain('c2VjcmV0');
});

describe('the secrets of a local start', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-webhook-'));
  const file = join(directory, 'data', 'webhook-secrets.json');
  const secretsOf = (dataDir: string) => webhookSecrets(localWebhookSecrets(dataDir), config, () => now)();
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('are created at the first start, readable only by their owner, and kept', async () => {
    const first = await secretsOf(join(directory, 'data'));
    expect(first).toMatchObject({ hmac: [expect.stringMatching(/^whsec_/)], ed25519: [expect.anything()] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await secretsOf(join(directory, 'data'))).hmac).toEqual(first.hmac);
  });

  test('are read from an existing file', async () => {
    writeFileSync(file, secretsText);
    expect((await secretsOf(join(directory, 'data'))).hmac).toEqual([hmacSecret]);
  });

  test('are only in memory, and new each time, if no directory is given', async () => {
    const [one, other] = [await secretsOf(':memory:'), await secretsOf(':memory:')];
    expect(one.hmac).not.toEqual(other.hmac);
  });
});
