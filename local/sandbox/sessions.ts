import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';

/**
 * The key that signs session tokens. It is not secret, because everybody can act as root of any account here. It only
 * distinguishes the sandbox's tokens from others.
 */
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

/**
 * A role session. The sandbox does not store sessions: the token contains everything, so sessions survive a restart.
 */
export type Session = z.infer<typeof sessionSchema>;

function mac(text: string): Buffer {
  return createHmac('sha256', tokenKey).update(text).digest();
}

/** Returns the secret access key of a session: 40 characters. */
export function sessionSecret(accessKeyId: string): string {
  return mac(`secret:${accessKeyId}`).toString('base64').slice(0, 40);
}

/** Returns the session token of a session: its data and a signature. */
export function sealSession(session: Session): string {
  const payload = Buffer.from(JSON.stringify(session)).toString('base64');
  return `${mac(payload).toString('base64')}${payload}`;
}

const macLength = 44;

/** The sessions of recent tokens, because a caller sends the same token with each call. */
const opened = new Map<string, Session>();
const maxOpened = 100;

/** Returns the session in a token, or undefined if the sandbox did not create the token. */
export function openSession(token: string): Session | undefined {
  const known = opened.get(token);
  if (known !== undefined) return known;
  const session = readToken(token);
  if (opened.size >= maxOpened) opened.clear();
  if (session !== undefined) opened.set(token, session);
  return session;
}

function readToken(token: string): Session | undefined {
  const payload = token.slice(macLength);
  const claimed = Buffer.from(token.slice(0, macLength), 'base64');
  const expected = mac(payload);
  if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return undefined;
  return sessionSchema.parse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')));
}
