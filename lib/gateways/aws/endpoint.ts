/**
 * Returns the URL that the environment sets for a service or for all services. Returns undefined if the service is
 * called at its own endpoint. The variables are the SDK's
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 *
 * @param service the endpoint prefix; in upper case it is part of the variable's name
 */
export function configuredEndpoint(
  service: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env['AWS_ENDPOINT_URL'] || undefined;
}
