import type { Metrics } from '../../core/metrics.ts';
import { senderTo, standardRetries } from './awsCall.ts';
import { clientSettings } from './clientSettings.ts';
import { openConnections } from './connections.ts';
import { defaultProvider } from './environmentCredentials.ts';

export interface VendorServiceConfig {
  readonly requestTimeoutMs: number;
  /** Where throttles are counted. */
  readonly metrics?: Metrics;
}

/**
 * A service of the vendor's own account, in the function's own region: what its client is made with, and how commands
 * are sent by it.
 *
 * @throws Error where the environment has no region, which in Lambda it always has.
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
