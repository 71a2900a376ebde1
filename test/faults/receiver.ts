import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A delivery of an event, as its receiver sees it. */
export interface Told {
  /** The path says which tenant it is about. */
  readonly path: string;
  /** `webhook-id`: the same with every delivery of an event. */
  readonly id: string;
  readonly body: string;
}

/** The vendor's endpoint for webhooks: takes all that comes. */
export async function startReceiver() {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      told.push({ path: request.url ?? '', id: String(request.headers['webhook-id']), body });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver listens on no port');
  const { port } = address;
  return {
    url: (path: string) => `http://127.0.0.1:${String(port)}/${path}`,
    told: (path: string): readonly Told[] => told.filter((each) => each.path === `/${path}`),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
