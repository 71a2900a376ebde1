import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { KeyedRequest } from '../../requests/idempotency.ts';
import type { ServiceDeps } from '../ports.ts';
import type { Route } from '../routes.ts';
import { ProblemError } from '../../core/errors.ts';
import { mustAcceptJson, readForm, type Form } from './accept.ts';
import { authenticate } from './bearer.ts';
import { anybody, keySpace, type Caller } from './caller.ts';
import { bodyText, parseBody } from './body.ts';
import { prefersAsync, readIdempotencyKey } from './headers.ts';
import { iamCaller } from './iamCaller.ts';
import { readQuery, type Query } from './query.ts';

/** A request, read and checked as far as every call needs it. */
export interface ApiRequest {
  readonly caller: Caller;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Query;
  /** Of the keys in the answer. */
  readonly form: Form;
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
  readonly isAsynchronous: boolean;
  readonly keyed: KeyedRequest | undefined;
  /** Reading of the monotonic clock at which the answer has to be on its way. */
  readonly deadline: number;
}

/** What is kept back of the time Lambda gives, for the last write and the answer, in milliseconds. */
const reserveMs = 3000;

/** Throws the problem that the request is, if it is one: token first, so that a stranger learns nothing else. */
export function readRequest(
  event: APIGatewayProxyEventV2,
  context: Context,
  deps: ServiceDeps<never>,
  { callers, query = [], givesKeys = false }: Pick<Route, 'callers' | 'query' | 'givesKeys'>,
): ApiRequest {
  const { headers } = event;
  const budgetMs = Math.min(deps.settings.requestBudgetMs, context.getRemainingTimeInMillis() - reserveMs);
  const deadline = deps.clock.monotonic() + budgetMs;
  const caller = callers === 'anybody' ? anybody : callerOf(event, deps, callers === 'link');
  if (!givesKeys) mustAcceptJson(headers.accept);
  const text = bodyText(event);
  const key = readIdempotencyKey(headers['idempotency-key']);
  const { method, path } = event.requestContext.http;
  return {
    caller,
    path: event.pathParameters ?? {},
    query: readQuery(event.rawQueryString, query),
    form: givesKeys ? readForm(headers.accept) : 'json',
    body: parseBody(text, headers['content-type']),
    isAsynchronous: prefersAsync(headers.prefer),
    keyed: key === undefined ? undefined : { caller: keySpace(caller), key, method, path, body: text },
    deadline,
  };
}

function callerOf(event: APIGatewayProxyEventV2, deps: ServiceDeps<never>, takesLink: boolean): Caller {
  if (deps.settings.auth === 'token') return authenticate(event.headers.authorization, deps.tokens, { takesLink });
  const name = iamCaller(event);
  if (name !== undefined) return { name };
  throw new ProblemError(
    'unauthorized',
    'This request has no signature that API Gateway has verified. Sign it with AWS Signature Version 4 for the service execute-api.',
  );
}
