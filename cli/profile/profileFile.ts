import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../files/fileError.ts';
import { ProfileError } from './connection.ts';
import { settingKeys, type GivenSettings, type SettingNames } from './settings.ts';

/** What profiles need of the process. */
export interface ProfileContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The home directory. */
  readonly home: string;
}

/** The names of the settings in the file. */
export const fileNames: SettingNames = {
  url: 'url',
  token: 'token',
  operatorToken: 'operator_token',
  auth: 'auth',
  region: 'region',
};

/** Returns the directory of a user's settings (XDG Base Directory Specification: a relative path is ignored). */
export function configHome({ environment, home }: ProfileContext): string {
  const given = environment['XDG_CONFIG_HOME'] ?? '';
  return given.startsWith('/') ? given : join(home, '.config');
}

/** Returns the path of the file with the profiles. */
export const profileFilePath = (context: ProfileContext) => join(configHome(context), 'latchkey', 'config');

/**
 * Returns the settings of each profile. Undefined if there is no file.
 * @throws ProfileError if the file cannot be read, if others can read it, or if it is wrong
 */
export function readProfileFile(path: string): ReadonlyMap<string, GivenSettings> | undefined {
  const text = readPrivate(path);
  return text === undefined ? undefined : parseProfiles(text, path);
}

/** Checks the opened file, so that nobody can exchange it between the check and the read. */
function readPrivate(path: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ProfileError(`${path} cannot be read (${codeOf(error)}).`);
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new ProfileError(`${path} is not a file.`);
    const user = process.getuid?.() ?? stats.uid;
    if (stats.uid !== user && user !== 0) throw new ProfileError(`${path} belongs to another user.`);
    if ((stats.mode & 0o077) !== 0)
      throw new ProfileError(
        `${path} contains tokens, and other users can read or write it (mode ${(stats.mode & 0o777).toString(8)}). Run: chmod 600 ${path}`,
      );
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function parseProfiles(text: string, path: string): ReadonlyMap<string, GivenSettings> {
  const profiles = new Map<string, Record<string, string>>();
  let current: Record<string, string> | undefined;
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const where = `${path}, line ${String(index + 1)}`;
    if (/^\s*([#;].*)?$/.test(line)) continue;
    const [, section] = /^\s*\[\s*(.*?)\s*\]\s*$/.exec(line) ?? [];
    if (section !== undefined) {
      if (profiles.has(section)) throw new ProfileError(`${where}: there are two profiles ${section}.`);
      profiles.set(section, (current = {}));
      continue;
    }
    const [, name, value] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const setting = settingKeys.find((key) => fileNames[key] === name);
    if (current === undefined || setting === undefined || value === undefined)
      throw new ProfileError(
        `${where}: expected [a profile], or one of ${Object.values(fileNames).join(', ')} with a value.`,
      );
    if (value !== '') current[setting] = value;
  }
  return profiles;
}
