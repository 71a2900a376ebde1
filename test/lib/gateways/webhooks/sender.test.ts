import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { Webhook } from 'standardwebhooks';
import { systemClock } from '../../../../lib/gateways/clock.ts';
import { startReceiver, type ReceiverAnswer } from '../../../support/receiver.ts';
import { hmacSecret, loopback, resolverOf, senderWith } from '../../../support/senders.ts';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: ReceiverAnswer;
const now = Date.UTC(2026, 10, 22, 12);
const send = senderWith({ rules: loopback, clock: { ...systemClock, now: () => now } });

beforeAll(async () => {
  receiver = await startReceiver(() => answer);
});
afterAll(() => receiver.close());

test('the receiver gets one POST of JSON with three headers, which the official library verifies', async () => {
  answer = { status: 200, body: 'thanks' };
  const body = JSON.stringify({ type: 'webhook.test', data: { message: 'grüße' } });
  const result = await send(`${receiver.url}/hooks?tenant=acme`, body);
  expect(result).toEqual({ outcome: 'delivered', status: 200, ms: expect.any(Number), answer: 'thanks' });
  const { url, headers, body: arrived } = receiver.single();
  expect(url).toBe('/hooks?tenant=acme');
  expect(headers).toMatchObject({ 'content-type': 'application/json', connection: 'close' });
  expect(new Webhook(hmacSecret).verify(arrived, headers)).toEqual(JSON.parse(body));
});

test.each([
  [200, 'delivered'],
  [202, 'delivered'],
  [204, 'delivered'],
  [299, 'delivered'],
  [304, 'retry'],
  [400, 'retry'],
  [404, 'retry'],
  [410, 'gone'],
  [429, 'retry'],
  [500, 'retry'],
  [503, 'retry'],
])('the status %i has the outcome “%s”', async (status, outcome) => {
  answer = { status };
  expect(await send(receiver.url)).toMatchObject({ outcome, status });
});

test.each([
  [429, '120', 120_000],
  [503, '0', 0],
  [503, 'Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
  [429, 'Sunday, 22-Nov-26 12:01:00 GMT', 60_000],
  [429, 'Sun, 22 Nov 2026 11:00:00 GMT', 0],
  [429, 'soon', undefined],
  [429, '-5', undefined],
  [429, '2027', 2_027_000],
  [500, '120', undefined],
  [200, '120', undefined],
])('an answer %i with "Retry-After: %s" delays the next try by %s ms', async (status, retryAfter, retryAfterMs) => {
  answer = { status, headers: { 'retry-after': retryAfter } };
  expect((await send(receiver.url)).retryAfterMs).toBe(retryAfterMs);
});

test.each([
  ['only the first KB', 'a'.repeat(5000), 'a'.repeat(1024)],
  ['without half a character at the end', `a${'ü'.repeat(1000)}`, `a${'ü'.repeat(511)}`],
  ['with line breaks and tabs', 'a\n\tb', 'a\n\tb'],
  [
    'without characters that control a terminal or the direction of text',
    'a\u001b[31m\0\r\u0085\u202e\u2066b',
    'a�[31m�����b',
  ],
  ['without bytes that are not valid UTF-8', Buffer.from([0x61, 0xff, 0xc0, 0x62]), 'a��b'],
])('the answer of the receiver is kept, %s', async (_, body, kept) => {
  answer = { status: 500, body };
  expect((await send(receiver.url)).answer).toBe(kept);
});

test('a refused connection is a failed try', async () => {
  const gone = await startReceiver();
  await gone.close();
  expect(await send(gone.url)).toMatchObject({ outcome: 'retry', error: expect.stringContaining('ECONNREFUSED') });
});

test('a name that does not resolve is a failed try', async () => {
  const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND hooks.vendor.example'));
  expect(await senderWith({ resolve })('https://hooks.vendor.example/')).toMatchObject({
    outcome: 'retry',
    error: 'getaddrinfo ENOTFOUND hooks.vendor.example',
  });
  expect(await senderWith({})('https://hooks.vendor.example/')).toMatchObject({
    outcome: 'retry',
    error: 'hooks.vendor.example has no address.',
  });
});

const describeWithOpenssl = spawnSync('openssl', ['version']).status === 0 ? describe : describe.skip;

describeWithOpenssl('over TLS', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-tls-'));
  const [keyFile, certFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const asked: string[] = [];
  let server: ReturnType<typeof createServer>;
  let port: number;
  let ca: string;

  beforeAll(async () => {
    const subject = ['-subj', '/CN=hooks.vendor.example', '-addext', 'subjectAltName=DNS:hooks.vendor.example'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
    execFileSync('openssl', ['req', '-x509', '-days', '2', '-out', certFile, ...key, ...subject], { stdio: 'ignore' });
    ca = readFileSync(certFile, 'utf8');
    server = createServer({ key: readFileSync(keyFile), cert: ca }, (_, response) => response.writeHead(204).end());
    server.on('secureConnection', (socket: TLSSocket & { servername: string }) => asked.push(socket.servername));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = address !== null && typeof address === 'object' ? address.port : 0;
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    server.close();
    await once(server, 'close');
  });

  const parts = () => ({
    rules: { hosts: [], ports: [port], admitsLoopback: false },
    resolve: resolverOf('127.0.0.1').resolve,
    isAdmitted: () => true,
  });

  test.each(['hooks.vendor.example', 'hooks.vendor.example.'])(
    'an event is delivered to %s, and TLS uses the name of the host',
    async (host) => {
      const result = await senderWith({ ...parts(), ca })(`https://${host}:${String(port)}/`);
      expect(result).toMatchObject({ outcome: 'delivered', status: 204 });
      expect(asked.at(-1)).toBe('hooks.vendor.example');
    },
  );

  test('a host whose certificate has another name gets no event', async () => {
    expect(await senderWith({ ...parts(), ca })(`https://other.example:${String(port)}/`)).toMatchObject({
      outcome: 'retry',
      error: expect.stringContaining("does not match certificate's altnames"),
    });
  });

  test('a host with a self-signed certificate gets no event', async () => {
    expect(await senderWith(parts())(`https://hooks.vendor.example:${String(port)}/`)).toMatchObject({
      outcome: 'retry',
      error: expect.stringContaining('self-signed certificate'),
    });
  });
});
