import { once } from 'node:events';
import { createServer } from 'node:http';

/** Starts a webhook receiver that accepts every event. @param accept ends before the receiver answers */
export async function startReceiver(accept: () => Promise<void> = () => Promise.resolve()) {
  let received = 0;
  const server = createServer((request, response) => {
    received += 1;
    request.resume();
    void accept().then(() => response.writeHead(204).end());
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
