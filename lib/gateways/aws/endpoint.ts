import { partitions, type Partition } from '../../core/partitions.ts';

export interface Endpoint {
  readonly region: string;
  readonly url: URL;
}

/**
 * Where a service is called: at the URL that the environment names for it, or for all, else at its own in the region.
 * The settings are the SDK's (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 *
 * @param service by its endpoint prefix; its setting is called the same in capitals
 * @param region the environment's, unless the service is asked elsewhere
 * @throws Error where the environment has no region, which in Lambda it always has.
 */
export function endpointOf(
  service: string,
  partition: Partition,
  env: NodeJS.ProcessEnv,
  region = env['AWS_REGION'],
): Endpoint {
  if (region === undefined || region === '') throw new Error('AWS_REGION must be in the environment.');
  const isIgnored = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true';
  const configured = isIgnored ? '' : env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env['AWS_ENDPOINT_URL'];
  return { region, url: new URL(configured || `https://${service}.${region}.${partitions[partition].dnsSuffix}`) };
}
