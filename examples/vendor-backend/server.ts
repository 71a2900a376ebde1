import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Delivery, Reply } from './backend.ts';

/** The largest body that is read, in bytes. An event has less than 100 KB. */
const largestBody = 256 * 1024;

/** Serves `POST /hooks/latchkey` on a port of 127.0.0.1; 0 is any free port. In production, a TLS proxy is before it. */
export async function startServer(port: number, answer: (delivery: Delivery) => Promise<Reply>) {
  const server = createServer((request, response) => {
    void reply(request, answer)
      .catch(() => ({ status: 500, retryAfterSeconds: undefined }))
      .then(({ status, retryAfterSeconds }) =>
        response
          .writeHead(status, retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) })
          .end(),
      );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}/hooks/latchkey`,
    /** Ends after the requests that have begun. */
    close: async () => {
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    },
  };
}

async function reply(request: IncomingMessage, answer: (delivery: Delivery) => Promise<Reply>): Promise<Reply> {
  if (request.method !== 'POST' || request.url !== '/hooks/latchkey') return { status: 404 };
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes: unknown = part;
    if (!(bytes instanceof Uint8Array)) continue;
    size += bytes.length;
    if (size > largestBody) return { status: 413 };
    parts.push(bytes);
  }
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return answer({ headers, body: Buffer.concat(parts).toString('utf8') });
}
