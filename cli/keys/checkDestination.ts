import { codeOf, FileError } from '../files/fileError.ts';
import { checkCsvFile } from './csvFile.ts';
import { DestinationError, type CheckedDestination, type KeyDestination, type KeyOutput } from './destination.ts';
import { checkFormat, checkJson, checkShown } from './printedKeys.ts';
import { checkProfile } from './profileSections.ts';
import type { ReplacedKey } from './replacedKey.ts';

/**
 * Checks before a claim that the keys can be written to the destination, and returns what writes them.
 * @param userNames the users whose keys the claim returns, or undefined if they are not known yet
 * @param replaced what a rotation replaces: a profile may have it
 * @throws DestinationError
 */
export async function checkDestination(
  destination: KeyDestination,
  userNames: readonly string[] | undefined,
  output: KeyOutput,
  replaced?: ReplacedKey,
): Promise<CheckedDestination> {
  try {
    return await checked(destination, userNames, output, replaced);
  } catch (error) {
    if (error instanceof FileError) throw new DestinationError(error.message);
    if (error instanceof Error && 'path' in error)
      throw new DestinationError(`${String(error.path)} cannot be used (${codeOf(error)}).`);
    throw error;
  }
}

function checked(
  destination: KeyDestination,
  userNames: readonly string[] | undefined,
  output: KeyOutput,
  replaced: ReplacedKey | undefined,
): CheckedDestination | Promise<CheckedDestination> {
  switch (destination.kind) {
    case 'profile':
      return checkProfile(destination.name, userNames, output, replaced);
    case 'csv':
      return destination.file === '-' ? checkFormat('csv', userNames, output) : checkCsvFile(destination.file, output);
    case 'format':
      return checkFormat(destination.format, userNames, output);
    case 'json':
      return checkJson(output);
    case 'shown':
      return checkShown(output);
  }
}
