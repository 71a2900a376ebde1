/**
 * Why there is no answer of Latchkey: the network failed, no answer came in time, or what answered is not Latchkey.
 */
export type ConnectionFailure = 'network' | 'timeout' | 'not-latchkey';

interface Parts {
  readonly reason: ConnectionFailure;
  readonly call: string;
  readonly detail: string;
  readonly idempotencyKey: string | undefined;
  readonly cause: unknown;
}

/**
 * There is no answer of Latchkey. Whether it received the request, and did what it asks for, is not known.
 */
export class LatchkeyConnectionError extends Error {
  override readonly name = 'LatchkeyConnectionError';
  readonly reason: ConnectionFailure;
  /** The operation of the contract, for example `createOnboarding`. */
  readonly call: string;
  /** The Idempotency-Key of the request. To send it again with this key creates nothing twice. */
  readonly idempotencyKey: string | undefined;

  constructor({ reason, call, detail, idempotencyKey, cause }: Parts) {
    super(`${call} got no answer: ${detail}`, { cause });
    this.reason = reason;
    this.call = call;
    this.idempotencyKey = idempotencyKey;
  }
}
