import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

interface Digest {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
}
type Secret = string | ArrayBuffer | ArrayBufferView;

/**
 * Replaces `@smithy/core/checksum` by the hashes of Node, without the JavaScript implementations for other platforms.
 */
abstract class NodeHash {
  readonly #algorithm: string;
  readonly #secret: Secret | undefined;
  #hash: Digest;

  constructor(algorithm: string, secret?: Secret) {
    this.#algorithm = algorithm;
    this.#secret = secret;
    this.#hash = this.#begin();
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#begin();
  }

  #begin(): Digest {
    const secret = this.#secret;
    if (secret === undefined) return createHash(this.#algorithm);
    return createHmac(this.#algorithm, typeof secret === 'string' ? secret : asKey(secret));
  }
}

/**
 * Returns the key as a KeyObject. For plain bytes, Node first tries several types of keys, which takes longer than the
 * hash itself.
 */
function asKey(data: ArrayBuffer | ArrayBufferView): KeyObject {
  if (!ArrayBuffer.isView(data)) return createSecretKey(new Uint8Array(data));
  return createSecretKey(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/** SHA-256, or HMAC-SHA256 if there is a secret. */
export class Sha256 extends NodeHash {
  constructor(secret?: Secret) {
    super('sha256', secret);
  }
}

export class Md5 extends NodeHash {
  constructor() {
    super('md5');
  }
}
