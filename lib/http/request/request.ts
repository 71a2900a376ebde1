import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { KeyedRequest } from '../../requests/idempotency.ts';
import type { ServiceDeps } from '../ports.ts';
import { calledRoute } from '../linkRoutes.ts';
import { isForLinksAlone, routeKey, type Route } from '../routes.ts';
import { ProblemError } from '../../core/errors.ts';
import { jsonType, mustAccept, readForm, type Form } from './accept.ts';
import { authenticate, authenticateLink, hasHolder } from './bearer.ts';
import { anybody, keySpace, type Caller } from './caller.ts';
import { bodyText, parseBody } from './body.ts';
import { prefersAsync, readIdempotencyKey } from './headers.ts';
import { iamCaller } from './iamCaller.ts';
import { readQuery, type Query } from './query.ts';

/** A request after the checks that all routes share. */
export interface ApiRequest {
  readonly caller: Caller;
  /** The scheme and host of the API, such as `https://api.example.com`. */
  readonly origin: string;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Query;
  /** The format of the keys in the answer. */
  readonly form: Form;
  /** The header `Accept-Language`. */
  readonly acceptLanguage: string | undefined;
  /** The parsed JSON; undefined if the request has no body. */
  readonly body: unknown;
  readonly isAsynchronous: boolean;
  readonly keyed: KeyedRequest | undefined;
  /** Reading of the monotonic clock at which the work must end, so that the answer can be sent in time. */
  readonly deadline: number;
}

/**
 * The part of the function's time that is reserved for the last write and the answer, in milliseconds. The message to
 * the worker takes up to one request timeout more.
 */
const reserveMs = 1500;

/**
 * Reads a request. Throws a problem if it is not valid. Checks the authentication first, so that an unauthenticated
 * caller gets no other information.
 */
export async function readRequest(
  event: APIGatewayProxyEventV2,
  context: Context,
  deps: ServiceDeps<never>,
  route: Route,
): Promise<ApiRequest> {
  const { headers } = event;
  const { callers, query = [], givesKeys = false, answersWith = jsonType } = route;
  const { requestBudgetMs, requestTimeoutMs } = deps.settings;
  const budgetMs = Math.min(requestBudgetMs, context.getRemainingTimeInMillis() - requestTimeoutMs - reserveMs);
  const deadline = deps.clock.monotonic() + budgetMs;
  const caller = callers === 'anybody' ? anybody : await callerOf(event, deps, calledRoute(event, route));
  if (!givesKeys) mustAccept(headers.accept, answersWith);
  const text = bodyText(event);
  const key = readIdempotencyKey(headers['idempotency-key']);
  const path = event.pathParameters ?? {};
  const parameters = readQuery(event.rawQueryString, query);
  const form = givesKeys ? readForm(headers.accept) : 'json';
  const body = parseBody(text, headers['content-type']);
  const isAsynchronous = prefersAsync(headers.prefer);
  // A request at the other path of the route is the same request.
  const meaning = { route: routeKey(route), pathParameters: path, body, isAsynchronous };
  return {
    caller,
    origin: originOf(event),
    path,
    query: parameters,
    form,
    acceptLanguage: headers['accept-language'],
    body,
    isAsynchronous,
    keyed: key === undefined ? undefined : { caller: keySpace(caller), key, ...meaning },
    deadline,
  };
}

/**
 * API Gateway writes the header X-Forwarded-Proto and accepts only HTTPS. The local server writes no such header. The
 * domain name is from the request context, which callers cannot change.
 */
function originOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  return `${headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'}://${requestContext.domainName}`;
}

async function callerOf(event: APIGatewayProxyEventV2, deps: ServiceDeps<never>, route: Route): Promise<Caller> {
  const { authorization } = event.headers;
  // The tokens of the back end and of operators are not read. So tenants' pages work while SSM does not answer.
  if (isForLinksAlone(route)) return authenticateLink(authorization, route);
  if (deps.settings.auth === 'token') {
    const { configured, all } = deps.tokens;
    // An operator must be able to stop requests also while the tokens in SSM cannot be read.
    return authenticate(authorization, hasHolder(authorization, configured) ? configured : await all(), route);
  }
  const name = iamCaller(event);
  if (name !== undefined) return { kind: 'signer', name };
  throw new ProblemError(
    'unauthorized',
    'This request has no signature that API Gateway has verified. Sign it with AWS Signature Version 4 for the service execute-api.',
  );
}
