import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Attempts } from './awsCall.ts';
import { configuredEndpoint } from './endpoint.ts';
import { Sha256 } from './sha256.ts';

export interface ClientParts {
  readonly region: string;
  readonly connections: NodeHttpHandler;
  readonly attempts: Attempts;
}

/**
 * Returns the settings with which every client of the SDK is created. For a setting that is not given, each new client
 * of the SDK reads the environment and then the user's configuration files. Latchkey creates clients for each
 * onboarding and each new key, and each of them would repeat that. Lambda has no such files, so this function reads the
 * environment and leaves no setting open.
 *
 * The variables are the SDK's own (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
 */
export function clientSettings(service: string, { region, connections, attempts }: ClientParts) {
  const { env } = process;
  const endpoint = configuredEndpoint(service, env);
  return {
    region,
    requestHandler: connections,
    sha256: Sha256,
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
