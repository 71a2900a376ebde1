import { createHash } from 'node:crypto';
import { canonicalJson } from '../blueprints/canonicalJson.ts';

/**
 * The parts of a request that decide what it does. The format of the keys in the answer is not one of them, nor the
 * recipient key for which they are sealed.
 */
export interface RequestMeaning {
  /** The route key of API Gateway, such as `POST /v1/onboardings`. It has no host, stage or mapping. */
  readonly route: string;
  /** The decoded path parameters. */
  readonly pathParameters: Readonly<Record<string, string | undefined>>;
  /** The parsed body. A missing body is equal to an empty object. */
  readonly body: unknown;
  /** Whether the header Prefer asks for an asynchronous request. */
  readonly isAsynchronous: boolean;
}

/**
 * Returns the SHA-256 (hex) of a request, which is equal for two requests that mean the same: it covers the canonical
 * form of the JSON (RFC 8785), so that the order of members, white space and escapes do not matter. A member that is
 * null is equal to an absent one. Defaults are not filled in.
 */
export function requestHash({ route, pathParameters, body = {}, isAsynchronous }: RequestMeaning): string {
  const meaning = withoutNulls({ route, pathParameters, body: withoutRecipient(body), isAsynchronous });
  return createHash('sha256').update(canonicalJson(meaning)).digest('hex');
}

function withoutRecipient(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'recipientKey'));
}

/** Returns a JSON value without the members that are null. The entries of a list keep their places. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
