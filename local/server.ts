import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { concurrencyLimit, type RunLimited } from './api/concurrency.ts';
import { toEvent, type HttpCall } from './api/event.ts';
import { lambdaContext, within } from './api/lambda.ts';
import { gatewayError, toAnswer, type HttpAnswer } from './api/response.ts';
import { matchRoute, type Route } from './api/routes.ts';
import { requestLimits, type RequestLimits } from './requestLimits.ts';
import { requestUrl } from './requestUrl.ts';

/** A deployed function behind the HTTP API. */
export type HttpHandler = (event: APIGatewayProxyEventV2, context: Context) => unknown;

export interface ApiOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly routes: readonly Route[];
  /** Called for each request, because a reset replaces the handlers. */
  readonly handlers: () => Readonly<Record<string, HttpHandler>>;
  /** The Lambda timeout of each function in milliseconds, by function name. */
  readonly timeoutMs?: Readonly<Record<string, number>>;
  /** How long API Gateway waits for a function, in milliseconds; 30 s on AWS. */
  readonly integrationTimeoutMs?: number;
  /** Default: those of the local servers. */
  readonly limits?: RequestLimits;
  /** How many functions run at the same time, and how long a request waits at most until one can run. */
  readonly limit?: { readonly concurrency: number; readonly waitMs: number };
  /** Returns an answer for requests that must not reach a function. */
  readonly intercept?: (method: string, path: string, host: string | undefined) => HttpAnswer | undefined;
}

export interface LocalApi {
  readonly url: string;
  /** Waits until no request is running, for at most `graceMs` milliseconds. */
  idle(graceMs: number): Promise<void>;
  /** Waits like `idle`, then closes all connections. */
  close(graceMs: number): Promise<void>;
}

/** Quotas of an HTTP API: payload 10 MB, integration timeout 30 s (API Gateway Developer Guide, "Quotas"). */
const bodyLimitBytes = 10 * 1024 * 1024;
const integrationTimeoutMs = 30_000;
/**
 * All functions share one process, whose calls to AWS time out if too many run at the same time. Requests above this
 * number wait, and those that would wait longer are refused, as API Gateway refuses those that Lambda throttles.
 */
const usualLimit = { concurrency: 16, waitMs: 15_000 };
const retryAfterSeconds = 5;
/** The Serverless Framework's default timeout for a function that has none. */
const defaultTimeoutMs = 6_000;

/**
 * Replaces API Gateway on 127.0.0.1: calls the real function with the event of each HTTP request.
 * @throws EADDRINUSE
 */
export function startApi(options: ApiOptions): Promise<LocalApi> {
  const running = new Set<Promise<void>>();
  const { concurrency, waitMs } = options.limit ?? usualLimit;
  const runLimited = concurrencyLimit(concurrency, waitMs);
  const server = createServer({ ...(options.limits ?? requestLimits) }, (request, response) => {
    const done = answer(options, runLimited, request)
      .catch((error: unknown) => {
        // If the client closed the connection or was too slow, the error is the client's, so it is not printed.
        if (!request.readableAborted) console.error(error);
        return gatewayError(500);
      })
      .then((given) => {
        send(response, given);
        running.delete(done);
      });
    running.add(done);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : options.port;
      const idle = async (graceMs: number) => {
        await within(graceMs, Promise.all(running));
      };
      resolve({
        url: `http://127.0.0.1:${port}`,
        idle,
        close: (graceMs) => close(server, () => idle(graceMs)),
      });
    });
  });
}

async function answer(options: ApiOptions, runLimited: RunLimited, request: IncomingMessage): Promise<HttpAnswer> {
  const body = await buffer(request);
  if (body.length > bodyLimitBytes) return gatewayError(413);
  const call: HttpCall = {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    rawHeaders: request.rawHeaders,
    body,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  };
  const { pathname } = requestUrl(call.url);
  const intercepted = options.intercept?.(call.method, pathname, request.headers.host);
  if (intercepted !== undefined) return intercepted;
  const match = matchRoute(options.routes, call.method, pathname);
  if (match === undefined) return gatewayError(404);
  const { functionName } = match.route;
  const handler = options.handlers()[functionName];
  if (handler === undefined)
    throw new Error(`serverless.yml has a function ${functionName} that the local stack does not have.`);
  const event = toEvent(call, match, randomUUID(), Date.now());
  const answered = await runLimited(() => invoke(handler, event, functionName, options));
  return answered ?? throttled();
}

function throttled(): HttpAnswer {
  const { headers, ...refused } = gatewayError(503);
  return { ...refused, headers: { ...headers, 'retry-after': String(retryAfterSeconds) } };
}

/** Calls the function. Answers 500 if the function exceeds its own timeout, and 503 if it exceeds API Gateway's. */
async function invoke(
  handler: HttpHandler,
  event: APIGatewayProxyEventV2,
  functionName: string,
  options: ApiOptions,
): Promise<HttpAnswer> {
  const ownMs = options.timeoutMs?.[functionName] ?? defaultTimeoutMs;
  const gatewayMs = options.integrationTimeoutMs ?? integrationTimeoutMs;
  const result = await within(
    Math.min(ownMs, gatewayMs),
    Promise.resolve(handler(event, lambdaContext(functionName, ownMs))),
  );
  if (result.ended) return toAnswer(result.value);
  return gatewayError(ownMs < gatewayMs ? 500 : 503);
}

function send(response: ServerResponse, { statusCode, headers, body }: HttpAnswer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-length', body.length);
  response.writeHead(statusCode);
  response.end(body);
}

async function close(server: Server, idle: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  await idle();
  server.closeAllConnections();
  await closed;
}
