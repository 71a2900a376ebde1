import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { triedOnce } from '../../../../lib/gateways/aws/awsCall.ts';
import { clientSettings } from '../../../../lib/gateways/aws/clientSettings.ts';
import { openConnections } from '../../../../lib/gateways/aws/connections.ts';
import { startWire } from '../../../support/wire.ts';

const before = { ...process.env };
const connections = openConnections();
const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
const clientOf = () =>
  new DynamoDBClient({
    ...clientSettings('dynamodb', { region: 'eu-west-1', connections, attempts: triedOnce }),
    credentials,
  });
/** Returns the host that the client would call. Sends nothing. */
async function calledHost(): Promise<string> {
  const client = clientOf();
  let host = '';
  client.middlewareStack.add(
    (_, context) => () => {
      host = context.endpointV2?.url.host ?? '';
      return Promise.resolve({ response: {}, output: { $metadata: {} } });
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await client.send(new ListTablesCommand({}));
  return host;
}

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

test.each([
  [{}, 'dynamodb.eu-west-1.amazonaws.com'],
  [{ AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 'dynamodb-fips.eu-west-1.api.aws'],
  [{ AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 'dynamodb.eu-west-1.api.aws'],
  [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, '127.0.0.1:4566'],
  [
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    'dynamodb.eu-west-1.amazonaws.com',
  ],
])('with %j in the environment, the client calls %s', async (env, host) => {
  Object.assign(process.env, { AWS_ENDPOINT_URL: '' }, env);
  expect(await calledHost()).toBe(host);
});

test('the SDK’s configuration files of a user are not read', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
  const wire = await startWire();
  try {
    const file = join(directory, 'config');
    writeFileSync(
      file,
      '[default]\nregion = us-west-2\nendpoint_url = http://127.0.0.1:9\nmax_attempts = 5\nretry_mode = adaptive\nuse_fips_endpoint = true\nsdk_ua_app_id = theirs\nauth_scheme_preference = sigv4a\n',
    );
    Object.assign(process.env, { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: file, AWS_ENDPOINT_URL: '' });
    expect(await calledHost()).toBe('dynamodb.eu-west-1.amazonaws.com');
    process.env['AWS_ENDPOINT_URL'] = wire.url;
    wire.answer({ status: 500, body: '{}' });
    await expect(clientOf().send(new ListTablesCommand({}))).rejects.toThrow();
    expect(wire.received).toHaveLength(1);
    const headers = wire.received[0]?.headers;
    expect(headers?.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d+\/eu-west-1\//);
    expect(headers?.['user-agent']).not.toContain('theirs');
  } finally {
    await wire.close();
    rmSync(directory, { recursive: true });
  }
});
