import * as api from './generated/index.js';
import type {
  CreateLinkRequest,
  Deliveries,
  Delivery,
  Link,
  TestWebhookRequest,
  WebhookKeys,
  WebhookTest,
} from './generated/types.gen.js';
import type { CallOptions } from './settings.ts';
import type { Transport } from './transport.ts';

/** The calls about links for tenants, and about webhooks. */
export interface LinkAndWebhookCalls {
  /** Creates a link token for the tenant's administrator. At most 5 are valid. */
  createLink(id: string, request?: CreateLinkRequest, options?: CallOptions): Promise<Link>;
  /** Invalidates all link tokens of the onboarding. */
  revokeLink(id: string, options?: CallOptions): Promise<void>;
  /** Invalidates one link token, and the one that was shared with it. */
  endLink(id: string, linkId: string, options?: CallOptions): Promise<void>;
  /** Returns the webhook events of an onboarding, each with its delivery tries. */
  deliveries(id: string, options?: CallOptions): Promise<Deliveries>;
  /** Sends a webhook event again. */
  redeliver(id: string, webhookId: string, options?: CallOptions): Promise<Delivery>;
  /** Sends a signed `webhook.test` event and returns the result. */
  testWebhook(request: TestWebhookRequest, options?: CallOptions): Promise<WebhookTest>;
  /** Returns the public keys for verifying webhook events. Needs no token. */
  webhookKeys(options?: CallOptions): Promise<WebhookKeys>;
}

/** Returns the calls about links and webhooks. */
export function linkAndWebhookCalls({ read, sendFor }: Transport): LinkAndWebhookCalls {
  return {
    createLink: (id, body, options) =>
      read({
        name: 'createLink',
        options,
        attempt: (tried) => api.createLink({ ...tried, path: { id }, ...(body !== undefined && { body }) }),
      }),
    revokeLink: async (id, options) => {
      await sendFor({
        name: 'revokeLink',
        options,
        attempt: (tried) => api.revokeLink({ ...tried, path: { id } }),
      });
    },
    endLink: async (id, linkId, options) => {
      await sendFor({
        name: 'endLink',
        options,
        attempt: (tried) => api.endLink({ ...tried, path: { id, linkId } }),
      });
    },
    deliveries: (id, options) =>
      read({
        name: 'listDeliveries',
        options,
        attempt: (tried) => api.listDeliveries({ ...tried, path: { id } }),
      }),
    redeliver: (id, webhookId, options) =>
      read({
        name: 'redeliver',
        options,
        mayRepeat: false,
        attempt: (tried) => api.redeliver({ ...tried, path: { id, webhookId } }),
      }),
    testWebhook: (body, options) =>
      read({
        name: 'testWebhook',
        options,
        mayRepeat: false,
        attempt: (tried) => api.testWebhook({ ...tried, body }),
      }),
    webhookKeys: (options) => read({ name: 'webhookKeys', options, attempt: (tried) => api.webhookKeys(tried) }),
  };
}
