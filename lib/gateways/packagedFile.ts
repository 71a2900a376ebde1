import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns where a file is that is in the package of a function: in the folder in which the process runs, or else in that
 * of the package, which Lambda names in LAMBDA_TASK_ROOT (Lambda Developer Guide, "Defined runtime environment
 * variables"). It is looked for in this order, because `invoke local` sets the variable to a folder that a laptop does not
 * have.
 *
 * @param file relative to the project's root
 */
export function placeOfFile(file: string): string {
  return existsSync(file) ? file : join(process.env.LAMBDA_TASK_ROOT ?? '', file);
}
