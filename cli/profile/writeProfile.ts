import { mkdirSync } from 'node:fs';
import { profilePattern, profileRule } from '../../lib/http/profileNames.ts';
import { changeFile } from '../files/changeFile.ts';
import { codeOf, FileError } from '../files/fileError.ts';
import { appendPart, withoutSection } from '../files/sections.ts';
import { findTarget } from '../files/target.ts';
import { ProfileError, type ProfileSettings } from './connection.ts';
import { configHome, fileNames, profileFilePath, type ProfileContext } from './profileFile.ts';
import { checkSettings, settingKeys } from './settings.ts';

/**
 * Writes a profile into the file of profiles, in the place of the one with this name, and creates the file with mode 600
 * if it is missing. Other profiles and comments stay.
 * @returns the path of the file
 * @throws ProfileError
 */
export async function writeProfile(name: string, settings: ProfileSettings, context: ProfileContext): Promise<string> {
  if (!profilePattern.test(name)) throw new ProfileError(`The name of the profile ${profileRule}`);
  const section = sectionOf(name, checkSettings(settings, fileNames));
  const path = profileFilePath(context);
  try {
    makeConfigHome(context);
    await changeFile(findTarget(path), (contents) => appendPart(withoutSection(contents, name), section));
  } catch (error) {
    throw error instanceof FileError ? new ProfileError(error.message) : error;
  }
  return path;
}

function sectionOf(name: string, settings: ProfileSettings): string {
  const lines = settingKeys.flatMap((key) => {
    const value = settings[key];
    const isDefault = key === 'auth' && value === 'token';
    return value === undefined || isDefault ? [] : [`${fileNames[key]} = ${value}\n`];
  });
  return `[${name}]\n${lines.join('')}`;
}

/** The directory has mode 700 (XDG Base Directory Specification). */
function makeConfigHome(context: ProfileContext): void {
  const path = configHome(context);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new FileError(`${path} cannot be created (${codeOf(error)}).`);
  }
}
