/**
 * The URL that the environment names for a service, or for all; undefined where the service is called at its own
 * endpoint. The settings are the SDK's (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 *
 * @param service by its endpoint prefix; its setting is called the same in capitals
 */
export function configuredEndpoint(
  service: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env['AWS_ENDPOINT_URL'] || undefined;
}
