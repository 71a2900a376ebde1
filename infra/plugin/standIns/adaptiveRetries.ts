/**
 * Replaces the SDK's adaptive retries. They are not used, because every client here is created with the standard mode.
 */
export function AdaptiveRetryStrategy(): never {
  throw new Error('Retries are in the standard mode.');
}
