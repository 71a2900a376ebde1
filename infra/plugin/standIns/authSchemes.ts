import { resolveAwsSdkSigV4Config } from '@aws-sdk/core/httpAuthSchemes';
import { normalizeProvider } from '@smithy/core/client';
import type { HttpAuthOption, Provider } from '@smithy/types';

/**
 * Replaces the code with which a client chooses how it signs a call. All calls here are signed with Signature Version 4
 * for one region. The signer takes the region and the service from the endpoint, or else from the client's settings.
 */
export const schemes = (): HttpAuthOption[] => [
  {
    schemeId: 'aws.auth#sigv4',
    propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
  },
];

/** Returns what the choice depends on: nothing. */
export const schemeParameters = (): Promise<undefined> => Promise.resolve(undefined);

type Signed = Parameters<typeof resolveAwsSdkSigV4Config>[0] & {
  readonly authSchemePreference?: string[] | Provider<string[]>;
};

/** Returns the settings of a client with those for its signatures. */
export function resolveHttpAuthSchemeConfig(config: Signed) {
  return Object.assign(resolveAwsSdkSigV4Config(config), {
    authSchemePreference: normalizeProvider(config.authSchemePreference ?? []),
  });
}
