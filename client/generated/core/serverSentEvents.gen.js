// Written by scripts/generateClient.ts in place of the generator: the service has no event streams.
export function createSseClient() {
    throw new Error('the service has no event streams');
}
