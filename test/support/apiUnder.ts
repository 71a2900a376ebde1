import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { readService } from '../../local/api/service.ts';
import { localEnvironment } from '../../local/environment.ts';
import { createFunctions } from '../../local/functions.ts';
import { startApi, type HttpHandler } from '../../local/server.ts';
import { localWebhookSecrets } from '../../local/webhookSecrets.ts';
import { token, type TestStack } from './testStack.ts';

/**
 * Starts the API of a test stack a second time, with `basePath` before every path, as API Gateway serves a stage or the
 * mapping of a custom domain. Both APIs have the same state.
 *
 * @param settings those that the functions have besides the usual ones
 */
export function startApiUnder(
  basePath: string,
  { awsUrl }: Pick<TestStack, 'awsUrl'>,
  settings: Readonly<Record<string, string>> = {},
) {
  const read = readConfig(localEnvironment(awsUrl, token, settings));
  const config = { ...read, webhooks: { ...read.webhooks, secrets: localWebhookSecrets(':memory:') } };
  const { http } = createFunctions(buildEverything(config));
  // API Gateway selects the route without what precedes its path.
  const functions = Object.entries(http).map(([name, handler]): [string, HttpHandler] => [
    name,
    (event, context) => handler({ ...event, routeKey: event.routeKey.replace(` ${basePath}/`, ' /') }, context),
  ]);
  const handlers = Object.fromEntries(functions);
  const { routes, timeoutMs } = readService('serverless.yml');
  return startApi({
    port: 0,
    routes: routes.map((route) => ({ ...route, key: route.key.replace(' /', ` ${basePath}/`) })),
    timeoutMs,
    handlers: () => handlers,
  });
}
