import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Returns those of the programs that no folder of the PATH has. It starts none of them: the AWS CLI takes half a second. */
export function missingPrograms(names: readonly string[]): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.filter((name) => !folders.some((folder) => isExecutable(join(folder, name))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
