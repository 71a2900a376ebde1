import { once } from 'node:events';
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

/**
 * The range of ports to choose from. It is below the ports that Linux assigns automatically (32768 to 60999, ip(7),
 * `ip_local_port_range`), so that no other process gets the port between this check and the start of the process that
 * needs it.
 */
const [lowest, highest] = [20_000, 32_000];

/** Returns a free port of 127.0.0.1, for a process that needs a fixed port. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
