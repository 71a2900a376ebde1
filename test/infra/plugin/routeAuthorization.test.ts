import { default as LatchkeyPlugin } from '../../../infra/plugin/index.ts';
import { requireSignatures } from '../../../infra/plugin/routeAuthorization.ts';
import type { CompiledResource, Framework } from '../../../infra/plugin/framework.ts';
import { serverless } from '../definition.ts';

const keys = Object.values(serverless.functions).flatMap(({ events }) =>
  events.flatMap(({ httpApi }) => (httpApi === undefined ? [] : [httpApi === '*' ? '$default' : httpApi])),
);
/** What anybody may call, and what is no route. test/api/routes.test.ts asks the handlers themselves. */
const open = ['GET /v1/health', 'GET /v1/webhook-keys', '$default'];

const resourcesOf = (): Record<string, CompiledResource> => ({
  ...Object.fromEntries(keys.map((key) => [key, { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: key } }])),
  Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
});

test('signatures are asked of each route that needs a caller, and of no other', () => {
  const resources = resourcesOf();
  requireSignatures(resources);
  const unsigned = Object.entries(resources).flatMap(([key, { Properties }]) =>
    Properties.AuthorizationType === undefined ? [key] : [],
  );
  expect(unsigned.toSorted()).toEqual([...open, 'Queue'].toSorted());
  expect(resources['POST /v1/onboardings']?.Properties.AuthorizationType).toBe('AWS_IAM');
});

/** The part of the framework that the plugin asks, with these routes compiled. */
function frameworkWith(auth: string, Resources: Record<string, CompiledResource>): Framework {
  return {
    serviceDir: process.cwd(),
    classes: { Error },
    processedInput: { commands: ['package'] },
    service: {
      custom: { given: { namespace: null, vendorName: null, apiTokenHashes: null } },
      provider: { environment: { LATCHKEY_AUTH: auth }, compiledCloudFormationTemplate: { Resources } },
      getAllFunctions: () => [],
      getFunction: () => ({ handler: '' }),
    },
    getProvider: () => ({
      getAccountId: () => Promise.resolve('999988887777'),
      getRegion: () => 'us-east-1',
      getAwsSdkV3Config: () => Promise.resolve({}),
    }),
  };
}

test.each([
  { auth: 'token', signed: 0 },
  { auth: 'sigv4', signed: keys.length - open.length },
])('packaged with auth=$auth, the signatures of $signed routes are checked', async ({ auth, signed }) => {
  const resources = resourcesOf();
  const { hooks } = new LatchkeyPlugin(frameworkWith(auth, resources), {}, { log: { notice: () => undefined } });
  await hooks['after:package:compileEvents']?.();
  const found = Object.values(resources).filter(({ Properties }) => Properties.AuthorizationType === 'AWS_IAM');
  expect(found).toHaveLength(signed);
});

test('tokens are the default, and what is packaged is what the functions are told', () => {
  expect(serverless.provider.environment['LATCHKEY_AUTH']).toBe("${param:auth, env:LATCHKEY_AUTH, 'token'}");
});
