import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployProblem as problemIn } from '../../../infra/plugin/deploySettings.ts';
import type { DeploySettings } from '../../../infra/plugin/framework.ts';
import { serverless } from '../definition.ts';

/** The settings of serverless.yml, with the defaults of its variables. */
const environment = Object.fromEntries(
  Object.entries(serverless.provider.environment).map(([name, value]) => [
    name,
    value
      .replaceAll('${self:custom.namespace}', 'latchkey')
      .replace(/^\$\{param:.*, self:provider\.region\}$/, 'eu-west-1')
      .replace(/^\$\{param:.*, ["']([^'"]*)["']\}$/, '$1'),
  ]),
);
const deployProblem = (...deploy: [environment: Record<string, string>, given: DeploySettings, region: string]) =>
  problemIn(process.cwd(), ...deploy);

const right = { namespace: 'example', vendorName: 'Example Inc.', apiTokenHashes: `backend=${'0a'.repeat(32)}` };

test('a deploy with all settings is allowed', async () => {
  await expect(deployProblem(environment, right, 'eu-west-1')).resolves.toBeUndefined();
});

test.each([
  ['namespace', 'LATCHKEY_NAMESPACE', 'Example'],
  ['vendorName', 'LATCHKEY_VENDOR_NAME', ' \n'],
  ['apiTokenHashes', 'LATCHKEY_API_TOKEN_HASHES', 'local-dev-token'],
])('a deploy without %s, or with a wrong one, is refused with a sentence', async (setting, variable, wrong) => {
  await expect(deployProblem(environment, { ...right, [setting]: null }, 'eu-west-1')).resolves.toContain(
    `${variable} is not set.`,
  );
  await expect(deployProblem(environment, { ...right, [setting]: wrong }, 'eu-west-1')).resolves.toContain(
    `${variable} is '${wrong}'.`,
  );
});

test('a deploy with a blueprint whose names would be too long is refused', async () => {
  const project = mkdtempSync(join(tmpdir(), 'latchkey-deploy-'));
  for (const name of ['lib', 'node_modules', 'package.json'])
    symlinkSync(join(process.cwd(), name), join(project, name));
  cpSync('infra/plugin/checkConfig.ts', join(project, 'infra/plugin/checkConfig.ts'));
  cpSync('catalog', join(project, 'catalog'), { recursive: true });
  const index = "import { tutum } from './tutum.ts';\nexport const catalog = [{ ...tutum, name: 'b'.repeat(32) }];\n";
  writeFileSync(join(project, 'catalog/index.ts'), index);
  const long = { ...right, namespace: 'n'.repeat(20) };
  await expect(problemIn(project, environment, long, 'eu-west-1')).resolves.toContain(
    'It has to be at least 8 characters shorter: the name of the bootstrap role',
  );
  rmSync(project, { recursive: true });
});

test('a deploy to an opt-in region needs another region for STS', async () => {
  const there = { ...environment, LATCHKEY_STS_REGION: 'me-south-1' };
  await expect(deployProblem(there, right, 'me-south-1')).resolves.toContain("LATCHKEY_STS_REGION is 'me-south-1'.");
  await expect(deployProblem(environment, right, 'me-south-1')).resolves.toBeUndefined();
});

test.each(['us-gov-west-1', 'cn-north-1'])('a deploy to %s uses the partition of that region', async (region) => {
  await expect(deployProblem({ ...environment, LATCHKEY_STS_REGION: region }, right, region)).resolves.toBeUndefined();
});
