/**
 * Stands in for `@aws-sdk/middleware-endpoint-discovery`: DynamoDB is called at the region's endpoint, and is not asked
 * for others (lib/gateways/state/table.ts).
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {};

export function resolveEndpointDiscoveryConfig<T>(config: T): T {
  return config;
}
