import { middy, type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Deps, Log, ServiceDeps } from '../ports.ts';
import { asProblem, problemResponse } from './problem.ts';
import { readRequest, type ApiRequest } from './request.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;
export type ApiHandler = (event: Event, context: Context) => Promise<Result>;

/** Whether a call needs a bearer token. */
export interface ApiOptions {
  readonly isPublic?: boolean;
}

/** The one stack that every HTTP handler stands under: a line in the log, problems for errors, then the request read and checked. */
export function api(
  deps: ServiceDeps,
  operation: (request: ApiRequest, deps: Deps) => Promise<Result> | Result,
  { isPublic = false }: ApiOptions = {},
): ApiHandler {
  const logs = new WeakMap<Event, Log>();
  const logOf = (event: Event) => logs.get(event) ?? deps.log;
  const handler = middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use(requestLog(deps, logs))
    .use(problems(logOf))
    .handler(async (event: Event, context: Context) => {
      const request = readRequest(event, context, deps, isPublic);
      return operation(request, { ...deps, log: logOf(event) });
    });
  return (event, context) => handler(event, context);
}

/** One log for the request; at its end a line with who asked what and what came of it: the route, and nothing that the caller wrote. */
function requestLog(deps: ServiceDeps, logs: WeakMap<Event, Log>): MiddlewareObj<Event, Result> {
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

function problems(logOf: (event: Event) => Log): MiddlewareObj<Event, Result> {
  return {
    onError: (request) => {
      const { event, error } = request;
      const problem = asProblem(error);
      if (problem.problem.slug === 'internal-error') {
        logOf(event).error('unexpected error', { name: error?.name, stack: error?.stack });
      }
      request.response = problemResponse(problem, event.requestContext.requestId);
    },
  };
}
