import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';

/** Signs tokens. Anybody may be any account's root here, so it protects nothing; it only tells our tokens from others. */
const tokenKey = 'latchkey-sandbox-session';

const sessionSchema = z.object({
  accessKeyId: z.string(),
  accountId: z.string(),
  roleName: z.string(),
  roleId: z.string(),
  sessionName: z.string(),
  issuedAt: z.number(),
  expiresAt: z.number(),
  policies: z.array(z.string()),
});

/** A role session. Like AWS, the sandbox keeps none of it: the token carries everything, so sessions survive a restart. */
export type Session = z.infer<typeof sessionSchema>;

function mac(text: string): Buffer {
  return createHmac('sha256', tokenKey).update(text).digest();
}

/** The secret that belongs to a session's key: 40 characters. */
export function sessionSecret(accessKeyId: string): string {
  return mac(`secret:${accessKeyId}`).toString('base64').slice(0, 40);
}

export function sealSession(session: Session): string {
  const payload = Buffer.from(JSON.stringify(session)).toString('base64');
  return `${mac(payload).toString('base64')}${payload}`;
}

const macLength = 44;

/** Undefined for whatever is not a token of the sandbox's. */
export function openSession(token: string): Session | undefined {
  const payload = token.slice(macLength);
  const claimed = Buffer.from(token.slice(0, macLength), 'base64');
  const expected = mac(payload);
  if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return undefined;
  return sessionSchema.parse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')));
}
