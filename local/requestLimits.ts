/** How long a server waits for a request, in milliseconds. */
export interface RequestLimits {
  /** For the headers. */
  readonly headersTimeout: number;
  /** For the whole request with its body. */
  readonly requestTimeout: number;
  /** How often Node looks for requests that have exceeded a limit. */
  readonly connectionsCheckingInterval: number;
}

/**
 * The limits of the local servers. Node's own are five minutes for a request, so that slow clients would use up a
 * process's connections. A request that exceeds a limit is answered with 408, and its connection is closed, at the
 * latest 40 s after its first byte.
 */
export const requestLimits: RequestLimits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 10_000,
};
