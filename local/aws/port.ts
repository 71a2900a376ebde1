import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl, controlPrefix, type Controls } from './control.ts';
import { errorAnswer, type Refusal } from './errors.ts';
import { readSignature } from './signature.ts';
import { answerSigned, type Services } from './signed.ts';
import { isService, readRequest, type WireAnswer, type WireRequest } from './wire.ts';

/** What stands behind the port once it is up. */
export interface Behind {
  readonly services: Services;
  readonly controls: Controls;
}

/**
 * Opens the one port for all services; until `behind` gives something, it answers 503.
 * @throws EADDRINUSE when the port is taken.
 */
export function openPort(port: number, behind: () => Behind | undefined): Promise<Server> {
  const now = () => behind()?.services.clock() ?? Date.now();
  const server = createServer((request, response) => {
    const gone = () => response.destroyed;
    readRequest(request)
      .then((read) => answer(behind(), read, gone))
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

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}

async function answer(
  behind: Behind | undefined,
  request: WireRequest,
  gone: () => boolean,
): Promise<WireAnswer | undefined> {
  if (behind === undefined)
    return { statusCode: 503, headers: { 'retry-after': '1' }, body: '', code: 'ServiceUnavailable' };
  if (request.url.startsWith(controlPrefix)) return answerControl(behind.controls, request);
  const signature = readSignature(request);
  if (signature === undefined) return errorAnswer(unsignedService(request), missingToken, 'unsigned');
  if (isService(signature.service)) return answerSigned(behind.services, signature.service, request, signature, gone);
  return errorAnswer(
    'sts',
    {
      statusCode: 501,
      code: 'InvalidAction',
      message: `${signature.service} is not here: only sts, iam, dynamodb and sqs are.`,
    },
    'unknown',
  );
}

const missingToken: Refusal = {
  statusCode: 403,
  code: 'MissingAuthenticationToken',
  message: 'Request is missing Authentication Token',
};

/** Without a signature nothing names the service but the form of the request. */
function unsignedService({ headers }: WireRequest) {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.startsWith('DynamoDB')) return 'dynamodb';
  return target.startsWith('AmazonSQS') ? 'sqs' : 'iam';
}

/** Headers that belong to the connection to the emulator and not to ours. */
const ownHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']);

/** The date is that of the clock that signatures are checked by: whoever signs by another learns it there. */
function send(response: ServerResponse, { statusCode, headers, body }: WireAnswer, now: number): void {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !ownHeaders.has(name)));
  const date = new Date(now).toUTCString();
  response.writeHead(statusCode, { ...kept, date, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
