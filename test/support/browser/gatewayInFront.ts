import { once } from 'node:events';
import { createServer } from 'node:http';
import * as z from 'zod';

/** A server in front of the API that can refuse as API Gateway does. */
export interface GatewayInFront {
  readonly url: string;
  /** While true, it answers 429 without CORS headers, as API Gateway's throttling does. */
  isBusy: boolean;
  close(): Promise<void>;
}

/** Starts a server that forwards each request to the API at `url()`. */
export async function startGatewayInFront(url: () => string): Promise<GatewayInFront> {
  const gateway = { url: '', isBusy: false, close };
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
      if (gateway.isBusy) {
        response.writeHead(429, { 'content-type': 'application/json' }).end('{"message":"Too Many Requests"}');
        return;
      }
      const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
      const method = request.method ?? 'GET';
      const answer = await fetch(`${url()}${request.url ?? '/'}`, {
        method,
        headers: z.record(z.string(), z.string()).parse(headers),
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      // `fetch` has decoded the body.
      const { 'content-encoding': ____, 'content-length': _____, ...sent } = Object.fromEntries(answer.headers);
      response.writeHead(answer.status, sent).end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  gateway.url = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
  return gateway;

  async function close() {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}
