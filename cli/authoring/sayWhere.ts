import { SourceError } from '../../authoring/import/source/sourceError.ts';
import { exitCodes, Failure } from '../failures.ts';

/** Runs an import, and says where in the file something cannot be read. @throws Failure */
export async function sayWhere<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { place, message, remedy } = error;
    const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
    throw new Failure(exitCodes.refused, `${where === '' ? '' : `${where}: `}${message} ${remedy}`);
  }
}
