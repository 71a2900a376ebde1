import { default as LatchkeyPlugin } from '../../../infra/plugin/index.ts';
import { testsAllRows } from '../../support/sampledRows.ts';
import { ownFolder } from '../../support/ownFolder.ts';
import { sha256 } from '../../support/sha256.ts';
import { runServerless } from '../packaged.ts';
import { defaultEnvironment } from './defaultEnvironment.ts';
import { frameworkAt } from './fakeFramework.ts';
import {
  afterRollback,
  apiUrl,
  emptyAccount,
  operationOf,
  publicAccess,
  startAccount,
  type Answers,
} from './fakeAccount.ts';

let account: Awaited<ReturnType<typeof startAccount>>;
let answers: Answers;

beforeAll(async () => {
  account = await startAccount(() => answers);
});
afterAll(() => account.close());
beforeEach(() => {
  account.received.length = 0;
});

const settings = {
  namespace: 'example',
  vendorName: 'Example Inc.',
  apiTokenHashes: `backend=${sha256('a token')}`,
};
const blocked = { ...emptyAccount, GetPublicAccessBlock: publicAccess('<BlockPublicPolicy>true</BlockPublicPolicy>') };

/** The same settings as environment variables, as docs/first-tenant.md sets them. */
const asVariables = {
  LATCHKEY_NAMESPACE: settings.namespace,
  LATCHKEY_VENDOR_NAME: settings.vendorName,
  LATCHKEY_API_TOKEN_HASHES: settings.apiTokenHashes,
};

/** Runs a command with credentials of the account. */
const run = (command: string, given: 'arguments' | 'variables' = 'arguments', more: Record<string, string> = {}) => {
  const environment = {
    AWS_ENDPOINT_URL: account.url,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'eu-west-1',
    SLS_AWS_MONITORING_FREQUENCY: '1',
    ...(given === 'variables' && asVariables),
    ...more,
  };
  return runServerless(command, given === 'arguments' ? settings : {}, environment, (_, result) => result);
};

const reads = /^(Get|Describe|Head)/;

const findings = /^ok +settings: Complete and valid\.\nok +what is deployed where: The stack example in eu-west-1, /m;

test('`deploy check` prints what it found, and succeeds if a deploy can work', async () => {
  answers = emptyAccount;
  const framework = frameworkAt(account.url, { given: settings, environment: defaultEnvironment });
  let output = '';
  const tools = { log: { notice: () => undefined }, writeText: (line: string) => (output += `${line}\n`) };
  const plugin = new LatchkeyPlugin(framework, {}, tools);
  const [event = ''] = plugin.commands.deploy.commands.check.lifecycleEvents;
  await plugin.hooks[`deploy:check:${event}`]?.();
  expect(output).toMatch(findings);
});

const refusal: readonly [RegExp, RegExp] = [
  /^REFUSED +public bucket policies: The account, or a policy of its organization, blocks them/m,
  /A deploy to this account would not work: public bucket policies\./,
];
const rows = [
  { command: 'deploy', is: 'blocks public bucket policies', has: blocked, works: false, says: refusal },
  { command: 'deploy check', is: 'blocks public bucket policies', has: blocked, works: false, says: refusal },
  { command: 'deploy check', is: 'is ready', has: emptyAccount, works: true, says: [findings] },
];

test('the hook before a deploy that creates the stack refuses an account that blocks public bucket policies, and makes nothing', async () => {
  answers = blocked;
  const framework = frameworkAt(account.url, { given: settings, environment: defaultEnvironment });
  let output = '';
  const tools = { log: { notice: (line: string) => (output += `${line}\n`) }, writeText: () => undefined };
  const { hooks } = new LatchkeyPlugin(framework, {}, tools);
  // The plugin reads here where S3 Control is.
  const { AWS_ENDPOINT_URL } = process.env;
  process.env['AWS_ENDPOINT_URL'] = account.url;
  try {
    await expect(hooks['before:aws:deploy:deploy:createStack']?.()).rejects.toThrow(refusal[1]);
  } finally {
    process.env['AWS_ENDPOINT_URL'] = AWS_ENDPOINT_URL;
  }
  expect(output).toMatch(refusal[0]);
  expect(account.received.map(operationOf).filter((operation) => !reads.test(operation))).toEqual([]);
});

// Each starts the framework, which takes seconds of CPU time. `npm test` has one run of it: the deploy below, which shows
// that the framework calls the hook before it writes anything.
if (testsAllRows)
  test.each(rows)(
    '`$command` in an account that $is: it works: $works, and nothing is made',
    async ({ command, has, works, says }) => {
      answers = has;
      const { succeeded, output } = await run(command);
      expect(succeeded).toBe(works);
      for (const text of says) expect(output).toMatch(text);
      expect(account.received.map(operationOf).filter((operation) => !reads.test(operation))).toEqual([]);
    },
    240_000,
  );

test('a deploy takes up what a removed stack left, protects the table after the stack is up, prints each address, and publishes the templates of the folder', async () => {
  answers = afterRollback;
  const { succeeded, output } = await run('deploy', 'variables', {
    LATCHKEY_BLUEPRINTS: ownFolder(),
    LATCHKEY_EXAMPLE_BLUEPRINTS: 'off',
  });
  expect(output).toContain('Deletion protection of the table switched on');
  expect(output).toContain(`GET - ${apiUrl}/v1/health`);
  expect(succeeded).toBe(true);
  const asked = account.received.map((request) => ({ operation: operationOf(request), ...request }));
  const created = asked.find(({ operation }) => operation === 'CreateChangeSet');
  expect(created?.body).toContain('ImportExistingResources=true');
  const template = asked.find(({ url }) => url?.includes('/compiled-cloudformation-template.json'));
  expect(template?.body).toContain('"TableName":"example-state"');
  expect(template?.body).toContain('"BucketName":"example-templates-999988887777-eu-west-1"');
  const writes = asked.map(({ operation }) => operation).filter((operation) => !reads.test(operation));
  // Before the new functions are live, and again after the stack has made the bucket.
  const uploads = account.received.filter(({ url }) => url?.includes('/templates/'));
  expect(uploads.map(({ body }) => body.includes('Snapshots of volumes'))).toEqual([true, true]);
  // The account is checked before the first write.
  const before = asked.slice(
    0,
    asked.findIndex(({ operation }) => !reads.test(operation)),
  );
  expect(before.map(({ operation }) => operation)).toContain('GetPublicAccessBlock');
  expect(writes.indexOf('UpdateTable')).toBeGreaterThan(writes.indexOf('ExecuteChangeSet'));
}, 240_000);

test('a removal needs the namespace, because the framework would remove another deployment without it', () => {
  const removal = (given: Partial<typeof settings>) => {
    const framework = frameworkAt(account.url, {
      commands: ['remove'],
      given: { namespace: null, vendorName: null, apiTokenHashes: null, ...given },
    });
    const { hooks } = new LatchkeyPlugin(
      framework,
      {},
      { log: { notice: () => undefined }, writeText: () => undefined },
    );
    return hooks['before:remove:remove'];
  };
  expect(() => removal({})?.()).toThrow('Which deployment? Give its namespace');
  expect(() => removal({ namespace: 'example' })?.()).not.toThrow();
});
