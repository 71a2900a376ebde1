import type { CliContext } from '../context.ts';

type Send = CliContext['fetch'];

/** Returns a fetch whose network errors name the address and the innermost cause, and nothing else. */
export function namingTheAddress(send: Send): Send {
  return (request) =>
    send(request).catch((error: unknown) => {
      if (request.signal.aborted) throw error;
      throw new TypeError(`${new URL(request.url).origin} cannot be reached, ${causeOf(error)}`);
    });
}

/** For a host with several addresses, there is a cause for each. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
  return error.cause instanceof Error ? causeOf(error.cause) : error.message || error.name;
}
