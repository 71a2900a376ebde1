import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { blueprintSchema } from '../../catalog/blueprint.ts';
import { eventuallyTrue } from '../support/eventually.ts';
import { freePort } from '../support/freePort.ts';
import { blocksOf, page } from './markdown.ts';

const text = page('docs/adding-a-blueprint.md');
const [example = '', cases = ''] = blocksOf(text, 'json');

test('the example on the page is a valid blueprint, and its cases use its parameters', () => {
  const { name, parameters } = blueprintSchema.parse(JSON.parse(example));
  expect(name).toBe('backups');
  const [first] = z.array(z.object({ parameters: z.record(z.string(), z.unknown()) })).parse(JSON.parse(cases));
  expect(Object.keys(parameters)).toEqual(expect.arrayContaining(Object.keys(first?.parameters ?? {})));
});

const previewSchema = z.object({
  policies: z.array(z.object({ document: z.unknown() })),
  summary: z.tuple([z.object({ access: z.array(z.object({ text: z.string() })), notCounted: z.tuple([]) })]),
  differences: z.array(z.unknown()),
  notes: z.array(z.string()),
});
const onboardingSchema = z.object({
  status: z.literal('claimed'),
  credentials: z.tuple([z.object({ userName: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() })]),
});

/**
 * A test here waits for another process without its event loop, and would not notice that the stack has closed a
 * connection that is not in use.
 */
const closes = { connection: 'close' };

describe('the example, in a folder of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-adding-'));
  // The tests' endpoint is removed, because the stack starts no sandbox if one is set.
  const environment = { ...process.env, AWS_ENDPOINT_URL: undefined, LATCHKEY_BLUEPRINTS: folder };
  let stack: ReturnType<typeof spawn> | undefined;
  let url: string;
  let awsUrl: string;

  beforeAll(async () => {
    writeFileSync(join(folder, 'backups.json'), example);
    mkdirSync(join(folder, 'cases'));
    writeFileSync(join(folder, 'cases', 'backups.json'), cases);
    const [port, awsPort] = [await freePort(), await freePort()];
    url = `http://127.0.0.1:${String(port)}`;
    awsUrl = `http://127.0.0.1:${String(awsPort)}`;
    stack = spawn(process.execPath, ['local/main.ts'], {
      env: { ...environment, PORT: String(port), AWS_PORT: String(awsPort), DATA_DIR: ':memory:' },
      stdio: 'ignore',
    });
    const isUp = () =>
      fetch(`${url}/v1/health`, { headers: closes }).then(
        ({ ok }) => ok,
        () => false,
      );
    await eventuallyTrue(isUp, 'the stack did not start');
  });
  afterAll(async () => {
    if (stack !== undefined && stack.exitCode === null) {
      const exited = once(stack, 'exit');
      stack.kill('SIGKILL');
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const post = async (path: string, body: object) => {
    const headers = { ...closes, authorization: 'Bearer local-dev-token', 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  /** The body that the page sends to this path with curl. */
  const shown = (path: string) => {
    const lines = text.replaceAll('\\\n', ' ');
    const [, body = ''] = new RegExp(`3000${path} .*-d '(.*)'`).exec(lines) ?? [];
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  };

  test('has no mistake that the command on the page finds', () => {
    const words = ['cli/main.ts', 'blueprint', 'check', folder];
    expect(text).toContain('npx latchkey blueprint check our-blueprints');
    expect(execFileSync(process.execPath, words, { encoding: 'utf8' })).toBe('1 blueprint: no mistake found.\n');
  });

  test('passes all fast tests that read the catalogue', () => {
    const readsCatalog = (file: string) => /from '[./]+catalog\/index\.ts'/.test(readFileSync(file, 'utf8'));
    const files = globSync('test/**/*.test.ts').filter(
      (file) => readsCatalog(file) && !long.some((each) => file.startsWith(join('test', each))),
    );
    expect(files.length).toBeGreaterThan(8);
    const { status, stderr } = spawnSync(
      process.execPath,
      [join('node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', ...files],
      { env: environment, encoding: 'utf8', timeout: 110_000 },
    );
    expect(stderr).toContain('index.permissions.test.ts');
    expect({ status, failed: stderr.match(/●.*/g) }).toEqual({ status: 0, failed: null });
  }, 120_000);

  test('is previewed by the request on the page', async () => {
    const path = '/v1/blueprints/backups/preview';
    const { status, body } = await post(path, shown(path));
    expect(status).toBe(200);
    const { policies, summary, differences, notes } = previewSchema.parse(body);
    expect(JSON.stringify(policies)).toContain('arn:aws:ec2:*:111122223333:volume/*');
    expect(summary[0].access.map((access) => access.text)).toEqual([
      'Amazon EC2: 1 of 224 list (DescribeVolumes), 1 of 517 write (CreateSnapshot).',
      'Amazon EC2: 1 of 517 write (CreateVolume); only on arn:aws:ec2:*:111122223333:volume/*.',
    ]);
    const blueprint = blueprintSchema.parse(JSON.parse(example));
    expect(differences).toEqual(expect.arrayContaining([...blueprint.differences]));
    expect(notes).toEqual(blueprint.notes);
  });

  test('is onboarded by the request on the page, and the keys work', async () => {
    const path = '/v1/onboardings';
    const { status, body } = await post(path, shown(path));
    expect(status).toBe(201);
    const [credentials] = onboardingSchema.parse(body).credentials;
    const sts = new STS({ endpoint: awsUrl, region: 'us-east-1', credentials });
    expect((await sts.getCallerIdentity({})).Arn).toMatch(/:user\/latchkey\/backups\/[a-z2-7]{8}\/ob_\w+\/backups$/);
    const root = { accessKeyId: '111122223333', secretAccessKey: 'test' };
    const iam = new IAM({ endpoint: awsUrl, region: 'us-east-1', credentials: root });
    const { AttachedPolicies = [] } = await iam.listAttachedUserPolicies({ UserName: 'backups' });
    expect(AttachedPolicies.map(({ PolicyName }) => PolicyName)).toEqual(['backups-policy']);
  });
});

/** The tests that read the catalogue and take long, because they run many onboardings or many processes. */
const long = [
  ...['api/', 'bench/', 'contract/', 'lag/', 'local/', 'model/', 'security/', 'cli/', 'client/'],
  ...['faults/clockSkew', 'faults/matrix', 'scripts/options'],
];
