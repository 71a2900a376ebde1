import { sectionHeaders } from './sections.ts';

/** An access key with its secret. */
export interface KeySettings {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The settings of a key in `~/.aws/credentials`. Source: AWS CLI User Guide, "Configuration and credential file settings". */
const idSetting = 'aws_access_key_id';
const secretSetting = 'aws_secret_access_key';

/** A setting of a profile. */
interface Setting {
  readonly profile: string;
  readonly name: string;
  readonly value: string;
  /** The index of the line, from 0. */
  readonly index: number;
}

/** Returns the ID of the access key of a profile. Undefined if it has none, or more than one key. */
export function accessKeyIdOf(contents: Buffer, profile: string): string | undefined {
  return keyOf(contents, profile)?.id.value;
}

/** Returns the profiles that have one of these access keys, in the order of the file. */
export function profilesWithKey(contents: Buffer, accessKeyIds: readonly string[]): readonly string[] {
  const found = settingsOf(contents).filter(({ name, value }) => name === idSetting && accessKeyIds.includes(value));
  return [...new Set(found.map(({ profile }) => profile))];
}

/**
 * Returns the contents with another key in a profile. Every other byte stays. Undefined if the profile does not have one
 * key.
 */
export function withOtherKey(contents: Buffer, profile: string, key: KeySettings): Buffer | undefined {
  const found = keyOf(contents, profile);
  if (found === undefined) return undefined;
  const lines = splitLines(contents);
  const put = ({ index }: Setting, value: string) => {
    lines[index] = (lines[index] ?? '').replace(
      setting,
      (_, name: string, equals: string) => `${name}${equals}${value}`,
    );
  };
  put(found.id, key.accessKeyId);
  put(found.secret, key.secretAccessKey);
  return Buffer.from(lines.join(''), 'latin1');
}

function keyOf(contents: Buffer, profile: string) {
  const settings = settingsOf(contents).filter((each) => each.profile === profile);
  const [id, anotherId] = settings.filter(({ name }) => name === idSetting);
  const [secret, anotherSecret] = settings.filter(({ name }) => name === secretSetting);
  if (id === undefined || secret === undefined || anotherId !== undefined || anotherSecret !== undefined)
    return undefined;
  return { id, secret };
}

/** A line that begins with spaces belongs to the setting before it. */
const setting = /^(\w+)([ \t]*[=:][ \t]*)([^\s]*)/;

function settingsOf(contents: Buffer): readonly Setting[] {
  const headers = sectionHeaders(contents);
  return splitLines(contents).flatMap((line, index) => {
    const profile = headers.findLast((header) => header.line <= index)?.profile;
    const [, name, , value] = setting.exec(line) ?? [];
    if (profile === undefined || name === undefined || value === undefined) return [];
    return [{ profile, name: name.toLowerCase(), value, index }];
  });
}

/** Each line keeps its line end. Each byte becomes one character. */
const splitLines = (contents: Buffer) => contents.toString('latin1').split(/(?<=\n|\r(?!\n))/);
