import { profileFilePath, readProfileFile, type ProfileContext } from './profileFile.ts';

/** Returns the names of the profiles in the file of profiles, for completion. None if the file cannot be used. */
export function profileNames(context: ProfileContext): readonly string[] {
  try {
    return [...(readProfileFile(profileFilePath(context))?.keys() ?? [])];
  } catch {
    return [];
  }
}
