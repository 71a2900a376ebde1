import { addIntrinsicSettings } from '../../../infra/plugin/deployedEnvironment.ts';
import { enterLocalEnvironment } from '../../../infra/plugin/localEnvironment.ts';
import { serverless } from '../definition.ts';

const deployed = () => {
  const Variables: Record<string, unknown> = { ...serverless.provider.environment };
  addIntrinsicSettings({
    SweepLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables } } },
  });
  return Variables;
};

test('a deployed function knows its account, partition and templates from CloudFormation', () => {
  expect(deployed()).toMatchObject({
    LATCHKEY_VENDOR_ACCOUNT_ID: { Ref: 'AWS::AccountId' },
    LATCHKEY_PARTITION: { Ref: 'AWS::Partition' },
    LATCHKEY_TEMPLATES_URL: { 'Fn::Sub': 'https://${TemplatesBucket.RegionalDomainName}/templates' },
  });
});

test('other resources are left alone', () => {
  const Properties = { Environment: { Variables: {} } };
  addIntrinsicSettings({ Project: { Type: 'AWS::CodeBuild::Project', Properties } });
  expect(Properties).toEqual({ Environment: { Variables: {} } });
});

describe('invoke local', () => {
  const before = { ...process.env };

  afterEach(() => {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });

  test('gives a function every setting that a deploy gives it', () => {
    // AWS_REGION counts where the region for STS is not set.
    const names = Object.keys(deployed()).filter((name) => name !== 'LATCHKEY_STS_REGION');
    expect(Object.keys(enterLocalEnvironment())).toEqual(expect.arrayContaining(names));
  });

  test('finds the stack of `npm start` by the port that is set for both', () => {
    process.env['AWS_PORT'] = '4999';
    expect(enterLocalEnvironment()).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4999',
      LATCHKEY_TEMPLATES_URL: 'http://127.0.0.1:4999/_sandbox/templates',
    });
  });

  test('leaves nothing by which the framework or a function could reach a real account', () => {
    Object.assign(process.env, { AWS_PROFILE: 'work', AWS_SESSION_TOKEN: 'real', AWS_ACCESS_KEY_ID: 'AKIAREAL' });
    const environment = enterLocalEnvironment();
    const left = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
    expect(Object.fromEntries(left)).toEqual(
      Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('AWS_'))),
    );
    expect(process.env['AWS_ACCESS_KEY_ID']).toBe('LKIALATCHKEYLOCAL000');
  });
});
