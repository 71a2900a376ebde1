import type { LatchkeyProblem } from '../../client/index.ts';

/** A command with which one can go on, and when it is the right one. */
export interface WayOn {
  /** Such as `To delete the old key first`. */
  readonly when: string;
  readonly command: string;
}

/** The service has refused to change a key. The ways on are commands with which the person can go on. */
export class RefusedKeyChange extends Error {
  readonly problem: LatchkeyProblem;
  readonly waysOn: readonly WayOn[];

  constructor(problem: LatchkeyProblem, waysOn: readonly WayOn[]) {
    super(problem.message);
    this.name = 'RefusedKeyChange';
    this.problem = problem;
    this.waysOn = waysOn;
  }
}
