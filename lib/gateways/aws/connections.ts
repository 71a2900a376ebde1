import { NodeHttpHandler } from '@smithy/node-http-handler';

/** How long a connection may take to open, in milliseconds. */
const connectionTimeoutMs = 1000;

/** Connections with both timeouts set; without `throwOnRequestTimeout` the SDK would only warn. */
export function connections(requestTimeoutMs: number): NodeHttpHandler {
  return new NodeHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  });
}
