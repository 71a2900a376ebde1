import type { Caller } from '../sandbox/types.ts';
import type { Service, WireAnswer, WireRequest } from './wire.ts';

/** One call of a known caller, before it is applied. */
export interface Interposed {
  readonly service: Service;
  readonly action: string;
  readonly caller: Caller;
  readonly request: WireRequest;
  /** Whether the caller has hung up. */
  readonly isGone: () => boolean;
}

/** Stands between the port and the services: applies the call, or does not, and gives the answer, or none. */
export type Interpose = (call: Interposed, apply: () => Promise<WireAnswer>) => Promise<WireAnswer | undefined>;

/** As if nobody stood there. */
export const applyAsItIs: Interpose = (_, apply) => apply();
