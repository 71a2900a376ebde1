import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import * as z from 'zod';

/** What the server answers at a path. */
export interface ServedPage {
  readonly body: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Serves pages on 127.0.0.1, as HTML unless their headers say otherwise, and 404 for every other path. */
export async function servePages(pages: Readonly<Record<string, ServedPage>>) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://127.0.0.1').pathname];
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    });
    response.end(page?.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
