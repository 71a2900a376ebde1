import { readConfig } from '../../../../lib/gateways/config/config.ts';
import { serverless } from '../../../infra/definition.ts';
import { localEnvironment } from '../../../../local/environment.ts';

/** The settings of a deployment that has the console of AWS. */
const deployed = {
  ...localEnvironment('http://127.0.0.1:4566', 'token', { LATCHKEY_CONSOLE_URL: '' }),
  AWS_ENDPOINT_URL: undefined,
  WEBHOOK_LOOPBACK: undefined,
};
const emulated = { ...deployed, AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };

test('launch links lead to the console of AWS by default, and a deploy sets no other', () => {
  expect(readConfig(deployed).consoleUrl).toBeUndefined();
  expect(Object.keys(serverless.provider.environment)).not.toContain('LATCHKEY_CONSOLE_URL');
});

test.each(['http://127.0.0.1:4566', 'http://localhost', 'http://[::1]:4566'])(
  'with a sandbox, launch links lead to its console on this machine: %s',
  (url) => {
    expect(readConfig({ ...emulated, LATCHKEY_CONSOLE_URL: url }).consoleUrl).toBe(url);
  },
);

test.each([
  'https://console.foreign.example',
  'http://console.foreign.example',
  'http://127.0.0.1.foreign.example:4566',
  'http://127.0.0.1@foreign.example',
  'http://foreign.example#127.0.0.1',
  'http://127.0.0.1:4566/path',
  'http://127.0.0.1:99999',
  'https://127.0.0.1:4566',
  'javascript:alert(1)',
  'localhost',
])('launch links can lead to no other host: %s', (url) => {
  expect(() => readConfig({ ...emulated, LATCHKEY_CONSOLE_URL: url })).toThrow(/^LATCHKEY_CONSOLE_URL is /);
});

test.each([
  [{}],
  [{ AWS_ENDPOINT_URL: 'https://sts.eu-west-1.amazonaws.com' }],
  [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ENDPOINT_URL_STS: 'https://sts.amazonaws.com' }],
])('a process that calls STS of AWS itself cannot lead tenants to a sandbox: %j', (endpoints) => {
  const settings = { ...deployed, ...endpoints, LATCHKEY_CONSOLE_URL: 'http://127.0.0.1:4566' };
  expect(() => readConfig(settings)).toThrow(/^LATCHKEY_CONSOLE_URL is .* AWS endpoint that is not AWS’s own/);
});
