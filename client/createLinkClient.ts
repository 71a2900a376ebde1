import { linkHolderCalls, type LinkHolderCalls } from './linkHolderCalls.ts';
import type { ClientSettings } from './settings.ts';
import { createTransport } from './transport.ts';

/** The calls of a tenant's page, which has the token of a link. */
export type LinkClient = LinkHolderCalls;

/**
 * Returns a client for the token of a link. It calls the paths under `/v1/link`, which also a deployment has whose callers
 * sign. Throws as `createLatchkeyClient` does.
 */
export function createLinkClient(settings: ClientSettings): LinkClient {
  return linkHolderCalls(createTransport(settings, '/v1/link'));
}
