import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { openJwe } from './openJwe.ts';

/** A recipient key of a caller: the JWK to send, and what opens the answer. */
export interface TestRecipient {
  readonly jwk: JsonWebKey;
  readonly privateKey: KeyObject;
  readonly open: (jwe: string) => ReturnType<typeof openJwe>;
}

const pairs = {
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  X25519: () => generateKeyPairSync('x25519'),
  RSA: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
} as const;

export type RecipientKind = keyof typeof pairs;

/** Makes a recipient key. `more`: further members of the JWK. */
export function newRecipient(kind: RecipientKind = 'P-256', more: JsonWebKey = {}): TestRecipient {
  const { publicKey, privateKey } = pairs[kind]();
  const jwk = { ...publicKey.export({ format: 'jwk' }), ...more };
  return { jwk, privateKey, open: (jwe) => openJwe(jwe, privateKey) };
}
