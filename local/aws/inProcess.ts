import { request as httpRequest, type Server } from 'node:http';
import { duplexPair } from 'node:stream';
import type { WireRequest } from './wire.ts';

/**
 * Sends a request to an HTTP server of this process over a pair of in-memory streams, and returns its response. So the
 * server needs no port, and the response can be delayed, replaced or dropped before the caller receives it.
 */
export function callInProcess(
  server: Server,
  { method, url, headers, body }: WireRequest,
): Promise<{ readonly statusCode: number; readonly headers: Record<string, string>; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const [near, far] = duplexPair();
    server.emit('connection', far);
    const sent = httpRequest({
      createConnection: () => near,
      method,
      path: url,
      headers: { ...headers, 'content-length': String(body.length) },
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('error', reject);
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        far.destroy();
        resolve({
          statusCode: answer.statusCode ?? 500,
          headers: Object.fromEntries(
            Object.entries(answer.headers).flatMap(([name, value]) =>
              typeof value === 'string' ? [[name, value]] : [],
            ),
          ),
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    sent.end(body);
  });
}
