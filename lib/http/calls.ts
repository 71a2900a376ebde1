/** The calls there are, as serverless.yml routes them: what is none of them is answered with this list. */
export const calls = [
  'POST /v1/onboardings',
  'GET /v1/onboardings',
  'GET /v1/onboardings/{id}',
  'POST /v1/onboardings/{id}/provision',
  'POST /v1/onboardings/{id}/credentials',
  'DELETE /v1/onboardings/{id}',
  'GET /v1/onboardings/{id}/events',
  'POST /v1/onboardings/{id}/link',
  'DELETE /v1/onboardings/{id}/link',
  'GET /v1/onboardings/{id}/deliveries',
  'POST /v1/onboardings/{id}/deliveries/{webhookId}/redeliver',
  'POST /v1/tenants/{tenantId}/access',
  'DELETE /v1/tenants/{tenantId}/access/{accountId}',
  'GET /v1/blueprints',
  'GET /v1/blueprints/{name}',
  'POST /v1/blueprints/{name}/preview',
  'GET /v1/webhook-keys',
  'POST /v1/webhooks/test',
  'GET /v1/health',
] as const;

/** What to do about a request that is no call: the methods of its path where it is one, else all calls. */
export function nearestCalls(path: string): string {
  const here = calls.filter((call) => pathOf(call).test(path));
  if (here.length === 0) return `There is nothing at this path. There is: ${calls.join(', ')}.`;
  const methods = here.map((call) => call.slice(0, call.indexOf(' '))).join(', ');
  return `The path is right, the method is not. This path takes ${methods}.`;
}

function pathOf(call: string): RegExp {
  const path = call.slice(call.indexOf(' ') + 1);
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
