import type { IncomingHttpHeaders } from 'node:http';

/** Whether the header Host has a name of this machine. Other names can also resolve to 127.0.0.1 (DNS rebinding). */
export function isLoopback(host: string | undefined): boolean {
  const url = URL.parse(`http://${host ?? ''}`);
  return url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** The name by which a container reaches the machine that it runs on. */
const nameForContainers = 'host.docker.internal';

/**
 * Whether a page of another origin may have sent a request. Any page can make the browser send a simple POST to
 * 127.0.0.1: the header Origin then has the page's origin. A page whose host name resolves to 127.0.0.1 can send every
 * request: the header Host then has that name.
 */
export function isFromForeignPage({ host, origin }: IncomingHttpHeaders): boolean {
  // Only browsers matter here, and they send Host.
  if (host === undefined) return false;
  const isKnown = isLoopback(host) || URL.parse(`http://${host}`)?.hostname === nameForContainers;
  return !isKnown || (origin !== undefined && URL.parse(origin)?.host !== host);
}
