import { sealSession } from '../../local/sandbox/sessions.ts';
import { formsOf, leaks } from './secrets.ts';

const secret = 'wJalr/XUtnFEMI+K7MDENGbPxRfiCYEXAMPLEKEY';
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['in plain text', `key=${secret};`],
  ['in JSON', JSON.stringify({ secret })],
  ['in JSON with escaped slashes', `{"secret":"${secret.replaceAll('/', String.raw`\/`)}"}`],
  ['in JSON with escaped characters', secret.replace('/', String.raw`\u002f`).replace('+', String.raw`\u002b`)],
  ['in a URL', `https://vendor.example/?secret=${encodeURIComponent(secret)}`],
  ['in a URL, in lower case', encodeURIComponent(secret).replaceAll(/%../g, (byte) => byte.toLowerCase())],
  ['in base64', base64(secret)],
  ...['', 'x', 'xx', '{"secret":"'].flatMap((before) => [
    [`in base64, after ${String(before.length)} other characters`, base64(`${before}${secret}" }`)],
    [
      `in base64url, after ${String(before.length)} other characters`,
      Buffer.from(`${before}${secret}" }`).toString('base64url'),
    ],
    [
      `in percent-encoded base64, after ${String(before.length)} other characters`,
      encodeURIComponent(base64(`${before}${secret}" }`)),
    ],
  ]),
])('the search finds a secret %s', (_, text) => {
  expect(leaks([secret], { log: text })).toEqual(['log']);
});

describe('of a session token', () => {
  const sessionToken = sealSession({
    accessKeyId: 'ASIAEXAMPLE',
    accountId: '111122223333',
    roleName: 'latchkey-bootstrap-tutum',
    roleId: 'AROAEXAMPLE',
    sessionName: 'ob_1',
    issuedAt: 1,
    expiresAt: 2,
    policies: [],
  });

  test.each([
    ['all of it', sessionToken],
    ['the beginning', sessionToken.slice(0, 80)],
    ['the end', sessionToken.slice(-80)],
    ['the end in base64', base64(`token=${sessionToken.slice(-80)}`)],
    ['the beginning in a URL', encodeURIComponent(sessionToken).slice(0, 100)],
  ])('%s is found', (_, text) => {
    expect(leaks([sessionToken], { log: `x-amz-security-token:${text}` })).toEqual(['log']);
  });
});

test('what is no secret is not', () => {
  const other = secret.replace('MDENG', 'MDFNG');
  expect(leaks([secret], { log: `${other} ${base64(other)} ${encodeURIComponent(other)}` })).toEqual([]);
  expect(formsOf(secret).every((form) => form.length > 35)).toBe(true);
});
