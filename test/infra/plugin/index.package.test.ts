import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FunctionDefinition } from '../../../infra/plugin/framework.ts';
import { default as LatchkeyPlugin } from '../../../infra/plugin/index.ts';
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
  const { package: own } = serverless.functions[name] ?? {};
  const definition: FunctionDefinition = { handler: '', ...(own !== undefined && { package: own }) };
  const framework = frameworkAt('http://127.0.0.1:9', { commands: ['package'] });
  const service = { ...framework.service, getAllFunctions: () => [name], getFunction: () => definition };
  const tools = { log: { notice: () => undefined }, writeText: () => undefined };
  const { hooks } = new LatchkeyPlugin({ ...framework, serviceDir: project, service }, {}, tools);
  await hooks['before:package:createDeploymentArtifacts']?.();
  expect(definition.package).toEqual({ patterns: files });
});
