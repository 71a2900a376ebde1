import type { Metrics } from '../../record/metrics.ts';
import { senderTo, standardRetries } from './awsCall.ts';
import { clientSettings } from './clientSettings.ts';
import { openConnections } from './connections.ts';
import { defaultProvider } from './environmentCredentials.ts';

export interface VendorServiceConfig {
  readonly requestTimeoutMs: number;
  /** Receives the number of throttled attempts. */
  readonly metrics?: Metrics;
}

/**
 * Returns the settings of a client, and the function that sends its commands, for a service in the vendor's own account
 * and the function's own region.
 *
 * @throws Error if the environment has no region; in Lambda it always has one
 */
export function vendorService(service: 'dynamodb' | 'sqs' | 'ssm', { requestTimeoutMs, metrics }: VendorServiceConfig) {
  const region = process.env['AWS_REGION'];
  if (region === undefined || region === '') throw new Error('AWS_REGION must be in the environment.');
  const attempts = standardRetries;
  return {
    settings: {
      ...clientSettings(service, { region, connections: openConnections(), attempts }),
      credentials: defaultProvider(),
    },
    send: senderTo(service, { requestTimeoutMs, attempts, metrics }),
  };
}
