import { requireSignatures } from '../../infra/plugin/routeAuthorization.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { readService } from '../../local/api/service.ts';
import { localEnvironment } from '../../local/environment.ts';
import { createFunctions } from '../../local/functions.ts';
import { startApi, type HttpHandler } from '../../local/server.ts';
import { localWebhookSecrets } from '../../local/webhookSecrets.ts';
import { token, type TestStack } from './testStack.ts';

/** The header of a request that a principal of the vendor's account has signed. */
export const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1' };
const userArn = 'arn:aws:iam::999988887777:user/backend';

/**
 * Starts the API of a test stack a second time, for callers who sign. API Gateway is replaced: it refuses a request without
 * a signature on the routes for which the plugin requires one, and passes the principal of every signed request. (The real
 * one passes none on the other routes.) Both APIs have the same state. The back end's token is still in the settings.
 */
export function startSignedApi({ awsUrl }: Pick<TestStack, 'awsUrl'>) {
  const read = readConfig({ ...localEnvironment(awsUrl, token, {}), LATCHKEY_AUTH: 'sigv4' });
  const config = { ...read, webhooks: { ...read.webhooks, secrets: localWebhookSecrets(':memory:') } };
  const { routes, timeoutMs } = readService('serverless.yml');
  const route = (RouteKey: string) => ({ Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey } });
  const compiled: Parameters<typeof requireSignatures>[0] = Object.fromEntries(
    routes.map(({ key }) => [key, route(key)]),
  );
  requireSignatures(compiled);
  const functions = Object.entries(createFunctions(buildEverything(config)).http).map(
    ([name, handler]): [string, HttpHandler] => [
      name,
      (event, context) => {
        const isSigned = event.headers['authorization'] === signed.authorization;
        if (!isSigned && compiled[event.routeKey]?.Properties.AuthorizationType === 'AWS_IAM')
          return { statusCode: 403, headers: { 'content-type': 'application/json' }, body: '{"message":"Forbidden"}' };
        const principal = isSigned ? { authorizer: { iam: { userArn } } } : {};
        return handler({ ...event, requestContext: Object.assign({}, event.requestContext, principal) }, context);
      },
    ],
  );
  const handlers = Object.fromEntries(functions);
  return startApi({ port: 0, routes, timeoutMs, handlers: () => handlers });
}
