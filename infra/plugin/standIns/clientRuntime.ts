import { createDefaultUserAgentProvider } from '@aws-sdk/core/client';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { calculateBodyLength } from '@smithy/core/serde';
import { NodeHttpHandler, streamCollector } from '@smithy/node-http-handler';

/** The settings of a client that are the same on all platforms. */
interface SharedSettings {
  readonly serviceId: string;
}

/** The settings with which a client is created. */
interface GivenSettings {
  readonly requestHandler?: Parameters<typeof NodeHttpHandler.create>[0];
}

/**
 * Replaces the code with which each client completes its settings for Node. Every client here is created with the settings
 * that this code would read from the environment and from files (lib/gateways/aws/clientSettings.ts).
 */
export function runtimeConfig(shared: SharedSettings, given: GivenSettings, clientVersion: string) {
  return {
    ...shared,
    runtime: 'node',
    authSchemePreference: [],
    bodyLengthChecker: calculateBodyLength,
    credentialDefaultProvider: defaultProvider,
    defaultUserAgentProvider: createDefaultUserAgentProvider({ serviceId: shared.serviceId, clientVersion }),
    maxAttempts: 3,
    retryMode: 'standard',
    streamCollector,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: '',
    ...given,
    requestHandler: NodeHttpHandler.create(given.requestHandler),
  };
}
