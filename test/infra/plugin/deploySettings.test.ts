import { readFileSync } from 'node:fs';
import { catalog } from '../../../catalog/index.ts';
import { tutum } from '../../../catalog/tutum.ts';
import { deployProblem as problemIn, settingsOf } from '../../../infra/plugin/deploySettings.ts';
import type { DeploySettings } from '../../../infra/plugin/framework.ts';
import { defaultApiLimits } from '../definition.ts';
import { defaultEnvironment } from './defaultEnvironment.ts';
import { templatesHere } from './templatesHere.ts';

const deployProblem = (env: Record<string, string>, given: DeploySettings, region: string, templates = templatesHere) =>
  problemIn(process.cwd(), env, { given, templates, api: defaultApiLimits }, region, catalog);

const right = { namespace: 'example', vendorName: 'Example Inc.', apiTokenHashes: `backend=${'0a'.repeat(32)}` };

test.each([
  ['LATCHKEY_LOGO_URL', 'http://vendor.example/logo.svg'],
  ['LATCHKEY_RECIPIENT_KEY', '{"kty":"EC"}'],
])('a deploy with a wrong %s is refused, although only some functions check it', async (variable, wrong) => {
  const problem = await deployProblem({ ...defaultEnvironment, [variable]: wrong }, right, 'eu-west-1');
  expect(problem).toMatch(new RegExp(`^${variable} is .* It has to be `));
});

test('a deploy with all settings is allowed', async () => {
  await expect(deployProblem(defaultEnvironment, right, 'eu-west-1')).resolves.toBeUndefined();
});

test.each([
  ['namespace', 'LATCHKEY_NAMESPACE', 'Example', "is 'Example'."],
  ['vendorName', 'LATCHKEY_VENDOR_NAME', ' \n', "is ' \n'."],
  ['apiTokenHashes', 'LATCHKEY_API_TOKEN_HASHES', 'local-dev-token', 'is wrong.'],
])('a deploy without %s, or with a wrong one, is refused with a sentence', async (setting, variable, wrong, says) => {
  for (const missing of [null, ''])
    await expect(deployProblem(defaultEnvironment, { ...right, [setting]: missing }, 'eu-west-1')).resolves.toMatch(
      new RegExp(
        `^A deploy needs ${setting}\\. .* --param="${setting}=.*: ${variable}\\. See docs/configuration\\.md\\.$`,
      ),
    );
  await expect(deployProblem(defaultEnvironment, { ...right, [setting]: wrong }, 'eu-west-1')).resolves.toContain(
    `${variable} ${says}`,
  );
});

test('a deploy without any setting is told all that it needs at once; callers who sign need no tokens', async () => {
  const none = { namespace: null, vendorName: null, apiTokenHashes: null };
  await expect(deployProblem(defaultEnvironment, none, 'eu-west-1')).resolves.toMatch(
    /^A deploy needs namespace, vendorName, apiTokenHashes\. .*LATCHKEY_NAMESPACE, LATCHKEY_VENDOR_NAME, LATCHKEY_API_TOKEN_HASHES\./,
  );
  const signing = { ...defaultEnvironment, LATCHKEY_AUTH: 'sigv4' };
  await expect(deployProblem(signing, none, 'eu-west-1')).resolves.toMatch(/^A deploy needs namespace, vendorName\. /);
});

test('the error names each setting that serverless.yml reads, and docs/configuration.md describes each', async () => {
  const settings = settingsOf(process.cwd());
  expect(settings).toEqual(expect.arrayContaining(['namespace', 'operatorTokenHashes', 'templatesBucket']));
  const problem = await deployProblem(defaultEnvironment, { ...right, namespace: 'Example' }, 'eu-west-1');
  expect(problem).toContain(`by --param: ${settings.join(', ')}.`);
  const page = readFileSync('docs/configuration.md', 'utf8');
  expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('a deploy with a blueprint whose names would be too long is refused', async () => {
  const tooLong = [{ ...tutum, name: 'b'.repeat(32) }];
  const long = { ...right, namespace: 'n'.repeat(20) };
  await expect(
    problemIn(
      process.cwd(),
      defaultEnvironment,
      { given: long, templates: templatesHere, api: defaultApiLimits },
      'eu-west-1',
      tooLong,
    ),
  ).resolves.toContain('It has to be at least 8 characters shorter: the name of the bootstrap role');
});

const elsewhere = { bucket: 'example-templates-999988887777-us-east-1', region: 'us-east-1', public: 'on' };

test('a deploy to an opt-in region needs another region for STS', async () => {
  const there = { ...defaultEnvironment, LATCHKEY_STS_REGION: 'me-south-1' };
  await expect(deployProblem(there, right, 'me-south-1', elsewhere)).resolves.toContain(
    "LATCHKEY_STS_REGION is 'me-south-1'.",
  );
  await expect(deployProblem(defaultEnvironment, right, 'me-south-1', elsewhere)).resolves.toBeUndefined();
});

test.each([
  ['its own bucket', 'me-south-1', templatesHere],
  ['a bucket in another region that accounts have to enable', 'eu-west-1', { ...elsewhere, region: 'af-south-1' }],
])(
  'a deploy with the templates in %s is refused, and told how to publish them elsewhere',
  async (_, region, templates) => {
    const problem = await deployProblem(defaultEnvironment, right, region, templates);
    expect(problem).toMatch(/Accounts have to enable the region (me|af)-south-1 .* launch links would fail/);
    expect(problem).toContain(
      '--region us-east-1 --stack-name example-templates --template-file infra/templatesBucket.yml',
    );
    expect(problem).toContain('templatesBucket=example-templates-<account>-us-east-1 and templatesRegion=us-east-1');
  },
);

test('a deploy to an opt-in region is allowed without launch links', async () => {
  await expect(
    deployProblem(defaultEnvironment, right, 'me-south-1', { ...templatesHere, public: 'off' }),
  ).resolves.toBeUndefined();
});

test.each([
  [{ ...elsewhere, region: '' }, 'belong together'],
  [{ ...elsewhere, bucket: '' }, 'belong together'],
  [{ ...elsewhere, bucket: 'a.b.c' }, "templatesBucket is 'a.b.c'"],
  [{ ...elsewhere, region: 'cn-north-1' }, "templatesRegion is 'cn-north-1'"],
  [{ ...templatesHere, public: 'no' }, "publicTemplates is 'no'"],
])('a deploy with templates in %j is refused with a sentence', async (templates, sentence) => {
  await expect(deployProblem(defaultEnvironment, right, 'eu-west-1', templates)).resolves.toContain(sentence);
});

/** Returns the deploy settings with this number of tokens, which act for every tenant. */
const withTokens = (count: number) => {
  const entries = Array.from({ length: count }, (_, n) => {
    const number = String(n).padStart(2, '0');
    return `t${number}=${number.repeat(32)}`;
  });
  return { ...right, apiTokenHashes: entries.join(',') };
};

test('a deploy with more tokens than fit into the environment of a function is refused, and told to keep them in SSM', async () => {
  await expect(deployProblem(defaultEnvironment, withTokens(40), 'eu-west-1')).resolves.toBeUndefined();
  await expect(deployProblem(defaultEnvironment, withTokens(60), 'eu-west-1')).resolves.toMatch(
    /would have \d{4} bytes, and Lambda allows 4096\. .*LATCHKEY_API_TOKEN_HASHES with 4139\. .*apiTokenHashes=ssm/,
  );
  await expect(
    deployProblem(defaultEnvironment, { ...right, apiTokenHashes: 'ssm' }, 'eu-west-1'),
  ).resolves.toBeUndefined();
});

test('another setting that is too long is named', async () => {
  const long = {
    ...defaultEnvironment,
    LATCHKEY_CORS_ORIGINS: Array.from({ length: 150 }, () => 'https://vendor.example').join(),
  };
  await expect(deployProblem(long, right, 'eu-west-1')).resolves.toContain(
    'LATCHKEY_CORS_ORIGINS with 3449. Shorten it.',
  );
});

test('a deploy whose API would have a wrong limit is refused with a sentence', async () => {
  const api = { rate: '25/s', burst: 50 };
  await expect(
    problemIn(process.cwd(), defaultEnvironment, { given: right, templates: templatesHere, api }, 'eu-west-1', catalog),
  ).resolves.toMatch(/^apiRate is '25\/s'\. It has to be a whole number of requests a second from 1 to 100000\./);
});

test.each(['us-gov-west-1', 'cn-north-1'])('a deploy to %s uses the partition of that region', async (region) => {
  await expect(
    deployProblem({ ...defaultEnvironment, LATCHKEY_STS_REGION: region }, right, region),
  ).resolves.toBeUndefined();
});
