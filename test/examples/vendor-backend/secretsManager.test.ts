import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { secretsManager } from '../../../examples/vendor-backend/secretsManager.ts';
import { startReceiver, type Received, type ReceiverAnswer } from '../../support/receiver.ts';

const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';
const keys = [
  {
    userName: 'tutum',
    userArn: 'arn:aws:iam::111122223333:user/tutum',
    accessKeyId: 'AKIAEXAMPLE',
    secretAccessKey: 'example',
    verification: 'verified',
  },
] as const;

const call = z.object({
  Name: z.string().optional(),
  SecretId: z.string().optional(),
  ClientRequestToken: z.string().min(32).max(64).optional(),
  SecretString: z.string().optional(),
});

/** Secrets Manager's CreateSecret, PutSecretValue and DescribeSecret, as its API reference describes them. */
function fakeSecretsManager(denied: readonly string[] = []) {
  const secrets = new Map<string, Map<string, string>>();
  const answer = ({ headers, body }: Received): ReceiverAnswer => {
    const operation = String(headers['x-amz-target']).replace('secretsmanager.', '');
    const { Name, SecretId, ClientRequestToken = '', SecretString = '' } = call.parse(JSON.parse(body));
    const name = Name ?? SecretId ?? '';
    const versions = secrets.get(name);
    if (denied.includes(operation)) return failure('AccessDeniedException');
    if (operation === 'CreateSecret') {
      const stored = versions?.get(ClientRequestToken);
      if (versions !== undefined && stored !== SecretString) return failure('ResourceExistsException');
      secrets.set(name, versions ?? new Map([[ClientRequestToken, SecretString]]));
      return ok({ Name: name });
    }
    if (versions === undefined) return failure('ResourceNotFoundException');
    if (operation === 'PutSecretValue') {
      const stored = versions.get(ClientRequestToken);
      if (stored !== undefined && stored !== SecretString) return failure('ResourceExistsException');
      versions.set(ClientRequestToken, SecretString);
      return ok({ Name: name });
    }
    const stages = [...versions.keys()]
      .toReversed()
      .map((version, at) => [version, at === 0 ? 'AWSCURRENT' : 'AWSPREVIOUS']);
    return ok({
      Name: name,
      VersionIdsToStages: Object.fromEntries(stages.map(([version = '', stage]) => [version, [stage]])),
    });
  };
  return { secrets, answer };
}

const headers = { 'content-type': 'application/x-amz-json-1.1' };
const ok = (body: object): ReceiverAnswer => ({ status: 200, headers, body: JSON.stringify(body) });
const failure = (type: string): ReceiverAnswer => ({ status: 400, headers, body: JSON.stringify({ __type: type }) });

async function withSecretsManager(
  { answer }: Pick<ReturnType<typeof fakeSecretsManager>, 'answer'>,
  use: (store: ReturnType<typeof secretsManager>) => Promise<void>,
) {
  const receiver = await startReceiver(answer);
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  const client = new SecretsManagerClient({ endpoint: receiver.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  try {
    await use(secretsManager(client));
  } finally {
    client.destroy();
    await receiver.close();
  }
}

test('the keys get into the secret of the onboarding, and each step may be repeated', async () => {
  const fake = fakeSecretsManager();
  await withSecretsManager(fake, async (store) => {
    expect(await store.state(id)).toBe('absent');
    for (let times = 0; times < 2; times += 1) {
      await store.prepare(id);
      expect(await store.state(id)).toBe('prepared');
    }
    for (let times = 0; times < 2; times += 1) await store.store(id, keys);
    expect(await store.state(id)).toBe('stored');
    for (let times = 0; times < 2; times += 1) await store.giveUp(id);
    expect(await store.state(id)).toBe('given up');
    await expect(store.store(id, [{ ...keys[0], secretAccessKey: 'other' }])).rejects.toMatchObject({
      name: 'ResourceExistsException',
    });
  });
  expect([...(fake.secrets.get(`latchkey/${id}`)?.values() ?? [])]).toContain(
    '[{"userName":"tutum","accessKeyId":"AKIAEXAMPLE","secretAccessKey":"example"}]',
  );
});

test.each(['CreateSecret', 'PutSecretValue'])(
  'without permission for %s, the place is not prepared',
  async (denied) => {
    await withSecretsManager(fakeSecretsManager([denied]), async (store) => {
      await expect(store.prepare(id)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    });
  },
);

test('the example depends on the versions that are tested here', () => {
  const packages = z.object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()).optional(),
  });
  const read = (file: string) => packages.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { 'latchkey-client': client, ...others } = read('examples/vendor-backend/package.json').dependencies;
  const ours = read('package.json');
  expect(client).toBe('file:../../dist/client');
  expect({ ...ours.dependencies, ...ours.devDependencies }).toMatchObject(others);
});
