import type { TestStack } from './testStack.ts';

/**
 * What a cell needs to run: service processes that can die, an AWS in which a fault can be injected, and a clock. There
 * are two: real processes (testStack.ts), and one process with virtual time and a late AWS (lateStack.ts).
 */
export interface CellStack extends Pick<
  TestStack,
  | 'now'
  | 'request'
  | 'replace'
  | 'renew'
  | 'pass'
  | 'arm'
  | 'death'
  | 'report'
  | 'work'
  | 'deliverWebhooks'
  | 'redeliver'
  | 'deadLetters'
  | 'deliveries'
  | 'hookUrl'
  | 'sweep'
  | 'items'
  | 'forget'
  | 'replaceItem'
  | 'sandbox'
  | 'takeLog'
> {
  readonly aws: Pick<TestStack['aws'], 'ask'>;
  /** Returns a new number for the tenant and account of a cell. The control tenant has 0. */
  readonly nextNumber: () => number;
  /** Whether AWS is late: then a request often ends with 202 before its work, and needs more attempts. */
  readonly isLate: boolean;
}
