import { Interrupted } from '../failures.ts';

/** Runs the work. If a signal ends it, the message says how to continue. */
export async function orSayHowToContinue<T>(work: () => Promise<T>, howTo: () => string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Interrupted && error.message === '') throw new Interrupted(error.signal, howTo());
    throw error;
  }
}
