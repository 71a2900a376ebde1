import { NodeHttpHandler } from '@smithy/node-http-handler';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../core/ports.ts';
import { systemClock } from '../clock.ts';

/** How long opening a connection may take, in milliseconds. */
const connectionTimeoutMs = 1000;

/** How many connections to one host may be open at the same time. This is the SDK's own default. */
const maxSockets = 50;

/**
 * How long a connection may be idle, in milliseconds. After that it is not used again. Servers close idle connections
 * after some seconds (Node's own server after 5, `server.keepAliveTimeout`). Lambda freezes a process between two
 * invocations, and a frozen process does not notice that a connection was closed. It would send its next request on the
 * closed connection, and it would be unknown whether AWS carried out the call. The pauses between the calls of one
 * onboarding are shorter.
 */
const longestIdleMs = 3000;

/**
 * Returns a request handler that keeps connections open and uses them again. Several clients can share it. The sender
 * sets the timeout of each request (awsCall.ts). Without `throwOnRequestTimeout` the SDK would only log a warning.
 *
 * @param clock is read directly before a request is sent, because timers do not run in a frozen process
 */
export function openConnections(clock: Pick<Clock, 'now' | 'monotonic'> = systemClock): NodeHttpHandler {
  const idleSince = new WeakMap<Duplex, { readonly now: number; readonly monotonic: number }>();
  const noteIdle = (socket: Duplex) => {
    idleSince.set(socket, { now: clock.now(), monotonic: clock.monotonic() });
  };
  // Uses both clocks, because one of them may have stopped while the process was frozen.
  const isStale = (socket: Duplex) => {
    const since = idleSince.get(socket);
    if (since === undefined) return false;
    return Math.max(clock.now() - since.now, clock.monotonic() - since.monotonic) > longestIdleMs;
  };

  class HttpAgent extends http.Agent {
    override keepSocketAlive(socket: Duplex): void {
      noteIdle(socket);
      return super.keepSocketAlive(socket);
    }
  }
  class HttpsAgent extends https.Agent {
    override keepSocketAlive(socket: Duplex): void {
      noteIdle(socket);
      return super.keepSocketAlive(socket);
    }
  }
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets });
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets });

  /**
   * Removes stale connections. `agentRemove` takes a socket out of its agent at once (Node.js, "Class: http.Agent").
   */
  const dropStale = () => {
    const idle = [httpAgent, httpsAgent].flatMap(({ freeSockets }) => Object.values(freeSockets).flat());
    for (const socket of idle) {
      if (socket === undefined || !isStale(socket)) continue;
      socket.emit('agentRemove');
      socket.destroy();
    }
  };

  class FreshConnections extends NodeHttpHandler {
    override handle(...request: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
      dropStale();
      return super.handle(...request);
    }
  }
  return new FreshConnections({
    connectionTimeout: connectionTimeoutMs,
    throwOnRequestTimeout: true,
    httpAgent,
    httpsAgent,
  });
}
