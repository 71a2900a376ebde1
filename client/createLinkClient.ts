import { linkAndWebhookCalls, type LinkAndWebhookCalls } from './linkAndWebhookCalls.ts';
import { onboardingCalls, type OnboardingCalls } from './onboardingCalls.ts';
import type { ClientSettings } from './settings.ts';
import { createTransport } from './transport.ts';

/** The calls of a tenant's page, which has the token of a link. */
export type LinkClient = Pick<OnboardingCalls, 'get' | 'review' | 'provision' | 'claim' | 'claimAs' | 'waitFor'> &
  Pick<LinkAndWebhookCalls, 'shareLink'>;

/**
 * Returns a client for the token of a link. It calls the paths under `/v1/link`, which also a deployment has whose callers
 * sign. Throws as `createLatchkeyClient` does.
 */
export function createLinkClient(settings: ClientSettings): LinkClient {
  const transport = createTransport(settings, '/v1/link');
  const { get, review, provision, claim, claimAs, waitFor } = onboardingCalls(transport);
  return { get, review, provision, claim, claimAs, waitFor, shareLink: linkAndWebhookCalls(transport).shareLink };
}
