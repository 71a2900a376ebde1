import { middy, type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Log } from '../core/ports.ts';
import type { AnswerDeps, Gateways, ServiceDeps, Settings } from './ports.ts';
import { toProblem } from '../account/toProblem.ts';
import { cors } from './cors.ts';
import { problemResponse } from './views/problem.ts';
import { withHolder } from './holder.ts';
import { readRequest, type ApiRequest } from './request/request.ts';
import { basePathOf } from './basePath.ts';
import { calledRoute, versionPath } from './linkRoutes.ts';
import { isForLinksAlone, type Route } from './routes.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;
export type ApiHandler = (event: Event, context: Context) => Promise<Result>;

/**
 * Returns the handler of a route. It runs the middleware of `anyRequest`, and reads and checks the request for the
 * route.
 */
export function api<G extends keyof Gateways>(
  deps: ServiceDeps<G>,
  route: Route,
  operation: (request: ApiRequest, deps: AnswerDeps<G>) => Promise<Result> | Result,
): ApiHandler {
  const answer = async (event: Event, context: Context, log: Log): Promise<Result> => {
    const request = await readRequest(event, context, deps, route);
    const { requestId } = event.requestContext;
    const actor = { by: request.caller.name, action: route.action ?? 'read', requestId };
    const called = calledRoute(event, route);
    const basePath = basePathOf(event, called);
    try {
      const apiPath = `${basePath}${versionPath(called)}`;
      return await operation(request, { ...deps, log, actor, basePath, apiPath, origin: request.origin });
    } catch (error) {
      throw await withHolder(error, request.caller, deps);
    }
  };
  const { auth } = deps.settings;
  return anyRequest(deps, answer, (event) => auth === 'token' || isForLinksAlone(calledRoute(event, route)));
}

/**
 * Returns a handler with the middleware of all HTTP functions: a log line, CORS headers, and problem documents for
 * errors. `isForTokens` says whether a 401 asks for a bearer token.
 */
export function anyRequest(
  deps: ServiceDeps<never>,
  operation: (event: Event, context: Context, log: Log) => Promise<Result> | Result,
  isForTokens: (event: Event) => boolean = () => false,
): ApiHandler {
  const logs = new WeakMap<Event, Log>();
  const logOf = (event: Event) => logs.get(event) ?? deps.log;
  const handler = middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use(requestLog(deps, logs))
    .use(cors(deps.corsOrigins))
    .use(problems(logOf, deps.settings, isForTokens))
    .handler(async (event: Event, context: Context) => operation(event, context, logOf(event)));
  return (event, context) => handler(event, context);
}

/**
 * Creates the log of a request. Writes a line with the route, the status and the duration when the request ends. The
 * line contains nothing that the caller wrote.
 */
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
      // Only a well-formed ID is logged, because a path can contain any text.
      if (onboardingId !== undefined && /^ob_[0-9A-Z]{26}$/.test(onboardingId)) log.add({ onboardingId });
      logs.set(event, log);
    },
    after: write,
    onError: write,
  };
}

function problems(
  logOf: (event: Event) => Log,
  { helpUrl }: Pick<Settings, 'helpUrl'>,
  isForTokens: (event: Event) => boolean,
): MiddlewareObj<Event, Result> {
  return {
    onError: (request) => {
      const { event, error } = request;
      const problem = toProblem(error);
      const { onboarding } = problem.problem;
      // The log gets the ID in the answer. A create may have logged the ID of an onboarding that it did not create.
      if (onboarding !== undefined) logOf(event).add({ onboardingId: onboarding });
      if (problem.problem.slug === 'internal-error') {
        const cause = error?.cause instanceof Error ? error.cause : error;
        logOf(event).error('unexpected error', { name: cause?.name, stack: cause?.stack });
      }
      const challenge = isForTokens(event) ? 'Bearer' : undefined;
      request.response = problemResponse(problem, event.requestContext.requestId, challenge, helpUrl);
    },
  };
}
