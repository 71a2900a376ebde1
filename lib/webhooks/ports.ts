import type { CoreDeps, WorkQueue } from '../core/ports.ts';
import type { RecordDeps } from '../record/ports.ts';
import type { EndpointRules } from './endpoint.ts';
import type { WebhookPublicKey } from './secrets.ts';

/** Result of one try to send an event. */
export interface SendResult {
  /**
   * `delivered`: the receiver answered 2xx. `gone`: it answered 410, and gets nothing more. `retry`: any other answer, or
   * none. `refused`: nothing was sent, because the URL or its address is not allowed.
   */
  readonly outcome: 'delivered' | 'gone' | 'retry' | 'refused';
  /** Status of the receiver's answer, where one came. */
  readonly status?: number | undefined;
  /** How long it took. */
  readonly ms: number;
  /** The first KB of the receiver's answer, made safe to show. */
  readonly answer?: string | undefined;
  /** Why there is no answer, or not all of it: a sentence. */
  readonly error?: string | undefined;
  /** The receiver's Retry-After. */
  readonly retryAfterMs?: number | undefined;
}

export interface Sending {
  readonly url: string;
  /** The `webhook-id`, the same for all tries of an event. Without a dot. */
  readonly id: string;
  /** Time of this try, in epoch milliseconds: it is signed, and receivers refuse an old one. */
  readonly at: number;
  readonly body: string;
}

export interface WebhookSender {
  /** The longest that `send` takes, in milliseconds. */
  readonly timeoutMs: number;
  /** Signs and sends once. Whatever the receiver does is a result. Throws where the signing secrets cannot be read. */
  send(sending: Sending): Promise<SendResult>;
}

export interface WebhookKeys {
  /** The public keys to check signatures with, the newest first. Throws like `send`. */
  publicKeys(): Promise<readonly WebhookPublicKey[]>;
}

export interface WebhookSettings {
  /** Where events go if the onboarding names no webhook. */
  readonly webhookUrl: string | undefined;
  /** Which URLs events may be sent to. */
  readonly webhookRules: EndpointRules;
}

/** What asking for a delivery needs. */
export interface DeliveryQueueDeps extends CoreDeps {
  /** Onboardings with an event to deliver. */
  readonly deliveryQueue: WorkQueue;
}

/** What deliveries and redeliveries need. */
export interface DeliveryDeps extends DeliveryQueueDeps {
  readonly store: RecordDeps['store'];
}

/** What sending needs. */
export interface SenderDeps extends CoreDeps {
  readonly webhooks: WebhookSender;
}
