import { ProfileError, type Connection } from '../profile/connection.ts';

/**
 * The host of an HTTP API is `{api}.execute-api.{region}.{suffix}`. Source: API Gateway Developer Guide, "Invoke HTTP
 * APIs", and for the suffixes, "Amazon API Gateway endpoints and quotas".
 */
const executeApi =
  /^[a-z0-9]+\.execute-api\.([a-z0-9-]+)\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws|api\.amazonwebservices\.com\.cn)$/;

/** A connection whose requests are signed. */
type SignedConnection = Connection & { readonly auth: { readonly kind: 'sigv4' } };

/** Returns the region for which requests are signed: the setting, else that of the host. @throws ProfileError */
export function apiRegion({ url, auth, source }: SignedConnection): string {
  const { hostname } = new URL(url);
  const region = auth.region ?? executeApi.exec(hostname)?.[1];
  if (region !== undefined) return region;
  throw new ProfileError(
    `The host ${hostname} does not say in which region the API is, and requests are signed for a region. Set it (${source}): region in a profile, or LATCHKEY_REGION.`,
  );
}
