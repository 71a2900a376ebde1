import { addIntrinsicSettings } from '../../../infra/plugin/deployedEnvironment.ts';
import { enterLocalEnvironment } from '../../../infra/plugin/localEnvironment.ts';
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

test('the plugin does not change other resources', () => {
  const Properties = { Environment: { Variables: {} } };
  addIntrinsicSettings({ Project: { Type: 'AWS::CodeBuild::Project', Properties } }, templatesHere);
  expect(Properties).toEqual({ Environment: { Variables: {} } });
});

describe('invoke local', () => {
  const before = { ...process.env };

  afterEach(() => {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });

  test('gives a function every setting that a deploy gives it', () => {
    // If the region for STS is not set, AWS_REGION is used.
    const names = Object.keys(deployed()).filter((name) => name !== 'LATCHKEY_STS_REGION');
    expect(Object.keys(enterLocalEnvironment())).toEqual(expect.arrayContaining(names));
  });

  test('uses the stack of `npm start`, at the port in AWS_PORT', () => {
    process.env['AWS_PORT'] = '4999';
    expect(enterLocalEnvironment()).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4999',
      LATCHKEY_TEMPLATES_URL: 'http://127.0.0.1:4999/_sandbox/templates',
    });
  });

  test('removes all settings with which the framework or a function could reach a real account', () => {
    Object.assign(process.env, { AWS_PROFILE: 'work', AWS_SESSION_TOKEN: 'real', AWS_ACCESS_KEY_ID: 'AKIAREAL' });
    const environment = enterLocalEnvironment();
    const left = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
    expect(Object.fromEntries(left)).toEqual(
      Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('AWS_'))),
    );
    expect(process.env['AWS_ACCESS_KEY_ID']).toBe('LKIALATCHKEYLOCAL000');
  });
});
