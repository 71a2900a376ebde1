import type { CallOptions } from './settings.ts';

/** Options of a call that works in the tenant's account. */
export interface WorkOptions extends CallOptions {
  /** Whether a worker does the work: the answer comes at once (`Prefer: respond-async`). */
  readonly async?: boolean | undefined;
}

/** The header with which a worker does the work. */
export function preferHeader(isAsync: boolean | undefined): { readonly Prefer?: string } {
  return isAsync === true ? { Prefer: 'respond-async' } : {};
}
