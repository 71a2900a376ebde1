import { once } from 'node:events';
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

/**
 * Below the ports that Linux gives to outgoing connections and to whoever asks for any port (32768 to 60999, ip(7),
 * `ip_local_port_range`): nobody is given such a port between this look and the start of the process that is to have it.
 */
const [lowest, highest] = [20_000, 32_000];

/** A port of 127.0.0.1 on which nobody listens, for a process that has to be told its port. */
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
