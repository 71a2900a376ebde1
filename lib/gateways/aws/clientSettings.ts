import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Attempts } from './awsCall.ts';
import { configuredEndpoint } from './endpoint.ts';

export interface ClientParts {
  readonly region: string;
  readonly connections: NodeHttpHandler;
  readonly attempts: Attempts;
}

/**
 * What every client of the SDK is made with. Where a setting is not given, the SDK looks for it in the environment and
 * then in a person's files, for each client anew; a client for each onboarding and each new key would do so each time.
 * Lambda has no such files, so the environment is read here, and nothing is left to look for.
 *
 * The variables are the SDK's own (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
 */
export function clientSettings(service: string, { region, connections, attempts }: ClientParts) {
  const { env } = process;
  const endpoint = configuredEndpoint(service, env);
  return {
    region,
    requestHandler: connections,
    maxAttempts: attempts.maxAttempts,
    retryMode: 'standard',
    useFipsEndpoint: env['AWS_USE_FIPS_ENDPOINT'] === 'true',
    useDualstackEndpoint: env['AWS_USE_DUALSTACK_ENDPOINT'] === 'true',
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    authSchemePreference: ['sigv4'],
    userAgentAppId: env['AWS_SDK_UA_APP_ID'] ?? '',
    disableClockSkewCorrection: false,
  };
}
