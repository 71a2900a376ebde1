import { middy, type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Deps, ServiceDeps } from '../ports.ts';
import { readRequest, type ApiRequest } from './request.ts';
import { asProblem, problemResponse } from './problem.ts';

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
  const handler = middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use(logLine(deps))
    .use(problems(deps))
    .handler(async (event: Event, context: Context) => {
      const request = readRequest(event, context, deps, isPublic);
      return operation(request, { ...deps, log: deps.logWith(logFields(event)) });
    });
  return (event, context) => handler(event, context);
}

/** Who asked what and what came of it; the route, not the path, and nothing that the caller wrote. */
function logLine(deps: ServiceDeps): MiddlewareObj<Event, Result> {
  const write = (event: Event, response: Result | null | undefined) => {
    const ms = deps.clock.now() - event.requestContext.timeEpoch;
    deps.logWith(logFields(event)).info('request', { route: event.routeKey, status: response?.statusCode, ms });
  };
  return {
    after: ({ event, response }) => {
      write(event, response);
    },
    onError: ({ event, response }) => {
      write(event, response);
    },
  };
}

function problems(deps: ServiceDeps): MiddlewareObj<Event, Result> {
  return {
    onError: (request) => {
      const { event, error } = request;
      const problem = asProblem(error);
      const log = deps.logWith(logFields(event));
      if (problem.problem.slug === 'internal-error')
        log.error('unexpected error', { name: error?.name, stack: error?.stack });
      request.response = problemResponse(problem, event.requestContext.requestId);
    },
  };
}

function logFields(event: Event): Record<string, string> {
  const onboardingId = event.pathParameters?.id;
  return {
    requestId: event.requestContext.requestId,
    // An ID of ours or nothing: a path can hold anything.
    ...(onboardingId !== undefined && /^ob_[0-9A-Z]{26}$/.test(onboardingId) ? { onboardingId } : {}),
  };
}
