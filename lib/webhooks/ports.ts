import type { WorkQueue } from '../core/ports.ts';
import type { CommonDeps, RecordDeps } from '../record/ports.ts';
import type { EndpointRules } from './endpoint.ts';
import type { WebhookPublicKey } from './secrets.ts';

/** Result of one try to send an event. */
export interface SendResult {
  /**
   * `delivered`: the receiver answered 2xx. `gone`: it answered 410, and no more events are sent to it. `retry`: it
   * gave any other answer, or none. `refused`: nothing was sent, because the URL or its address is not allowed.
   */
  readonly outcome: 'delivered' | 'gone' | 'retry' | 'refused';
  /** HTTP status of the receiver's answer, if there was one. */
  readonly status?: number | undefined;
  /** Duration of the try. */
  readonly ms: number;
  /** The first KB of the receiver's answer, without characters that are unsafe to show. */
  readonly answer?: string | undefined;
  /** A sentence that says why there is no answer, or no complete one. */
  readonly error?: string | undefined;
  /** The value of the receiver's header Retry-After. */
  readonly retryAfterMs?: number | undefined;
}

export interface Sending {
  readonly url: string;
  /** The header `webhook-id`, the same for all tries of an event. Must not contain a dot. */
  readonly id: string;
  /** Time of this try, in epoch milliseconds. It is signed, and receivers refuse a request with an old time. */
  readonly at: number;
  readonly body: string;
}

export interface WebhookSender {
  /** The longest that `send` takes, in milliseconds. */
  readonly timeoutMs: number;
  /** Signs a request and sends it once. Does not throw if the try fails. Throws if the signing secrets cannot be read. */
  send(sending: Sending): Promise<SendResult>;
}

export interface WebhookKeys {
  /**
   * Returns the public keys for verifying signatures, the newest first. Throws if the signing secrets cannot be read.
   */
  publicKeys(): Promise<readonly WebhookPublicKey[]>;
}

export interface WebhookSettings {
  /** The URL for the events of onboardings without a webhook URL of their own. */
  readonly webhookUrl: string | undefined;
  /** The rules for the URLs that events may be sent to. */
  readonly webhookRules: EndpointRules;
}

/** The dependencies of code that requests a delivery. */
export interface DeliveryQueueDeps extends CommonDeps {
  /** Onboardings with an event to deliver. */
  readonly deliveryQueue: WorkQueue;
}

/** The dependencies of deliveries and redeliveries. */
export interface DeliveryDeps extends DeliveryQueueDeps {
  readonly store: RecordDeps['store'];
}

/** The dependencies of code that sends webhook requests. */
export interface SenderDeps extends CommonDeps {
  readonly webhooks: WebhookSender;
}
