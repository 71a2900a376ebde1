import { default as LatchkeyPlugin } from '../../../infra/plugin/index.ts';
import { requireSignatures } from '../../../infra/plugin/routeAuthorization.ts';
import { pageRoutes } from '../../../lib/http/web/requestedFile.ts';
import type { CompiledResource } from '../../../infra/plugin/framework.ts';
import { serverless } from '../definition.ts';
import { frameworkAt } from './fakeFramework.ts';

const keys = Object.values(serverless.functions).flatMap(({ events }) =>
  events.flatMap(({ httpApi }) => (httpApi === undefined ? [] : [httpApi === '*' ? '$default' : httpApi])),
);
/**
 * The public routes, the pages, those for link tokens alone, and the catch-all for unknown routes. test/api/routes.test.ts and
 * test/api/linkPaths.test.ts call the handlers.
 */
const open = [
  ...['GET /v1/health', 'GET /v1/openapi.json', 'GET /v1/webhook-keys', '$default'],
  'GET /v1/link/onboardings/{id}',
  'GET /v1/link/onboardings/{id}/review',
  'GET /v1/link/onboardings/{id}/handover.eml',
  'POST /v1/link/onboardings/{id}/provision',
  'POST /v1/link/onboardings/{id}/credentials',
  'POST /v1/link/onboardings/{id}/link/share',
  'POST /v1/onboardings/{id}/link/share',
  ...pageRoutes,
];

const resourcesOf = (): Record<string, CompiledResource> => ({
  ...Object.fromEntries(keys.map((key) => [key, { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: key } }])),
  Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
});

test('exactly the routes that a principal of AWS may call require a signature', () => {
  const resources = resourcesOf();
  requireSignatures(resources);
  const unsigned = Object.entries(resources).flatMap(([key, { Properties }]) =>
    Properties.AuthorizationType === undefined ? [key] : [],
  );
  expect(unsigned.toSorted()).toEqual([...open, 'Queue'].toSorted());
  expect(resources['POST /v1/onboardings']?.Properties.AuthorizationType).toBe('AWS_IAM');
});

test.each([
  { auth: 'token', signed: 0 },
  { auth: 'sigv4', signed: keys.length - open.length },
])('packaged with auth=$auth, the signatures of $signed routes are checked', async ({ auth, signed }) => {
  const resources = resourcesOf();
  const packaging = frameworkAt('http://127.0.0.1:9', {
    commands: ['package'],
    environment: { LATCHKEY_AUTH: auth },
    template: { Resources: resources },
  });
  const { hooks } = new LatchkeyPlugin(packaging, {}, { log: { notice: () => undefined }, writeText: () => undefined });
  await hooks['after:package:compileEvents']?.();
  const found = Object.values(resources).filter(({ Properties }) => Properties.AuthorizationType === 'AWS_IAM');
  expect(found).toHaveLength(signed);
});

test('tokens are the default, and the functions get the setting that the package has', () => {
  expect(serverless.provider.environment['LATCHKEY_AUTH']).toBe("${param:auth, env:LATCHKEY_AUTH, 'token'}");
});
