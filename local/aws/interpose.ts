import type { Caller } from '../sandbox/types.ts';
import type { Service, WireAnswer, WireRequest } from './wire.ts';

/** A call with a valid signature, before it is executed. */
export interface Interposed {
  readonly service: Service;
  readonly action: string;
  readonly caller: Caller;
  readonly request: WireRequest;
  /** Returns whether the caller has closed the connection. */
  readonly isGone: () => boolean;
}

/**
 * Is called in place of each signed call. It may call `apply` to execute the call. Returns the response, or undefined
 * to close the connection without a response.
 */
export type Interpose = (call: Interposed, apply: () => Promise<WireAnswer>) => Promise<WireAnswer | undefined>;

/** Executes every call unchanged. */
export const applyAsItIs: Interpose = (_, apply) => apply();
