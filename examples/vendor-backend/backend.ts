import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { isWebhookEvent } from '../../client/index.ts';
import { takeKeys, type TakeKeysDeps } from './takeKeys.ts';

/** A webhook request, with its body as it came. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer to a webhook request. Anything but 2xx makes Latchkey send the event again later. */
export interface Reply {
  readonly status: number;
  readonly retryAfterSeconds?: number;
}

interface BackendDeps extends TakeKeysDeps {
  /** The secret of the webhooks, `whsec_…`. */
  readonly webhookSecret: string;
  readonly log: (message: string) => void;
}

/** Returns the function that answers webhook requests. It answers 2xx only when nothing is left to do for the event. */
export function backend(deps: BackendDeps): (delivery: Delivery) => Promise<Reply> {
  const webhook = new Webhook(deps.webhookSecret);
  return async ({ headers, body }) => {
    let event: unknown;
    try {
      event = webhook.verify(body, headers);
    } catch (error) {
      if (error instanceof WebhookVerificationError) return { status: 401 };
      throw error;
    }
    // Other events, and those of later versions, need nothing here.
    if (!isWebhookEvent(event) || event.type !== 'onboarding.ready') return { status: 204 };
    const { id, tenantId } = event.data;
    try {
      const outcome = await takeKeys(deps, id);
      deps.log(`keys of ${tenantId} (${id}): ${outcome}`);
      return outcome === 'later' ? { status: 503, retryAfterSeconds: 5 } : { status: 204 };
    } catch (error) {
      // The message of an error of the client or of AWS contains no secret.
      deps.log(`keys of ${tenantId} (${id}): ${error instanceof Error ? error.message : String(error)}`);
      return { status: 500 };
    }
  };
}
