import { once } from 'node:events';
import { connect } from 'node:net';

/** How long the port has to accept a connection, in milliseconds. On this machine it takes less than one. */
const connectMs = 2000;

/**
 * Returns what to start if nothing listens at the URL of the local AWS, and undefined otherwise. Without this check,
 * `invoke local` would repeat each call until the time of the request is used up, and answer 500.
 */
export async function localAwsProblem(url: string): Promise<string | undefined> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connectMs) });
    return undefined;
  } catch {
    return `This function calls AWS, and nothing listens at ${url}: run "npm start" in another terminal, with the same AWS_PORT if you set it.`;
  } finally {
    socket.destroy();
  }
}
