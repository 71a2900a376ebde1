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

/** How much of a receiver's answer is kept. */
const keptBytes = 1024;

export interface SenderParts {
  readonly rules: EndpointRules;
  /** For all of one try, milliseconds. */
  readonly timeoutMs: number;
  readonly secrets: ReadSecrets;
  readonly clock: Clock;
  /** The system's resolver, unless given. */
  readonly resolve?: Resolve;
  /** Addresses that may be connected to: those of the public internet, unless given. */
  readonly isAdmitted?: (address: string) => boolean;
  /** Authorities whose certificates count, in PEM: Node's, unless given. */
  readonly ca?: string;
}

/**
 * Sends events to URLs that strangers choose. Nothing is sent but to a unicast address of the public internet, as it is
 * found when the socket connects; through no proxy, along no redirect; within one timeout for everything.
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

/** With the code of Node's core, where the message has none: it may be empty. */
function sentence(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const text = error.message.includes(code) ? error.message : `${code} ${error.message}`.trim();
  return safeText(Buffer.from(text), keptBytes);
}
