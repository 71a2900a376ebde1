import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addIntrinsicSettings, removeEmptySettings } from '../../../infra/plugin/deployedEnvironment.ts';
import { enterLocalEnvironment } from '../../../infra/plugin/localEnvironment.ts';
import { parseWebhookSecrets } from '../../../lib/webhooks/secrets.ts';
import { startAws } from '../../../local/aws/index.ts';
import { freePort } from '../../support/freePort.ts';
import { serverless } from '../definition.ts';
import { templatesHere } from './templatesHere.ts';

const deployed = (templates = templatesHere) => {
  const Variables: Record<string, unknown> = { ...serverless.provider.environment };
  const Sweep = { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables } } };
  addIntrinsicSettings({ Sweep }, templates);
  return Variables;
};

test('CloudFormation sets account, partition and templates URL of a deployed function', () => {
  expect(deployed()).toMatchObject({
    LATCHKEY_VENDOR_ACCOUNT_ID: { Ref: 'AWS::AccountId' },
    LATCHKEY_PARTITION: { Ref: 'AWS::Partition' },
    LATCHKEY_TEMPLATES_URL: {
      'Fn::Sub':
        'https://${Namespace}-templates-${AWS::AccountId}-${AWS::Region}.s3.${AWS::Region}.${AWS::URLSuffix}/templates',
    },
  });
});

test('a function links to the templates in the bucket that the deploy names', () => {
  expect(deployed({ bucket: 'elsewhere', region: 'eu-west-1', public: 'on' })).toMatchObject({
    LATCHKEY_TEMPLATES_URL: { 'Fn::Sub': 'https://elsewhere.s3.eu-west-1.${AWS::URLSuffix}/templates' },
  });
});

test('a deployed function has no empty setting', () => {
  const Variables: Record<string, unknown> = { LATCHKEY_AUTH: 'token', LATCHKEY_PAGE_URL: '', LATCHKEY_LOGO_URL: '' };
  removeEmptySettings({ Sweep: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables } } } });
  expect(Variables).toEqual({ LATCHKEY_AUTH: 'token' });
});

test('the plugin does not change other resources', () => {
  const Properties = { Environment: { Variables: { OTHER: '' } } };
  const resources = { Project: { Type: 'AWS::CodeBuild::Project', Properties } };
  addIntrinsicSettings(resources, templatesHere);
  removeEmptySettings(resources);
  expect(Properties).toEqual({ Environment: { Variables: { OTHER: '' } } });
});

describe('invoke local', () => {
  const before = { ...process.env };
  let directory: string;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'latchkey-invoke-'));
    process.env['DATA_DIR'] = join(directory, 'given');
    process.env['AWS_PORT'] = String(await freePort());
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });

  test.each([
    { what: 'a stack runs in another directory', runs: 'other', given: 'given', uses: 'other' },
    { what: 'a stack runs without a directory', runs: ':memory:', given: 'given', uses: undefined },
    { what: 'no stack runs', runs: undefined, given: 'given', uses: 'given' },
    { what: 'no stack runs, and DATA_DIR is :memory:', runs: undefined, given: ':memory:', uses: undefined },
  ])('gives a function webhook secrets if $what', async ({ runs, given, uses }) => {
    const inDirectory = (name: string) => (name === ':memory:' ? name : join(directory, name));
    const port = Number(process.env['AWS_PORT']);
    const aws =
      runs === undefined ? undefined : await startAws({ port, dataDir: inDirectory(runs), templates: new Map() });
    process.env['DATA_DIR'] = inDirectory(given);
    const { LATCHKEY_WEBHOOK_SECRETS_FILE: file = '' } = await enterLocalEnvironment();
    await aws?.close();
    expect(parseWebhookSecrets(readFileSync(file, 'utf8'), file).ed25519).toHaveLength(1);
    if (uses !== undefined) expect(file).toBe(join(directory, uses, 'webhook-secrets.json'));
    else {
      expect(file.startsWith(directory)).toBe(false);
      // Jest does not end the process as `invoke local` does, which deletes the directory then.
      rmSync(dirname(file), { recursive: true });
    }
  });

  test('gives a function every setting that a deploy gives it', async () => {
    // If the region for STS is not set, AWS_REGION is used.
    const names = Object.keys(deployed()).filter((name) => name !== 'LATCHKEY_STS_REGION');
    expect(Object.keys(await enterLocalEnvironment())).toEqual(expect.arrayContaining(names));
  });

  test('uses the stack of `npm start`, at the port in AWS_PORT', async () => {
    const url = `http://127.0.0.1:${String(process.env['AWS_PORT'])}`;
    expect(await enterLocalEnvironment()).toMatchObject({
      AWS_ENDPOINT_URL: url,
      LATCHKEY_TEMPLATES_URL: `${url}/_sandbox/templates`,
    });
  });

  test('removes all settings with which the framework or a function could reach a real account', async () => {
    Object.assign(process.env, { AWS_PROFILE: 'work', AWS_SESSION_TOKEN: 'real', AWS_ACCESS_KEY_ID: 'AKIAREAL' });
    const environment = await enterLocalEnvironment();
    const left = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
    expect(Object.fromEntries(left)).toEqual(
      Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('AWS_'))),
    );
    expect(process.env['AWS_ACCESS_KEY_ID']).toBe('LKIALATCHKEYLOCAL000');
  });
});
