import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { consolePage } from '../console/index.ts';
import { requestLimits } from '../requestLimits.ts';
import { answerControl, controlPrefix, type Controls } from './control.ts';
import { errorAnswer, type Refusal } from './errors.ts';
import { readSignature } from './signature.ts';
import { answerSigned, type Services } from './signed.ts';
import { isService, readRequest, type WireAnswer, type WireRequest } from './wire.ts';

/** The services and the control API behind the port. */
export interface Backend {
  readonly services: Services;
  readonly controls: Controls;
}

/**
 * Opens one port on 127.0.0.1 for all services. Responds with 503 until `backend` returns a value.
 * @throws EADDRINUSE if the port is in use.
 */
export function openPort(port: number, backend: () => Backend | undefined): Promise<Server> {
  const now = () => backend()?.services.clock() ?? Date.now();
  const server = createServer({ ...requestLimits }, (request, response) => {
    const isGone = () => response.destroyed;
    readRequest(request)
      .then((read) => answer(backend(), read, isGone))
      .then(
        (given) => {
          if (given === undefined) request.socket.destroy();
          else send(response, given, now());
        },
        (error: unknown) => {
          send(
            response,
            {
              statusCode: 500,
              headers: { 'content-type': 'text/plain' },
              body: String(error),
              code: 'InternalFailure',
            },
            now(),
          );
        },
      );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Returns the port of a listening server. @throws if the server is not listening. */
export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server is not listening on a port.');
  return address.port;
}

async function answer(
  backend: Backend | undefined,
  request: WireRequest,
  isGone: () => boolean,
): Promise<WireAnswer | undefined> {
  if (backend === undefined)
    return { statusCode: 503, headers: { 'retry-after': '1' }, body: '', code: 'ServiceUnavailable' };
  if (request.url.startsWith(controlPrefix)) return answerControl(backend.controls, request);
  const page = consolePage(request);
  if (page !== undefined) return page;
  const signature = readSignature(request);
  if (signature === undefined) return errorAnswer(unsignedService(request), missingToken, 'unsigned');
  if (isService(signature.service))
    return answerSigned(backend.services, signature.service, request, signature, isGone);
  return errorAnswer(
    'sts',
    {
      statusCode: 501,
      code: 'InvalidAction',
      message: `The local AWS has no service ${signature.service}. It has sts, iam, dynamodb and sqs.`,
    },
    'unknown',
  );
}

const missingToken: Refusal = {
  statusCode: 403,
  code: 'MissingAuthenticationToken',
  message: 'Request is missing Authentication Token',
};

/** Guesses the service of an unsigned request from its headers, because only a signature names the service. */
function unsignedService({ headers }: WireRequest) {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.startsWith('DynamoDB')) return 'dynamodb';
  return target.startsWith('AmazonSQS') ? 'sqs' : 'iam';
}

/** Headers that describe the connection to the emulator, not the connection to the caller. */
const connectionHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']);

/**
 * Sends a response. Its `date` is the time of the clock that signatures are checked with, so that a client with a wrong
 * clock can correct it.
 */
function send(response: ServerResponse, { statusCode, headers, body }: WireAnswer, now: number): void {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !connectionHeaders.has(name)));
  const date = new Date(now).toUTCString();
  response.writeHead(statusCode, { ...kept, date, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
