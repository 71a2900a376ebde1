import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { eventSchemas } from '../../lib/webhooks/eventSchemas.ts';
import { parseWebhookSecrets, publicKeyOf } from '../../lib/webhooks/secrets.ts';
import { webhookHeaders } from '../../lib/webhooks/signature.ts';
import { retryDelaysMs } from '../../lib/webhooks/retrySchedule.ts';
import { hmacSecret, secretsText } from '../support/senders.ts';
import { blocksOf, namesOf, page } from './markdown.ts';

const text = page('docs/webhooks.md');
const [withLibrary = '', withPublicKey = ''] = blocksOf(text, 'js');
const [inPython = ''] = blocksOf(text, 'python');
const [withOpenssl = '', makesSecrets = ''] = blocksOf(text, 'sh');

test('the page lists each event type and each retry delay', () => {
  expect(namesOf(text)).toEqual(Object.keys(eventSchemas));
  const delays = ['1 s', '5 s', '30 s', '5 min', '30 min', '2 h', '8 h', '16 h', '24 h'];
  expect(text).toContain(`after up to ${delays.join(', ')},`);
  const units: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 };
  const inMs = delays.map((delay) => Number.parseInt(delay) * (units[delay.split(' ')[1] ?? ''] ?? 0));
  expect(inMs).toEqual(retryDelaysMs);
});

const secrets = parseWebhookSecrets(secretsText, 'a test');

test('the example secrets of the page produce the signatures of the example request', () => {
  const [head = '', body = ''] = (blocksOf(text, 'http')[0] ?? '').trim().split('\n\n');
  const shown: Record<string, string> = Object.fromEntries(
    head
      .split('\n')
      .filter((line) => line.startsWith('webhook-'))
      .map((line): [string, string] => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  const at = Number(shown['webhook-timestamp']) * 1000;
  expect(shown).toEqual(webhookHeaders({ id: shown['webhook-id'] ?? '', at, body }, secrets));
});

const body = JSON.stringify({ type: 'webhook.test', version: 1, data: { message: 'grüße' } });
const now = Date.now();
const signed = (at: number, by = secrets) => webhookHeaders({ id: 'msg_1', at, body }, by);
const seed = Buffer.alloc(32, 7).toString('base64');
/** Two secrets of each kind, as during a rotation. The receivers have the second one. */
const changing = parseWebhookSecrets(
  JSON.stringify({
    hmac: [`whsec_${seed}`, hmacSecret],
    ed25519: [`whsk_${seed}`, z.object({ ed25519: z.tuple([z.string()]) }).parse(JSON.parse(secretsText)).ed25519[0]],
  }),
  'a test',
);
const stranger = parseWebhookSecrets(JSON.stringify({ hmac: [`whsec_${seed}`], ed25519: [`whsk_${seed}`] }), 'a test');

const cases = [
  { what: 'a genuine event', body, headers: signed(now), verdict: 'taken' },
  { what: 'a genuine event during a rotation of secrets', body, headers: signed(now, changing), verdict: 'taken' },
  { what: 'a tampered body', body: body.replace('test', 'tesT'), headers: signed(now), verdict: 'refused' },
  { what: 'another ID', body, headers: { ...signed(now), 'webhook-id': 'msg_2' }, verdict: 'refused' },
  { what: 'an event that is too old', body, headers: signed(now - 400_000), verdict: 'refused' },
  { what: 'an event from the future', body, headers: signed(now + 400_000), verdict: 'refused' },
  { what: 'an event with a signature by another secret', body, headers: signed(now, stranger), verdict: 'refused' },
];
const verdicts = cases.map(({ verdict }) => verdict);

const directory = mkdtempSync(join(tmpdir(), 'latchkey-verify-'));
symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const pem = secrets.ed25519.map((key) => publicKeyOf(key).pem).join('');
const env = { ...process.env, WEBHOOK_SECRET: hmacSecret, WEBHOOK_PUBLIC_KEY: pem };

const run = (
  command: string,
  args: readonly string[],
  more: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
) =>
  new Promise<{ code: number; stdout: string }>((done, fail) => {
    const { input = '', ...options } = more;
    const child = execFile(command, args, { cwd: directory, env, ...options }, (error, stdout, stderr) => {
      if (error === null || typeof error.code === 'number') done({ code: Number(error?.code ?? 0), stdout });
      else fail(new Error(stderr, { cause: error }));
    });
    // A process that ends without reading its input causes EPIPE. Its exit code is checked instead.
    child.stdin?.on('error', () => undefined).end(input);
  });

/** Calls the snippet's `receive` with each case and prints the results. */
const driver = `
import { readFileSync } from 'node:fs';
import { receive } from './receive.mjs';
const verdict = ({ body, headers }) => {
  try {
    return receive(body, headers).type === 'webhook.test' ? 'taken' : 'garbled';
  } catch {
    return 'refused';
  }
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(verdict)));
`;

test.each([
  ['the official library', withLibrary],
  ['the public key', withPublicKey],
])('the Node.js example with %s accepts only genuine events', async (name, snippet) => {
  const cwd = join(directory, name.replaceAll(' ', '-'));
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'receive.mjs'), snippet);
  writeFileSync(join(cwd, 'driver.mjs'), driver);
  const { stdout } = await run(process.execPath, ['driver.mjs'], { cwd, input: JSON.stringify(cases) });
  expect(JSON.parse(stdout)).toEqual(verdicts);
});

const has = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
const testWithPython = has('python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 9))') ? test : test.skip;
const testWithOpenssl = has('sh', '-c', 'openssl version | grep -q "^OpenSSL 3"') ? test : test.skip;

testWithPython('the Python example accepts only genuine events', async () => {
  const program = `${inPython}
import sys
def verdict(case):
    try:
        return "taken" if receive(case["body"].encode(), case["headers"])["type"] == "webhook.test" else "garbled"
    except ValueError:
        return "refused"
print(json.dumps([verdict(case) for case in json.load(sys.stdin)]))`;
  const { stdout } = await run('python3', ['-c', program], { input: JSON.stringify(cases) });
  expect(JSON.parse(stdout)).toEqual(verdicts);
});

testWithOpenssl('the OpenSSL example accepts only genuine events', async () => {
  const given = await Promise.all(
    cases.map(async ({ body: sent, headers }, index) => {
      const cwd = join(directory, `openssl-${String(index)}`);
      mkdirSync(cwd);
      writeFileSync(join(cwd, 'key.pem'), pem);
      writeFileSync(join(cwd, 'body.json'), sent);
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
      const { code } = await run('sh', ['-c', withOpenssl], { cwd, env: { ...env, id, timestamp, signature } });
      return code === 0 ? 'taken' : 'refused';
    }),
  );
  expect(given).toEqual(verdicts);
});

testWithOpenssl('the secrets that the page has one make are secrets that Latchkey takes', async () => {
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  // Replaces the AWS CLI and writes the parameter's value to a file.
  writeFileSync(
    join(bin, 'aws'),
    '#!/bin/sh\nwhile [ "$1" != --value ]; do shift; done\nprintf %s "$2" > value.json\n',
  );
  chmodSync(join(bin, 'aws'), 0o755);
  await run('sh', ['-c', makesSecrets], { env: { ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
  const made = parseWebhookSecrets(readFileSync(join(directory, 'value.json'), 'utf8'), 'the page');
  expect([made.hmac.length, made.ed25519.length]).toEqual([1, 1]);
});
