import { NodeHttpHandler } from '@smithy/node-http-handler';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../core/ports.ts';
import { systemClock } from '../clock.ts';

/** How long a connection may take to open, in milliseconds. */
const connectionTimeoutMs = 1000;

/** How many connections to one host may be open at a time: the SDK's own default. */
const maxSockets = 50;

/**
 * A connection that has been idle for longer, in milliseconds, is not used again. Servers close idle connections after
 * some seconds (Node's own after 5, `server.keepAliveTimeout`). Lambda freezes a process between two invocations, and a
 * frozen process does not see that: its next request would go out on a closed connection, and nobody could tell whether
 * the call was carried out. An onboarding makes its calls within less.
 */
const longestIdleMs = 3000;

/**
 * Connections that are kept open and used again, for all clients that are given them. Whoever sends sets the timeout of
 * each request (awsCall.ts); without `throwOnRequestTimeout` the SDK would only warn.
 *
 * @param clock read when a request is about to go out: timers do not run in a frozen process
 */
export function openConnections(clock: Pick<Clock, 'now' | 'monotonic'> = systemClock): NodeHttpHandler {
  const idleSince = new WeakMap<Duplex, { readonly now: number; readonly monotonic: number }>();
  const noteIdle = (socket: Duplex) => {
    idleSince.set(socket, { now: clock.now(), monotonic: clock.monotonic() });
  };
  // Both clocks: one of them may have stood still while the process was frozen.
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

  /** At once: a socket that emits `agentRemove` is the agent's no more (Node.js, "Class: http.Agent"). */
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
