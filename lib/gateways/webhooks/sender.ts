import type { Clock } from '../../core/ports.ts';
import type { SendResult, Sending, WebhookSender } from '../../webhooks/ports.ts';
import { isLoopbackAddress, isPublicAddress } from '../../webhooks/publicAddress.ts';
import { endpointProblem, hostOf, type EndpointRules } from '../../webhooks/endpoint.ts';
import { webhookHeaders } from '../../webhooks/signature.ts';
import { post, type Posted } from './post.ts';
import { AddressRefused, checkedLookup, systemResolve, type Resolve } from './resolvedHost.ts';
import { retryAfterMs } from './retryAfter.ts';
import { safeText } from './safeText.ts';
import type { ReadSecrets } from './readSecrets.ts';

/** How many bytes of a receiver's answer are kept. */
const keptBytes = 1024;

export interface SenderParts {
  readonly rules: EndpointRules;
  /** The timeout of one whole try, in milliseconds. */
  readonly timeoutMs: number;
  readonly secrets: ReadSecrets;
  readonly clock: Clock;
  /** Default: the resolver of the operating system. */
  readonly resolve?: Resolve;
  /** Whether an address may be connected to. Default: the addresses of the public internet. */
  readonly isAdmitted?: (address: string) => boolean;
  /** The trusted certificate authorities, in PEM. Default: those of Node. */
  readonly ca?: string;
}

/**
 * Returns the sender of events. Callers of the API choose the URLs, so the sender does not trust them: it sends only to
 * unicast addresses of the public internet, which it checks when the socket connects. It uses no proxy, follows no
 * redirect, and has one timeout for the whole try.
 */
export function webhookSender(parts: SenderParts): WebhookSender {
  const { rules, timeoutMs, secrets, clock, resolve = systemResolve, isAdmitted = isPublicAddress, ca } = parts;

  return {
    timeoutMs,
    send: async (sending: Sending): Promise<SendResult> => {
      const problem = endpointProblem(sending.url, rules);
      if (problem !== undefined) return { outcome: 'refused', ms: 0, error: `The URL ${problem}` };
      const url = new URL(sending.url);
      const isLoopback = url.protocol === 'http:' && isLoopbackAddress(hostOf(url));
      const headers = webhookHeaders(sending, await secrets());
      const startedAt = clock.monotonic();
      const posted = await post({
        url,
        headers,
        body: sending.body,
        timeoutMs,
        lookup: checkedLookup(resolve, isLoopback ? isLoopbackAddress : isAdmitted),
        ca,
      });
      return { ...resultOf(posted, clock.now()), ms: Math.round(clock.monotonic() - startedAt) };
    },
  };
}

function resultOf({ status, retryAfter, body, error }: Posted, now: number): Omit<SendResult, 'ms'> {
  if (status === undefined) {
    const outcome = error instanceof AddressRefused ? 'refused' : 'retry';
    return { outcome, error: error === undefined ? 'The connection was closed without an answer.' : sentence(error) };
  }
  const asksToWait = status === 429 || status === 503;
  return {
    outcome: status >= 200 && status < 300 ? 'delivered' : status === 410 ? 'gone' : 'retry',
    status,
    answer: safeText(body, keptBytes),
    ...(error === undefined ? {} : { error: sentence(error) }),
    ...(asksToWait ? { retryAfterMs: retryAfterMs(retryAfter, now) } : {}),
  };
}

/**
 * Returns the message of an error, with Node's error code if the message does not contain it. The message of such an
 * error may be empty.
 */
function sentence(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const text = error.message.includes(code) ? error.message : `${code} ${error.message}`.trim();
  return safeText(Buffer.from(text), keptBytes);
}
