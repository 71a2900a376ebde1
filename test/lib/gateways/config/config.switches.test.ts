import { readConfig } from '../../../../lib/gateways/config/config.ts';
import { ConfigError } from '../../../../lib/gateways/config/configError.ts';
import { localEnvironment } from '../../../../local/environment.ts';

/** The settings of a deployment without an endpoint other than that of AWS. */
const right: Readonly<Record<string, string | undefined>> = {
  ...localEnvironment('http://127.0.0.1:1', 'token', {}),
  AWS_ENDPOINT_URL: undefined,
  LATCHKEY_CONSOLE_URL: undefined,
  LATCHKEY_METRICS: undefined,
  WEBHOOK_LOOPBACK: undefined,
};

test('by default, callers authenticate with tokens, trust policies are probed, and metrics are written', () => {
  expect(readConfig(right)).toMatchObject({ auth: 'token', probesTrust: true, emitsMetrics: true });
});

test.each([
  ['LATCHKEY_AUTH', 'iam', 'token or sigv4'],
  ['LATCHKEY_TRUST_PROBE', 'no', 'on or off'],
  ['LATCHKEY_METRICS', 'true', 'on or off'],
])('%s=%s is refused with a message that says it has to be %s', (setting, value, expected) => {
  const start = () => readConfig({ ...right, [setting]: value });
  expect(start).toThrow(ConfigError);
  expect(start).toThrow(`${setting} is '${value}'. It has to be ${expected}.`);
});

test('a token is required unless callers sign their requests', () => {
  const without = { ...right, LATCHKEY_API_TOKEN_HASHES: '', LATCHKEY_OPERATOR_TOKEN_HASHES: '' };
  expect(readConfig({ ...without, LATCHKEY_AUTH: 'sigv4' })).toMatchObject({ auth: 'sigv4', tokens: [] });
  expect(() => readConfig(without)).toThrow('LATCHKEY_API_TOKEN_HASHES is not set.');
});

describe('the trust probe', () => {
  test.each([
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }],
    [{ AWS_ENDPOINT_URL: 'http://localstack:4566' }],
    [{ AWS_ENDPOINT_URL: 'https://sts.amazonaws.com', AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:4566' }],
  ])('can be switched off with %j', (endpoints) => {
    expect(readConfig({ ...right, ...endpoints, LATCHKEY_TRUST_PROBE: 'off' }).probesTrust).toBe(false);
  });

  test.each([
    [{}],
    [{ AWS_ENDPOINT_URL: '' }],
    [{ AWS_ENDPOINT_URL: 'https://sts.eu-west-1.amazonaws.com' }],
    [{ AWS_ENDPOINT_URL: 'https://STS.cn-north-1.amazonaws.com.cn.' }],
    [{ AWS_ENDPOINT_URL: 'https://sts.us-east-1.api.aws' }],
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ENDPOINT_URL_STS: 'https://sts.amazonaws.com' }],
    [{ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' }],
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }],
  ])('cannot be switched off if STS of AWS itself is called: %j', (endpoints) => {
    expect(() => readConfig({ ...right, ...endpoints, LATCHKEY_TRUST_PROBE: 'off' })).toThrow(
      /^LATCHKEY_TRUST_PROBE is 'off'\. It has to be on, unless AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_STS leads to /,
    );
  });
});
