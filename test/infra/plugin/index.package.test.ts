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

describe('from its package alone, the function of the OpenAPI document returns it', () => {
  let task: string;
  beforeAll(async () => {
    task = mkdtempSync(join(tmpdir(), 'latchkey-task-'));
    for (const file of await patternsOf('openApi'))
      cpSync(join(file.startsWith('dist/') ? project : '.', file), join(task, file));
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
    const script = `require(${JSON.stringify(join(task, 'dist/openApi.cjs'))}).handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 29_000 })
      .then(({ body }) => process.stderr.write(JSON.stringify(JSON.parse(body).servers)))`;
    const env = { ...localEnvironment('http://127.0.0.1:9', 'token', {}), LAMBDA_TASK_ROOT: root() };
    const { stderr } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: folder(), env });
    expect(stderr).toBe('[{"url":"https://api.example"}]');
  });
});
