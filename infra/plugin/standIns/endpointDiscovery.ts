/**
 * Replaces `@aws-sdk/middleware-endpoint-discovery`, and the command that it sends. They are not used, because DynamoDB is
 * called at the endpoint of the region (lib/gateways/state/table.ts).
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {};

export function resolveEndpointDiscoveryConfig<T>(config: T): T {
  return config;
}

export function DescribeEndpointsCommand(): never {
  throw new Error('DynamoDB is called at the endpoint of the region.');
}
