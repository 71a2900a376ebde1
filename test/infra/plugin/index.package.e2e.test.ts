import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { BlueprintsSettings, FunctionDefinition } from '../../../infra/plugin/framework.ts';
import { default as LatchkeyPlugin } from '../../../infra/plugin/index.ts';
import { tutum } from '../../../catalog/tutum.ts';
import { localEnvironment } from '../../../local/environment.ts';
import { apiEvent } from '../../support/apiEvent.ts';
import { ownBlueprint, ownFolder } from '../../support/ownFolder.ts';
import { newRecipient } from '../../support/recipientKeys.ts';
import { serverless } from '../definition.ts';
import { frameworkAt } from './fakeFramework.ts';

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'latchkey-files-'));
  for (const name of ['catalog', 'client', 'handlers', 'infra', 'lib', 'node_modules', 'package.json', 'web'])
    symlinkSync(resolve(name), join(project, name));
});
afterAll(() => rmSync(project, { recursive: true }));

test.each([
  { name: 'openApi', files: ['docs/openapi.json', 'dist/openApi.cjs'] },
  { name: 'web', files: ['dist/web/**', 'dist/web.cjs'] },
  { name: 'health', files: ['dist/health.cjs'] },
  {
    name: 'previewBlueprint',
    files: [
      'dist/previewBlueprint.cjs',
      expect.stringMatching(/^dist\/blueprints-\w+\.json$/),
      expect.stringMatching(/^dist\/policies-\w+\.json$/),
      expect.stringMatching(/^dist\/actions-\w+\.json$/),
    ],
  },
  {
    name: 'claimCredentials',
    files: [
      'dist/claimCredentials.cjs',
      expect.stringMatching(/^dist\/blueprints-\w+\.json$/),
      expect.stringMatching(/^dist\/sealing-\w+\.cjs$/),
    ],
  },
])('the package of $name has $files', async ({ name, files }) => {
  expect(await patternsOfBuilt(name)).toEqual(files);
});

/** The files of the packages that do not change while these tests run. */
const built = new Map<string, Promise<readonly string[]>>();

/** Returns the files of a function's package, which is bundled once for all tests. */
function patternsOfBuilt(name: string): Promise<readonly string[]> {
  const patterns = built.get(name) ?? patternsOf(name);
  built.set(name, patterns);
  return patterns;
}

/** Bundles a function, and returns the files that the framework puts into its package. */
async function patternsOf(name: string, blueprints?: BlueprintsSettings): Promise<readonly string[]> {
  const { package: own } = serverless.functions[name] ?? {};
  const definition: FunctionDefinition = { handler: '', ...(own !== undefined && { package: own }) };
  const framework = frameworkAt('http://127.0.0.1:9', { commands: ['package'], ...(blueprints && { blueprints }) });
  const service = { ...framework.service, getAllFunctions: () => [name], getFunction: () => definition };
  const tools = { log: { notice: () => undefined }, writeText: () => undefined };
  const { hooks } = new LatchkeyPlugin({ ...framework, serviceDir: project, service }, {}, tools);
  await hooks['before:package:createDeploymentArtifacts']?.();
  return definition.package?.patterns ?? [];
}

/** Writes the files of a package into a new folder, as Lambda does, and returns the folder. */
async function unpacked(name: string): Promise<string> {
  const task = mkdtempSync(join(tmpdir(), 'latchkey-task-'));
  for (const file of await patternsOfBuilt(name))
    cpSync(join(file.startsWith('dist/') ? project : '.', file), join(task, file));
  return task;
}

/** Calls a function from its package in another process, and returns a member of the body of its answer, as JSON. */
async function answerFrom(task: string, name: string, event: object, member: string, cwd: string, root = task) {
  const script = `require(${JSON.stringify(join(task, `dist/${name}.cjs`))}).handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 29_000 })
      .then(({ body }) => process.stderr.write(JSON.stringify(JSON.parse(body)[${JSON.stringify(member)}])))`;
  const env = { ...localEnvironment('http://127.0.0.1:9', 'token', {}), LAMBDA_TASK_ROOT: root };
  return (await promisify(execFile)(process.execPath, ['-e', script], { cwd, env })).stderr;
}

test('from its package alone, a function that explains permissions reads the data about them', async () => {
  const task = await unpacked('previewBlueprint');
  const asked = apiEvent('POST', '/v1/blueprints/{name}/preview', {
    headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: '111122223333' }),
  });
  const event = { ...asked, pathParameters: { name: 'tutum' } };
  expect(await answerFrom(task, 'previewBlueprint', event, 'summary', tmpdir())).toMatch(
    /Amazon EC2: full access: \d+ list/,
  );
  rmSync(task, { recursive: true });
});

test.each([
  { examples: 'on', names: ['cycle', 'humalect', 'koding', 'serverless', 'tutum', 'snapshots'] },
  { examples: 'off', names: ['snapshots'] },
])('with a folder of blueprints and the examples $examples, a package has $names', async ({ examples, names }) => {
  const index = readFileSync('catalog/index.ts', 'utf8');
  await patternsOf('listBlueprints', { folder: ownFolder(), examples });
  const event = apiEvent('GET', '/v1/blueprints', { headers: { authorization: 'Bearer token' } });
  const answered = await answerFrom(project, 'listBlueprints', event, 'blueprints', tmpdir());
  expect(
    z
      .array(z.object({ name: z.string() }))
      .parse(JSON.parse(answered))
      .map(({ name }) => name),
  ).toEqual(names);
  // A deploy changes no file of the repository.
  expect(readFileSync('catalog/index.ts', 'utf8')).toBe(index);
});

test('the preview counts the actions of a service that no example names', async () => {
  const folder = ownFolder({
    'snapshots.yaml': ownBlueprint.replace("'ec2:DescribeVolumes'", "'backup:ListBackupJobs'"),
  });
  await patternsOf('previewBlueprint', { folder, examples: 'off' });
  const asked = apiEvent('POST', '/v1/blueprints/{name}/preview', {
    headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: '111122223333' }),
  });
  const event = { ...asked, pathParameters: { name: 'snapshots' } };
  expect(await answerFrom(project, 'previewBlueprint', event, 'summary', tmpdir())).toMatch(
    /AWS Backup: 1 of \d+ list \(ListBackupJobs\)/,
  );
});

test('before anything is packaged, a mistake in the folder is refused with its place', async () => {
  const folder = ownFolder({ 'snapshots.yaml': ownBlueprint.replace('Allow', 'allow') });
  const framework = frameworkAt('http://127.0.0.1:9', {
    commands: ['package'],
    blueprints: { folder, examples: 'on' },
  });
  const { hooks } = new LatchkeyPlugin(framework, {}, { log: { notice: () => undefined }, writeText: () => undefined });
  await expect(hooks['before:package:cleanup']?.()).rejects.toThrow(
    /have mistakes, so nothing was done\.\n.*snapshots\.yaml:11:23: "Effect" is "allow"\. It must be "Allow" or "Deny"\.$/,
  );
});

test('a deploy of a package takes the blueprints that the package has', async () => {
  const packaged = { own: [{ ...tutum, name: 'packaged' }], managed: {}, withExamples: false };
  const blueprints = { folder: join(project, 'removed-since'), examples: 'on', packaged };
  await patternsOf('listBlueprints', blueprints);
  const event = apiEvent('GET', '/v1/blueprints', { headers: { authorization: 'Bearer token' } });
  expect(await answerFrom(project, 'listBlueprints', event, 'blueprints', tmpdir())).toContain('"name":"packaged"');
});

test('from its package alone, a function that seals keys checks the recipient key', async () => {
  const task = await unpacked('createOnboarding');
  const { x } = newRecipient().jwk;
  const body = {
    tenantId: 'acme',
    accountId: '111122223333',
    blueprint: 'tutum',
    recipientKey: { kty: 'EC', crv: 'P-256', x, y: x },
  };
  const event = apiEvent('POST', '/v1/onboardings', {
    headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(JSON.parse(await answerFrom(task, 'createOnboarding', event, 'errors', tmpdir()))).toEqual([
    { pointer: '/recipientKey', detail: 'is no usable point on the curve P-256.' },
  ]);
  rmSync(task, { recursive: true });
});

describe('from its package alone, the function of the OpenAPI document returns it', () => {
  let task: string;
  beforeAll(async () => {
    task = await unpacked('openApi');
  });
  afterAll(() => rmSync(task, { recursive: true }));

  test.each([
    {
      where: 'in the folder of the package, as on Lambda and in invoke local',
      folder: () => task,
      root: () => '/var/task',
    },
    { where: 'in another folder, with the package in LAMBDA_TASK_ROOT', folder: tmpdir, root: () => task },
  ])('$where', async ({ folder, root }) => {
    const asked = apiEvent('GET', '/v1/openapi.json', { headers: { 'x-forwarded-proto': 'https' } });
    const event = { ...asked, requestContext: { ...asked.requestContext, domainName: 'api.example' } };
    expect(await answerFrom(task, 'openApi', event, 'servers', folder(), root())).toBe(
      '[{"url":"https://api.example"}]',
    );
  });
});

describe('from its package alone, the function of the pages returns them', () => {
  let task: string;
  beforeAll(async () => {
    task = mkdtempSync(join(tmpdir(), 'latchkey-task-'));
    mkdirSync(join(project, 'dist/web'), { recursive: true });
    writeFileSync(join(project, 'dist/web/left.html'), 'of an earlier deploy');
    for (const file of await patternsOf('web')) {
      const path = file.replace('/**', '');
      cpSync(join(project, path), join(task, path), { recursive: true });
    }
    // Beside the folder of the pages, where no request may lead.
    writeFileSync(join(task, 'dist/onboard.html'), '');
  });
  afterAll(() => rmSync(task, { recursive: true }));

  /** Returns the status, the encoding and the decoded body of each answer to these requests. */
  async function answersTo(asked: readonly object[], root: string, folder: string) {
    const script = `Promise.all(${JSON.stringify(asked)}.map((event) =>
      require(${JSON.stringify(join(task, 'dist/web.cjs'))}).handler(event, { getRemainingTimeInMillis: () => 29_000 })))
      .then((answers) => process.stderr.write(JSON.stringify(answers)))`;
    const env = { ...localEnvironment('http://127.0.0.1:9', 'token', {}), LAMBDA_TASK_ROOT: root };
    const { stderr } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: folder, env });
    return answers.parse(JSON.parse(stderr)).map(({ statusCode, headers, body = '', isBase64Encoded }) => {
      const { 'content-encoding': encoding = 'identity' } = headers;
      const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
      const text = encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;
      return { statusCode, encoding, text: text.toString() };
    });
  }
  const page = (path: string, encoding: string) => apiEvent('GET', path, { headers: { 'accept-encoding': encoding } });
  const file = (name: string) => ({ ...page(`/web/${name}`, 'br'), pathParameters: { file: name } });

  test.each([
    { where: 'in the folder of the package', folder: () => task, root: () => '/var/task' },
    { where: 'in another folder, with the package in LAMBDA_TASK_ROOT', folder: tmpdir, root: () => task },
  ])('$where', async ({ folder, root }) => {
    const built = readFileSync(join(task, 'dist/web/onboard.html'), 'utf8');
    const [, script = ''] = /src="web\/([^"]+)"/.exec(built) ?? [];
    const asked = [page('/onboard', 'br'), page('/dev/onboard', 'gzip'), page('/onboard', ''), file(script)];
    expect(await answersTo(asked, root(), folder())).toEqual([
      { statusCode: 200, encoding: 'br', text: built },
      { statusCode: 200, encoding: 'gzip', text: built },
      { statusCode: 200, encoding: 'identity', text: built },
      { statusCode: 200, encoding: 'br', text: readFileSync(join(task, 'dist/web/web', script), 'utf8') },
    ]);
  });

  test('and no other file of the machine', async () => {
    const names = ['../onboard.html', '../../onboard.html', '../../web.cjs', '/etc/hosts', 'nothing.js', 'left.html'];
    const given = await answersTo(names.map(file), '/var/task', task);
    expect(given.map(({ statusCode }) => statusCode)).toEqual(names.map(() => 404));
    expect(existsSync(join(task, 'dist/web/left.html'))).toBe(false);
  });
});

const answers = z.array(
  z.object({
    statusCode: z.number(),
    headers: z.record(z.string(), z.string()),
    body: z.optional(z.string()),
    isBase64Encoded: z.optional(z.boolean()),
  }),
);
