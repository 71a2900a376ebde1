import type { Answer } from '../model/invocations.ts';
import type { Request } from './request.ts';

/** What came of one request. */
export interface Outcome {
  /** Its number, from 1. */
  readonly n: number;
  /** The number of the last request that was sent at the same time. */
  readonly lastTogether: number;
  readonly request: Request;
  /** The function that API Gateway selected. */
  readonly operation: string;
  /** Undefined: the process died. */
  readonly answer: Answer | undefined;
  readonly complaints: readonly string[];
}
