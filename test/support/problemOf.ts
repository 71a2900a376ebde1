import { ProblemError, type Problem } from '../../lib/core/errors.ts';

/** Returns the problem that `work` throws. Throws if it throws none. */
export function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('no problem');
}
