import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The port of the client. Another port means another connection. */
  readonly port: number | undefined;
}

/** The answer to a request: a response, a closed connection, or none. */
export type WireAnswer =
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang up'
  | 'nothing';

/** Starts a server on 127.0.0.1 that replaces AWS. It stores the requests and sends the given answers. */
export async function startWire() {
  const received: Received[] = [];
  let answers: readonly WireAnswer[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url, headers, socket } = request;
      const answer = answers[Math.min(received.length, answers.length - 1)] ?? 'hang up';
      received.push({ method, url, headers, body, port: socket.remotePort });
      if (answer === 'hang up') socket.destroy();
      else if (answer !== 'nothing') response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    received,
    /** Sets the answers to the next requests, in this order. The last one is repeated. */
    answer: (...next: readonly WireAnswer[]) => {
      received.length = 0;
      answers = next;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Returns an error in the format of the query protocol, which STS and IAM use. */
export function xmlError(status: number, code: string, message = 'AWS says why'): WireAnswer {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-7</RequestId></ErrorResponse>`;
  return { status, body, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'request-7' } };
}

/** Returns an error in the format of the JSON protocols. `type` may begin with the namespace of the service. */
export function jsonError(status: number, type: string, message = 'AWS says why'): WireAnswer {
  return { status, body: JSON.stringify({ __type: type, message }), headers: { 'x-amzn-requestid': 'request-7' } };
}
