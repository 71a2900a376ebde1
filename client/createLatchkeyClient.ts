import { linkAndWebhookCalls, type LinkAndWebhookCalls } from './linkAndWebhookCalls.ts';
import { onboardingCalls, type OnboardingCalls } from './onboardingCalls.ts';
import { serviceCalls, type ServiceCalls } from './serviceCalls.ts';
import type { ClientSettings } from './settings.ts';
import { tenantCalls, type TenantCalls } from './tenantCalls.ts';
import { createTransport } from './transport.ts';

/** Every call of the API as a function. Each throws the errors that `send` describes. */
export interface LatchkeyClient extends OnboardingCalls, TenantCalls, LinkAndWebhookCalls, ServiceCalls {}

/** Returns a client of the API at `baseUrl`. Sends nothing before the first call. Throws LatchkeyArgumentError if `baseUrl` is no URL. */
export function createLatchkeyClient(settings: ClientSettings): LatchkeyClient {
  const transport = createTransport(settings);
  return {
    ...onboardingCalls(transport),
    ...tenantCalls(transport),
    ...linkAndWebhookCalls(transport),
    ...serviceCalls(transport),
  };
}
