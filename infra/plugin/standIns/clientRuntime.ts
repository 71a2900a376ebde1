import { createDefaultUserAgentProvider } from '@aws-sdk/core/client';
import { AwsSdkSigV4Signer } from '@aws-sdk/core/httpAuthSchemes';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Sha256 } from '@smithy/core/checksum';
import { NoOpLogger } from '@smithy/core/client';
import { parseUrl } from '@smithy/core/protocols';
import { calculateBodyLength, fromBase64, fromUtf8, toBase64, toUtf8 } from '@smithy/core/serde';
import { NodeHttpHandler, streamCollector } from '@smithy/node-http-handler';
import type { IdentityProviderConfig } from '@smithy/types';
import { schemes } from './authSchemes.ts';

/** The settings of a client that are the same on all platforms. */
interface SharedSettings {
  readonly serviceId: string;
}

/** The settings with which a client is created. */
interface GivenSettings {
  readonly requestHandler?: Parameters<typeof NodeHttpHandler.create>[0];
}

/** Replaces the code with which each client completes the settings that are the same on all platforms. */
export const sharedSettings = <T extends object>(serviceId: string, apiVersion: string, ofClient: T) => ({
  serviceId,
  apiVersion,
  base64Decoder: fromBase64,
  base64Encoder: toBase64,
  disableHostPrefix: false,
  extensions: [],
  httpAuthSchemeProvider: schemes,
  httpAuthSchemes: [
    {
      schemeId: 'aws.auth#sigv4',
      identityProvider: (config: IdentityProviderConfig) => config.getIdentityProvider('aws.auth#sigv4'),
      signer: new AwsSdkSigV4Signer(),
    },
  ],
  logger: new NoOpLogger(),
  sha256: Sha256,
  urlParser: parseUrl,
  utf8Decoder: fromUtf8,
  utf8Encoder: toUtf8,
  ...ofClient,
});

/**
 * Replaces the code with which each client completes them for Node. Every client here is created with the settings
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
