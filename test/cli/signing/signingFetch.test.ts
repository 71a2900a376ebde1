import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { SigningError, signingFetch } from '../../../cli/signing/signingFetch.ts';
import { KeyHome } from '../../support/keyDestinations.ts';
import { anna, ben } from '../../support/keySamples.ts';
import { expectedAuthorization } from '../../support/sigV4.ts';

const region = 'eu-central-1';

/** A server as API Gateway with IAM authorization: 403 for a request whose signature is not that of the key. */
let key = anna;
const received: { message: IncomingMessage; body: string }[] = [];
const server = createServer((message, answer) => {
  void buffer(message).then((body) => {
    received.push({ message, body: body.toString() });
    const isValid = message.headers.authorization === expectedAuthorization(message, body, key, region);
    answer.writeHead(isValid ? 200 : 403, { 'content-type': 'application/json' }).end('{"message":"Forbidden"}');
  });
});
let origin: string;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  key = anna;
  received.length = 0;
});

const credentials = () => Promise.resolve(anna);
const signed = signingFetch({ region, credentials });

test.each<{ what: string; path: string; init?: RequestInit }>([
  { what: 'a plain GET', path: '/v1/blueprints' },
  { what: 'encoded characters in the path', path: '/base/v1/stops/tenant%3Aa%2Fb%20c~d' },
  { what: 'a query', path: '/v1/onboardings?tenantId=a%2Bb+c&status=ready&cursor=a/b%3D%3D&x=1&x=2&A=&%C3%A4=ü' },
  { what: 'an empty query', path: '/v1/onboardings?' },
  {
    what: 'a body with headers',
    path: '/v1/onboardings',
    init: {
      method: 'POST',
      body: JSON.stringify({ tenantId: 'acme', description: 'Ünïcode 🔑' }),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': '"a  b"', Prefer: 'respond-async' },
    },
  },
  { what: 'a POST without a body', path: '/v1/onboardings/ob_1/provision', init: { method: 'POST' } },
  { what: 'a DELETE', path: '/v1/onboardings/ob_1', init: { method: 'DELETE' } },
])('a verifier that signs again accepts $what', async ({ path, init }) => {
  expect((await signed(`${origin}${path}`, init)).status).toBe(200);
});

test('the request arrives as it was given', async () => {
  const body = '{"a":"ü"}';
  await signed(new Request(`${origin}/v1/x?a=b%20c`, { method: 'POST', body, headers: { prefer: 'respond-async' } }));
  const [{ message, body: arrived } = { message: undefined, body: '' }] = received;
  expect([message?.method, message?.url, arrived, message?.headers['prefer']]).toEqual([
    'POST',
    '/v1/x?a=b%20c',
    body,
    'respond-async',
  ]);
});

test('a verifier with another secret refuses the request', async () => {
  key = { ...anna, secretAccessKey: ben.secretAccessKey };
  expect((await signed(`${origin}/v1/blueprints`)).status).toBe(403);
});

test('the session token of temporary credentials is sent and signed', async () => {
  const sessionToken = 'FwoGZXIvYXdzEXAMPLE/+==';
  const temporary = signingFetch({ region, credentials: () => Promise.resolve({ ...anna, sessionToken }) });
  expect((await temporary(`${origin}/v1/blueprints`)).status).toBe(200);
  const { headers } = received[0]?.message ?? {};
  expect(headers?.['x-amz-security-token']).toBe(sessionToken);
  expect(headers?.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
});

test.each([
  ['session token', { ...anna, sessionToken: 'canary\ncanary' }],
  ['access key ID', { ...anna, accessKeyId: 'canary\u2026' }],
])('a %s that no header can have is an error without it, and nothing is sent', async (_, odd) => {
  const answer = signingFetch({ region, credentials: () => Promise.resolve(odd) })(`${origin}/v1/blueprints`);
  await expect(answer).rejects.toThrow(SigningError);
  await expect(answer).rejects.not.toThrow(/canary/);
  expect(received).toEqual([]);
});

describe('without credentials of its own, it uses AWS’s default provider chain:', () => {
  const before = { ...process.env };
  let home: KeyHome;
  beforeEach(() => {
    home = new KeyHome();
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) Reflect.deleteProperty(process.env, name);
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = home.path('.aws/credentials');
    process.env['AWS_CONFIG_FILE'] = home.path('.aws/config');
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    home.remove();
  });

  test('the environment', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: anna.accessKeyId, AWS_SECRET_ACCESS_KEY: anna.secretAccessKey });
    expect((await signingFetch({ region })(`${origin}/v1/blueprints`)).status).toBe(200);
  });

  test('the profile that --write-profile wrote', async () => {
    await home.write({ kind: 'profile', name: 'acme' });
    process.env['AWS_PROFILE'] = 'acme';
    expect((await signingFetch({ region })(`${origin}/v1/blueprints`)).status).toBe(200);
  });

  test('if there are none, nothing is sent, and the error says what to set', async () => {
    const answer = signingFetch({ region })(`${origin}/v1/blueprints`);
    await expect(answer).rejects.toThrow(SigningError);
    await expect(answer).rejects.toThrow(/Could not load credentials from any providers\. Set AWS_PROFILE/);
    expect(received).toEqual([]);
  });
});
