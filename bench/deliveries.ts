import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** Is called with the body of each event. The receiver answers when it has ended. */
export type AcceptEvent = (body: string) => Promise<void>;

/** Starts a webhook receiver that accepts every event. */
export async function startReceiver(accept: AcceptEvent = () => Promise.resolve()) {
  let received = 0;
  const server = createServer((request, response) => {
    received += 1;
    void text(request)
      .then(accept)
      .then(() => response.writeHead(204).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver got no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    received: () => received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
