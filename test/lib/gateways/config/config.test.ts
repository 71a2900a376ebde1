import { readConfig } from '../../../../lib/gateways/config/config.ts';
import { ConfigError } from '../../../../lib/gateways/config/configError.ts';
import { sha256 } from '../../../support/sha256.ts';

const hash = sha256('a token');
const right = {
  LATCHKEY_NAMESPACE: 'latchkey',
  LATCHKEY_VENDOR_NAME: 'Example Vendor, Inc.',
  LATCHKEY_VENDOR_ACCOUNT_ID: '999988887777',
  LATCHKEY_PARTITION: 'aws',
  LATCHKEY_TABLE: 'latchkey-state',
  LATCHKEY_QUEUE: 'latchkey-work',
  LATCHKEY_WEBHOOK_QUEUE: 'latchkey-webhooks',
  LATCHKEY_TEMPLATES_URL: 'https://bucket.s3.amazonaws.com/templates',
  LATCHKEY_API_TOKEN_HASHES: `back-end=${hash}`,
  AWS_REGION: 'eu-west-1',
};

test('the settings of a deployment are read, with the default times', () => {
  expect(readConfig(right)).toEqual({
    namespace: 'latchkey',
    vendorName: 'Example Vendor, Inc.',
    vendorAccountId: '999988887777',
    partition: 'aws',
    templatesUrl: 'https://bucket.s3.amazonaws.com/templates',
    leaseMs: 60_000,
    requestTimeoutMs: 5000,
    marginMs: 5000,
    requestBudgetMs: 25_000,
    sessionLagMs: 60_000,
    roleLagMs: 120_000,
    entityLagMs: 300_000,
    boundaryLagMs: 300_000,
    lostAccessMs: 600_000,
    tenantCap: 20,
    sealedKeysMs: 86_400_000,
    rotateAfterMs: 90 * 86_400_000,
    keepInactiveMs: 7 * 86_400_000,
    looksDaily: true,
    pageUrl: undefined,
    returnOrigins: [],
    frameOrigins: [],
    contacts: {},
    auth: 'token',
    probesTrust: true,
    emitsMetrics: true,
    webhookUrl: undefined,
    webhookRules: { hosts: [], ports: [443, 8443], admitsLoopback: false },
    webhooks: {
      rules: { hosts: [], ports: [443, 8443], admitsLoopback: false },
      timeoutMs: 15_000,
      secrets: { parameter: '/latchkey/webhook-secrets' },
    },
    tableName: 'latchkey-state',
    queueName: 'latchkey-work',
    deliveryQueueName: 'latchkey-webhooks',
    indexShards: 1,
    tokens: [{ kind: 'vendor', name: 'back-end', sha256: hash }],
    tokensPath: undefined,
    stsRegion: 'eu-west-1',
    corsOrigins: [],
  });
});

test('each time can be set', () => {
  const times = {
    LATCHKEY_LEASE_MS: '10000',
    LATCHKEY_REQUEST_TIMEOUT_MS: '2000',
    LATCHKEY_MARGIN_MS: '1000',
    LATCHKEY_REQUEST_BUDGET_MS: '9000',
    LATCHKEY_SESSION_LAG_MS: '1000',
    LATCHKEY_ROLE_LAG_MS: '2000',
    LATCHKEY_ENTITY_LAG_MS: '3000',
    LATCHKEY_BOUNDARY_LAG_MS: '4000',
    LATCHKEY_LOST_ACCESS_MS: '5000',
  };
  expect(readConfig({ ...right, ...times })).toMatchObject({
    leaseMs: 10_000,
    requestTimeoutMs: 2000,
    marginMs: 1000,
    requestBudgetMs: 9000,
    sessionLagMs: 1000,
    roleLagMs: 2000,
    entityLagMs: 3000,
    boundaryLagMs: 4000,
    lostAccessMs: 5000,
  });
});

test.each(Object.keys(right).filter((name) => name !== 'AWS_REGION'))(
  'without %s the process does not start, and the error names the setting',
  (name) => {
    for (const value of [undefined, '']) {
      const start = () => readConfig({ ...right, [name]: value });
      expect(start).toThrow(ConfigError);
      expect(start).toThrow(new RegExp(`^${name} is not set\\. It has to be .`));
    }
  },
);

test.each([
  { setting: 'LATCHKEY_NAMESPACE', value: 'Latchkey', expected: 'lower-case letters' },
  { setting: 'LATCHKEY_NAMESPACE', value: 'l', expected: '2 to 20' },
  { setting: 'LATCHKEY_NAMESPACE', value: 'n'.repeat(21), expected: '2 to 20' },
  { setting: 'LATCHKEY_NAMESPACE', value: 'a/b', expected: 'lower-case letters' },
  { setting: 'LATCHKEY_VENDOR_NAME', value: 'Vendor "quoted"', expected: 'name your tenants know you by' },
  { setting: 'LATCHKEY_VENDOR_NAME', value: '${AWS::AccountId}', expected: 'name your tenants know you by' },
  { setting: 'LATCHKEY_VENDOR_NAME', value: '<b>Vendor</b>', expected: 'name your tenants know you by' },
  { setting: 'LATCHKEY_VENDOR_NAME', value: 'Vendor\u202Ecnl', expected: 'name your tenants know you by' },
  { setting: 'LATCHKEY_VENDOR_NAME', value: 'שלום', expected: 'name your tenants know you by' },
  { setting: 'LATCHKEY_VENDOR_NAME', value: 'V'.repeat(300), expected: 'name your tenants know you by' },
  { setting: 'LATCHKEY_VENDOR_ACCOUNT_ID', value: '99998888777', expected: '12 digits' },
  { setting: 'LATCHKEY_PARTITION', value: 'aws-mars', expected: 'one of aws, aws-us-gov, aws-cn' },
  { setting: 'LATCHKEY_TABLE', value: 'a table', expected: 'DynamoDB table' },
  { setting: 'LATCHKEY_QUEUE', value: 'https://sqs.us-east-1.amazonaws.com/999988887777/q', expected: 'not its URL' },
  { setting: 'LATCHKEY_TEMPLATES_URL', value: 'https://bucket/templates/', expected: 'without a slash at its end' },
  { setting: 'LATCHKEY_TEMPLATES_URL', value: 's3://bucket/templates', expected: 'URL' },
  { setting: 'LATCHKEY_CORS_ORIGINS', value: '*', expected: 'no *' },
  { setting: 'LATCHKEY_CORS_ORIGINS', value: 'https://vendor.example/', expected: 'no slash at the end' },
  { setting: 'LATCHKEY_CORS_ORIGINS', value: 'https://vendor.example/page', expected: 'no path' },
  { setting: 'LATCHKEY_CORS_ORIGINS', value: 'https://*.vendor.example', expected: 'no *' },
  { setting: 'LATCHKEY_CORS_ORIGINS', value: 'vendor.example', expected: 'https://' },
  { setting: 'LATCHKEY_CORS_ORIGINS', value: 'null', expected: 'https://' },
  { setting: 'LATCHKEY_CORS_ORIGINS', value: 'https://one.example https://other.example', expected: 'commas' },
  { setting: 'LATCHKEY_FRAME_ORIGINS', value: 'https://vendor.example/page', expected: 'no path' },
  { setting: 'LATCHKEY_FRAME_ORIGINS', value: 'https://vendor.example;sandbox', expected: 'separated by commas' },
  { setting: 'LATCHKEY_FRAME_ORIGINS', value: "'self'", expected: 'https://' },
  { setting: 'LATCHKEY_HELP_URL', value: 'https://docs.example/problems', expected: '{problem} once' },
  { setting: 'LATCHKEY_HELP_URL', value: 'docs/{problem}', expected: 'URL' },
  { setting: 'LATCHKEY_HELP_URL', value: 'https://docs.example/{problem}>; rel="next"', expected: 'URL' },
  { setting: 'LATCHKEY_HELP_URL', value: 'https://docs.example/{problem}/{problem}', expected: '{problem} once' },
  { setting: 'LATCHKEY_INDEX_SHARDS', value: '0', expected: 'a number from 1 to 64' },
  { setting: 'LATCHKEY_INDEX_SHARDS', value: '65', expected: 'a number from 1 to 64' },
  { setting: 'LATCHKEY_INDEX_SHARDS', value: '4x', expected: 'a number from 1 to 64' },
  { setting: 'LATCHKEY_LEASE_MS', value: '60s', expected: 'milliseconds' },
  { setting: 'LATCHKEY_LEASE_MS', value: '0', expected: 'milliseconds' },
  { setting: 'LATCHKEY_REQUEST_TIMEOUT_MS', value: '-1', expected: 'milliseconds' },
  { setting: 'LATCHKEY_MARGIN_MS', value: '1e3', expected: 'milliseconds' },
  { setting: 'LATCHKEY_REQUEST_BUDGET_MS', value: '12345678', expected: 'milliseconds' },
  { setting: 'LATCHKEY_SESSION_LAG_MS', value: '1min', expected: 'milliseconds' },
  { setting: 'LATCHKEY_LOST_ACCESS_MS', value: '0', expected: 'milliseconds' },
])(
  '$setting = $value is refused with a message that says what is expected: $expected',
  ({ setting, value, expected }) => {
    const start = () => readConfig({ ...right, [setting]: value });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(setting);
    expect(start).toThrow(value);
    expect(start).toThrow(expected);
  },
);

test.each([
  { value: undefined, origins: [] },
  { value: '', origins: [] },
  { value: 'https://vendor.example', origins: ['https://vendor.example'] },
  {
    value: 'https://vendor.example, http://localhost:5173 ,',
    origins: ['https://vendor.example', 'http://localhost:5173'],
  },
])('LATCHKEY_CORS_ORIGINS=$value allows the origins $origins', ({ value, origins }) => {
  expect(readConfig({ ...right, LATCHKEY_CORS_ORIGINS: value }).corsOrigins).toEqual(origins);
});

describe('bearer tokens', () => {
  test.each([
    { value: ' ', why: 'is blank' },
    { value: ',', why: 'has only empty entries' },
    { value: hash, why: 'has no name' },
    { value: 'back-end=secret', why: 'contains the token itself' },
    { value: `back-end=${hash.slice(1)}`, why: 'has a digest that is too short' },
    { value: `back-end=${hash.toUpperCase()}`, why: 'has a digest in capital letters' },
    { value: `back-end=${hash},`, why: 'ends in a comma' },
    { value: `a=${hash},a=${'0'.repeat(64)}`, why: 'has a name twice' },
    { value: `a=${hash},b=${hash}:acme`, why: 'has a token twice, once limited to a tenant' },
  ])('are refused if the list $why', ({ value }) => {
    expect(() => readConfig({ ...right, LATCHKEY_API_TOKEN_HASHES: value })).toThrow(
      /LATCHKEY_API_TOKEN_HASHES.*name=sha256.* for example backend=.* Tokens of docs\/configuration\.md/,
    );
  });

  test.each(['LATCHKEY_API_TOKEN_HASHES', 'LATCHKEY_OPERATOR_TOKEN_HASHES'])(
    'of %s are not in the error if somebody set a token instead of its hash',
    (setting) => {
      const start = () => readConfig({ ...right, [setting]: 'back-end=canary-token' });
      expect(start).toThrow(`${setting} is wrong. Its value is not shown, because it may contain a secret.`);
      expect(start).not.toThrow('canary');
    },
  );

  test('can be several at the same time, so that they can be rotated', () => {
    const value = `old=${hash}, new=${'0'.repeat(64)}`;
    expect(readConfig({ ...right, LATCHKEY_API_TOKEN_HASHES: value }).tokens.map(({ name }) => name)).toEqual([
      'old',
      'new',
    ]);
  });
});

describe('operator tokens', () => {
  const [one, other] = ['1', '2'].map((digit) => digit.repeat(64));

  test('are optional, and stand beside those of the back end', () => {
    const { tokens } = readConfig({ ...right, LATCHKEY_OPERATOR_TOKEN_HASHES: `ann=${one},bob=${other}:acme` });
    expect(tokens.map(({ kind, name, tenants }) => [kind, name, tenants])).toEqual([
      ['vendor', 'back-end', undefined],
      ['operator', 'ann', undefined],
      ['operator', 'bob', ['acme']],
    ]);
    expect(readConfig({ ...right, LATCHKEY_OPERATOR_TOKEN_HASHES: '' }).tokens).toHaveLength(1);
  });

  test.each([
    { value: `link=${one}`, why: 'has a name of the audit trail' },
    { value: `ann=${one},ann=${other}`, why: 'has a name twice' },
    { value: `back-end=${one}`, why: 'has the name of a token of the back end' },
    { value: `ann=${hash}`, why: 'has a token of the back end' },
  ])('are refused if the list $why', ({ value }) => {
    expect(() => readConfig({ ...right, LATCHKEY_OPERATOR_TOKEN_HASHES: value })).toThrow(
      /LATCHKEY_OPERATOR_TOKEN_HASHES.*name=sha256/,
    );
  });
});

test('the number of shards can be set', () => {
  expect(readConfig({ ...right, LATCHKEY_INDEX_SHARDS: '18' }).indexShards).toBe(18);
});

test.each([
  { lease: '20000', starts: false },
  { lease: '20001', starts: true },
])(
  'whether the process starts with a lease of $lease ms, 5 s for a request and 5 s of margin: $starts',
  ({ lease, starts }) => {
    const start = () => readConfig({ ...right, LATCHKEY_LEASE_MS: lease });
    if (starts) expect(start).not.toThrow();
    else expect(start).toThrow(/LATCHKEY_LEASE_MS.*twice LATCHKEY_REQUEST_TIMEOUT_MS and LATCHKEY_MARGIN_MS/);
  },
);

describe('the region in which STS is called', () => {
  test.each([
    { given: { AWS_REGION: 'us-west-2' }, region: 'us-west-2' },
    { given: { AWS_REGION: 'af-south-1', LATCHKEY_STS_REGION: 'eu-west-1' }, region: 'eu-west-1' },
    { given: { LATCHKEY_PARTITION: 'aws-cn', AWS_REGION: 'cn-north-1' }, region: 'cn-north-1' },
  ])('is $region for $given', ({ given, region }) => {
    expect(readConfig({ ...right, ...given }).stsRegion).toBe(region);
  });

  test.each([
    { given: { AWS_REGION: undefined }, why: 'no region is set' },
    { given: { AWS_REGION: 'af-south-1' }, why: 'an account has to enable it first' },
    { given: { AWS_REGION: 'eu-west-1', LATCHKEY_STS_REGION: 'ap-east-1' }, why: 'an account has to enable it first' },
    { given: { LATCHKEY_PARTITION: 'aws-cn', AWS_REGION: 'us-east-1' }, why: 'it is in another partition' },
  ])('cannot be that of $given, because $why', ({ given }) => {
    expect(() => readConfig({ ...right, ...given })).toThrow(/LATCHKEY_STS_REGION.*every account has on: /);
  });
});
