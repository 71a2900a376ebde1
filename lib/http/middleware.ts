import { middy, type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Log } from '../core/ports.ts';
import type { Deps, Gateways, ServiceDeps } from './ports.ts';
import { toProblem } from '../core/toProblem.ts';
import { cors } from './cors.ts';
import { problemResponse } from './views/problem.ts';
import { readRequest, type ApiRequest } from './request/request.ts';
import type { Route } from './routes.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;
export type ApiHandler = (event: Event, context: Context) => Promise<Result>;

/** The handler of a route: under the one stack, and with its request read and checked as the route says. */
export function api<G extends keyof Gateways>(
  deps: ServiceDeps<G>,
  route: Route,
  operation: (request: ApiRequest, deps: Deps<G>) => Promise<Result> | Result,
): ApiHandler {
  return anyRequest(deps, (event, context, log) => {
    const request = readRequest(event, context, deps, route);
    const { requestId } = event.requestContext;
    const actor = { by: request.caller.name, action: route.action ?? 'read', requestId };
    return operation(request, { ...deps, log, actor });
  });
}

/** The one stack that every HTTP handler stands under: a line in the log, leave for browsers to read it, problems for errors. */
export function anyRequest(
  deps: ServiceDeps<never>,
  operation: (event: Event, context: Context, log: Log) => Promise<Result> | Result,
): ApiHandler {
  const logs = new WeakMap<Event, Log>();
  const logOf = (event: Event) => logs.get(event) ?? deps.log;
  const handler = middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use(requestLog(deps, logs))
    .use(cors(deps.corsOrigins))
    .use(problems(logOf, deps.settings.auth === 'token' ? 'Bearer' : undefined))
    .handler(async (event: Event, context: Context) => operation(event, context, logOf(event)));
  return (event, context) => handler(event, context);
}

/** One log for the request; at its end a line with who asked what and what came of it: the route, and nothing that the caller wrote. */
function requestLog(deps: ServiceDeps<never>, logs: WeakMap<Event, Log>): MiddlewareObj<Event, Result> {
  const startedAt = new WeakMap<Event, number>();
  const write = ({ event, response }: { event: Event; response: Result | null | undefined }) => {
    const ms = Math.round(deps.clock.monotonic() - (startedAt.get(event) ?? 0));
    logs.get(event)?.info('request', { route: event.routeKey, status: response?.statusCode, ms });
  };
  return {
    before: ({ event }) => {
      startedAt.set(event, deps.clock.monotonic());
      const log = deps.logWith({ requestId: event.requestContext.requestId });
      const onboardingId = event.pathParameters?.id;
      // An ID of ours or nothing: a path can hold anything.
      if (onboardingId !== undefined && /^ob_[0-9A-Z]{26}$/.test(onboardingId)) log.add({ onboardingId });
      logs.set(event, log);
    },
    after: write,
    onError: write,
  };
}

function problems(logOf: (event: Event) => Log, challenge: string | undefined): MiddlewareObj<Event, Result> {
  return {
    onError: (request) => {
      const { event, error } = request;
      const problem = toProblem(error);
      const { onboarding } = problem.problem;
      // The one that the answer names, not the one that was not made.
      if (onboarding !== undefined) logOf(event).add({ onboardingId: onboarding });
      if (problem.problem.slug === 'internal-error') {
        const cause = error?.cause instanceof Error ? error.cause : error;
        logOf(event).error('unexpected error', { name: cause?.name, stack: cause?.stack });
      }
      request.response = problemResponse(problem, event.requestContext.requestId, challenge);
    },
  };
}
