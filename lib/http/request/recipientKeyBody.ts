import * as z from 'zod/mini';
import { objectOf, textWith } from './readBody.ts';

const oneOf = <const T extends string>(values: readonly [T, ...T[]]) =>
  z.enum(values, { error: `must be ${values.join(' or ')}.` });

/** A part of a key. A modulus of 4096 bits has 683 characters. lib/sealing/recipientKeyErrors.ts checks the rest. */
const part = textWith(/^[\w-]{1,1000}$/, 'must be base64url without padding.');

/** The public key, as a JWK, for which the keys in the answer are sealed. */
export const recipientKeyBody = objectOf(
  {
    kty: oneOf(['EC', 'OKP', 'RSA']),
    crv: z.optional(oneOf(['P-256', 'X25519'])),
    x: z.optional(part),
    y: z.optional(part),
    n: z.optional(part),
    e: z.optional(part),
    alg: z.optional(oneOf(['ECDH-ES', 'ECDH-ES+A256KW', 'RSA-OAEP-256'])),
    use: z.optional(oneOf(['enc'])),
    key_ops: z.optional(
      z
        .array(oneOf(['deriveKey', 'deriveBits', 'encrypt', 'wrapKey']), { error: 'must be a list of operations.' })
        .check(z.maxLength(2, 'must be at most two operations.')),
    ),
    ext: z.optional(z.boolean({ error: 'must be true or false.' })),
    kid: z.optional(textWith(/^[\x20-\x7e]{1,128}$/, 'must be 1 to 128 ASCII characters.')),
  },
  'must be a public key as a JWK.',
);
export type RecipientKeyBody = z.infer<typeof recipientKeyBody>;
