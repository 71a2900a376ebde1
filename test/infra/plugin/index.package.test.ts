import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { FunctionDefinition } from '../../../infra/plugin/framework.ts';
import { default as LatchkeyPlugin } from '../../../infra/plugin/index.ts';
import { localEnvironment } from '../../../local/environment.ts';
import { apiEvent } from '../../support/apiEvent.ts';
import { serverless } from '../definition.ts';
import { frameworkAt } from './fakeFramework.ts';

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'latchkey-files-'));
  for (const name of ['catalog', 'handlers', 'infra', 'lib', 'node_modules'])
    symlinkSync(resolve(name), join(project, name));
});
afterAll(() => rmSync(project, { recursive: true }));

test.each([
  { name: 'openApi', files: ['docs/openapi.json', 'dist/openApi.cjs'] },
  { name: 'health', files: ['dist/health.cjs'] },
  {
    name: 'previewBlueprint',
    files: [
      'dist/previewBlueprint.cjs',
      expect.stringMatching(/^dist\/policies-\w+\.json$/),
      expect.stringMatching(/^dist\/actions-\w+\.json$/),
    ],
  },
])('the package of $name has $files', async ({ name, files }) => {
  expect(await patternsOf(name)).toEqual(files);
});

/** Bundles a function, and returns the files that the framework puts into its package. */
async function patternsOf(name: string): Promise<readonly string[]> {
  const { package: own } = serverless.functions[name] ?? {};
  const definition: FunctionDefinition = { handler: '', ...(own !== undefined && { package: own }) };
  const framework = frameworkAt('http://127.0.0.1:9', { commands: ['package'] });
  const service = { ...framework.service, getAllFunctions: () => [name], getFunction: () => definition };
  const tools = { log: { notice: () => undefined }, writeText: () => undefined };
  const { hooks } = new LatchkeyPlugin({ ...framework, serviceDir: project, service }, {}, tools);
  await hooks['before:package:createDeploymentArtifacts']?.();
  return definition.package?.patterns ?? [];
}

/** Writes the files of a package into a new folder, as Lambda does, and returns the folder. */
async function unpacked(name: string): Promise<string> {
  const task = mkdtempSync(join(tmpdir(), 'latchkey-task-'));
  for (const file of await patternsOf(name))
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
