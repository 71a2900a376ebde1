/**
 * Replaces the functions that the SDK's rules for endpoints call. There are tables with the results of these rules instead
 * (standIns/endpoints.ts).
 */
export const awsEndpointFunctions = {};
