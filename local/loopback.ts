import type { IncomingHttpHeaders } from 'node:http';

/** Whether the header Host has a name of this machine. A foreign name can be made to lead to 127.0.0.1. */
export function isLoopback(host: string | undefined): boolean {
  const url = URL.parse(`http://${host ?? ''}`);
  return url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** The name by which a container reaches the machine that it runs on. */
const nameForContainers = 'host.docker.internal';

/**
 * Whether a page of another origin may have sent a request: a browser sends a simple POST of any page to 127.0.0.1, with
 * the page's origin, and all requests of a page whose name leads to 127.0.0.1, with that name.
 */
export function isFromForeignPage({ host, origin }: IncomingHttpHeaders): boolean {
  // Only browsers matter here, and they send Host.
  if (host === undefined) return false;
  const isKnown = isLoopback(host) || URL.parse(`http://${host}`)?.hostname === nameForContainers;
  return !isKnown || (origin !== undefined && URL.parse(origin)?.host !== host);
}
