import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

interface Digest {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
}
type Secret = string | ArrayBuffer | ArrayBufferView;

/** Stands in for `@smithy/core/checksum`: the hashes of Node itself, without those in JavaScript for where there is no Node. */
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

/** As an object of a key: for bare bytes Node tries out which of several things they are, for longer than the hash takes. */
function asKey(data: ArrayBuffer | ArrayBufferView): KeyObject {
  if (!ArrayBuffer.isView(data)) return createSecretKey(new Uint8Array(data));
  return createSecretKey(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/** With a secret the HMAC. */
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
