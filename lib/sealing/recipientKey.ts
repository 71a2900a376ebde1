/** The public key, as a JWK (RFC 7517), for which credentials are sealed. It has no other members. */
export interface RecipientKey {
  readonly kty: 'EC' | 'OKP' | 'RSA';
  readonly crv?: string | undefined;
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  readonly n?: string | undefined;
  readonly e?: string | undefined;
  readonly alg?: string | undefined;
  readonly use?: string | undefined;
  readonly key_ops?: readonly string[] | undefined;
  readonly ext?: boolean | undefined;
  readonly kid?: string | undefined;
}

/** A member that consists of the key itself. */
export type KeyMember = 'crv' | 'x' | 'y' | 'n' | 'e';

/** What a type of key consists of, and what it is used for. */
export interface KeyType {
  /** In alphabetical order, as in the thumbprint (RFC 7638, section 3.2). */
  readonly members: readonly KeyMember[];
  /** Undefined: the type has no curves. */
  readonly curve?: string;
  /** The accepted values of `alg` (RFC 7518, section 4.1). The first is used if the key has none. */
  readonly algorithms: readonly [string, ...string[]];
  /** The accepted values in `key_ops`. */
  readonly operations: readonly string[];
  /** Whether `key_ops` may be empty, as Web Crypto exports the public half of a key agreement. */
  readonly mayHaveNoOperation: boolean;
}

const agreement = {
  algorithms: ['ECDH-ES', 'ECDH-ES+A256KW'],
  operations: ['deriveKey', 'deriveBits'],
  mayHaveNoOperation: true,
} as const;

/** The types of keys that can receive credentials. */
export const keyTypes: Readonly<Record<RecipientKey['kty'], KeyType>> = {
  EC: { ...agreement, members: ['crv', 'x', 'y'], curve: 'P-256' },
  OKP: { ...agreement, members: ['crv', 'x'], curve: 'X25519' },
  RSA: {
    members: ['e', 'n'],
    algorithms: ['RSA-OAEP-256'],
    operations: ['encrypt', 'wrapKey'],
    mayHaveNoOperation: false,
  },
};

/** Returns the members that are the key itself, in alphabetical order, without what is said about it. */
export function keyItself(key: RecipientKey): Readonly<Record<string, string | undefined>> {
  const names = [...keyTypes[key.kty].members, 'kty' as const].toSorted();
  return Object.fromEntries(names.map((name) => [name, key[name]]));
}
