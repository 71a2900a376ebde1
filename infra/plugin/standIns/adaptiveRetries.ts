/** Stands in for the SDK's adaptive retries: every client here is told to retry in the standard mode. */
export function AdaptiveRetryStrategy(): never {
  throw new Error('Retries are in the standard mode.');
}
