import { readConfig } from '../../../../lib/gateways/config/config.ts';
import { ConfigError } from '../../../../lib/gateways/config/configError.ts';

const read = (settings: Readonly<Record<string, string>>) => readConfig({ ...process.env, ...settings });

test('the allowed hosts and ports, the timeout and the default endpoint are read from the settings', () => {
  const { webhooks, webhookRules, webhookUrl } = read({
    LATCHKEY_WEBHOOK_HOSTS: 'Hooks.Vendor.example, *.partner.example,.other.example',
    LATCHKEY_WEBHOOK_PORTS: '443, 9443',
    LATCHKEY_WEBHOOK_TIMEOUT_MS: '1000',
    LATCHKEY_WEBHOOK_URL: 'https://a.partner.example:9443/hooks',
  });
  expect(webhooks.rules).toEqual({
    hosts: ['hooks.vendor.example', '.partner.example', '.other.example'],
    ports: [443, 9443],
    admitsLoopback: false,
  });
  expect(webhookRules).toEqual(webhooks.rules);
  expect([webhooks.timeoutMs, webhookUrl]).toEqual([1000, 'https://a.partner.example:9443/hooks']);
});

test.each([
  [{}, { parameter: '/latchkey/webhook-secrets' }],
  [{ LATCHKEY_WEBHOOK_SECRETS_PARAMETER: '/own/name' }, { parameter: '/own/name' }],
  [{ LATCHKEY_WEBHOOK_SECRETS_PARAMETER: '/own/name', LATCHKEY_WEBHOOK_SECRETS_FILE: 'a/file' }, { file: 'a/file' }],
])('with %j, the location of the secrets is %j', (settings: Record<string, string>, source) => {
  expect(read(settings).webhooks.secrets).toEqual(source);
});

test.each([
  ['LATCHKEY_WEBHOOK_HOSTS', 'https://vendor.example'],
  ['LATCHKEY_WEBHOOK_HOSTS', 'vendor.example/hooks'],
  ['LATCHKEY_WEBHOOK_HOSTS', 'vendor.example:443'],
  ['LATCHKEY_WEBHOOK_HOSTS', '*'],
  ['LATCHKEY_WEBHOOK_HOSTS', 'a.*.example'],
  ['LATCHKEY_WEBHOOK_HOSTS', 'bücher.example'],
  ['LATCHKEY_WEBHOOK_PORTS', 'https'],
  ['LATCHKEY_WEBHOOK_PORTS', '0'],
  ['LATCHKEY_WEBHOOK_PORTS', '65536'],
  ['LATCHKEY_WEBHOOK_TIMEOUT_MS', '0'],
  ['LATCHKEY_WEBHOOK_SECRETS_PARAMETER', 'a name'],
  ['WEBHOOK_LOOPBACK', 'yes'],
])('%s=%s is refused with a message that names the setting', (setting, value) => {
  const start = () => read({ [setting]: value });
  expect(start).toThrow(ConfigError);
  expect(start).toThrow(`${setting} is '${value}'. It has to be `);
});

test('an invalid LATCHKEY_WEBHOOK_URL is refused with a message that contains only its host, because the rest may be a secret', () => {
  const start = () => read({ LATCHKEY_WEBHOOK_URL: 'http://vendor.example/hooks?token=canary' });
  expect(start).toThrow("LATCHKEY_WEBHOOK_URL is 'vendor.example'. It has to be ");
  expect(start).not.toThrow('canary');
});

test('loopback addresses can be allowed only with an emulator of AWS', () => {
  expect(read({ WEBHOOK_LOOPBACK: 'on' }).webhooks.rules.admitsLoopback).toBe(true);
  expect(() => read({ WEBHOOK_LOOPBACK: 'on', AWS_ENDPOINT_URL: '' })).toThrow(ConfigError);
});
