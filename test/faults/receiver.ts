import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A delivery of an event, as the receiver got it. */
export interface Delivery {
  /** The request's path, which names the tenant. */
  readonly path: string;
  /** The header `webhook-id`, which is the same for every delivery of an event. */
  readonly id: string;
  readonly body: string;
}

/** Starts the vendor's webhook endpoint, which accepts every delivery. */
export async function startReceiver() {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      deliveries.push({ path: request.url ?? '', id: String(request.headers['webhook-id']), body });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver listens on no port');
  const { port } = address;
  return {
    url: (path: string) => `http://127.0.0.1:${String(port)}/${path}`,
    deliveries: (path: string): readonly Delivery[] => deliveries.filter((each) => each.path === `/${path}`),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
