import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** SHA-256, or with a secret the HMAC of it, in the form that the SDK's signer asks for. */
export class Sha256 {
  readonly #hash: { update(data: Uint8Array): unknown; digest(): Uint8Array };

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', asKey(secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  /** Part of the signer's interface; it makes a new one for each hash instead. */
  reset(): void {
    throw new Error('A hash is used once.');
  }
}

/** As an object of a key: for bare bytes Node tries out which of several things they are, for longer than the hash takes. */
function asKey(secret: string | ArrayBuffer | ArrayBufferView): string | KeyObject {
  if (typeof secret === 'string') return secret;
  if (!ArrayBuffer.isView(secret)) return createSecretKey(new Uint8Array(secret));
  return createSecretKey(new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength));
}
