import { spawnSync } from 'node:child_process';
import { sealSession } from '../../../local/sandbox/sessions.ts';
import { redact } from '../../../lib/gateways/redact.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const sessionToken = sealSession({
  accessKeyId: 'ASIAEXAMPLE',
  accountId: '111122223333',
  roleName: 'latchkey-bootstrap-tutum-qivthlmh',
  roleId: 'AROAEXAMPLE',
  sessionName: 'ob_1',
  issuedAt: 1,
  expiresAt: 2,
  policies: [],
});

/** Returns what a separate process writes to its log when it runs this code. */
function logged(code: string, settings: Readonly<Record<string, string>> = { POWERTOOLS_LOG_LEVEL: 'DEBUG' }): string {
  const program = `const { logWith } = await import('./lib/gateways/log.ts'); const log = logWith({ requestId: 'r1' }); ${code}`;
  const { POWERTOOLS_LOG_LEVEL: _, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...env, ...settings, NODE_OPTIONS: '' },
  });
  return stdout + stderr;
}

test('a secret in any field, message or error is not written', () => {
  const text = logged(`
    const secret = '${secret}';
    log.add({ externalId: 'abcdef-external' });
    log.info('made ' + secret, { key: { secretAccessKey: secret }, list: [secret], Authorization: 'Bearer canary-token' });
    log.warn('sent with Bearer canary-token', { body: 'canary-body' });
    log.error('failed', { reason: new Error('with ' + secret, { cause: new Error('lkl_01JZ0000000000000000000000_canary') }) });
  `);
  expect(text.trim().split('\n')).toHaveLength(3);
  for (const canary of [secret, 'abcdef-external', 'canary-token', 'canary-body', 'lkl_01JZ']) {
    expect(text).not.toContain(canary);
  }
  expect(text).toContain('r1');
  expect(text).toContain('failed');
});

test('each line is JSON with the level, the message, the time and the fields of the log', () => {
  const [line = '', next = ''] = logged(`
    const itself = { name: 'a cycle' };
    itself.itself = itself;
    log.add({ onboardingId: 'ob_1' });
    log.info('made', { count: 10n, itself, level: 'X', message: 'Y', service: 'Z', timestamp: 'T' });
    log.info('next');
  `).split('\n');
  expect(JSON.parse(line)).toEqual({
    level: 'INFO',
    message: 'made',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    service: 'latchkey',
    requestId: 'r1',
    onboardingId: 'ob_1',
    count: '10',
    itself: { name: 'a cycle' },
  });
  expect(JSON.parse(next)).toMatchObject({ message: 'next', requestId: 'r1', onboardingId: 'ob_1' });
});

test.each([
  [{ POWERTOOLS_LOG_LEVEL: 'no level' }, ['INFO', 'WARN', 'ERROR']],
  [{ POWERTOOLS_LOG_LEVEL: 'warn' }, ['WARN', 'ERROR']],
  [{ POWERTOOLS_LOG_LEVEL: 'INFO', AWS_LAMBDA_LOG_LEVEL: 'FATAL' }, []],
])('with the settings %j the levels %j are written', (settings, levels) => {
  const text = logged("log.info('1'); log.warn('2'); log.error('3');", settings);
  expect([...text.matchAll(/"level":"(\w+)"/g)].map(([, level]) => level)).toEqual(levels);
});

test.each([
  ['a message', 'another process took over the onboarding'],
  ['an ID of an onboarding', 'ob_01JZ0000000000000000000000'],
  ['a digest', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['an access key ID, which is not a secret', 'AKIARTX3GSDSZFQGFTM6'],
  ['a SHA-256 digest', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['an ARN', 'arn:aws:iam::111122223333:user/latchkey/tutum/qivthlmh/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum'],
])('%s is not redacted', (_, text) => {
  expect(redact('reason', text)).toBe(text);
});

test.each([
  ['secretAccessKey', 'anything'],
  ['Authorization', 'anything'],
  ['externalId', 'anything'],
  ['password', 'anything'],
  ['passphrase', 'anything'],
  ['Set-Cookie', 'anything'],
  ['X-Amz-Signature', 'anything'],
  ['credentials', 'anything'],
  ['SessionToken', 'anything'],
  ['session_token', 'anything'],
  ['token', 'anything'],
  ['headers', 'anything'],
  ['reason', secret],
  ['reason', `key=${secret};`],
  ['reason', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  ['reason', sessionToken],
  ['reason', encodeURIComponent(sessionToken)],
])('a field %s with the value %s is redacted', (name, text) => {
  expect(redact(name, text)).toContain('[redacted]');
  expect(redact(name, text)).not.toContain(text);
});

test('a session token is removed from a message that repeats the signed headers', () => {
  const message = `POST\n/\n\nx-amz-date:20260101T000000Z\nx-amz-security-token:${sessionToken}\n\nhost;x-amz-date`;
  expect(redact('message', message)).toBe(
    'POST\n/\n\nx-amz-date:20260101T000000Z\nx-amz-security-token:[redacted]\n\nhost;x-amz-date',
  );
});
