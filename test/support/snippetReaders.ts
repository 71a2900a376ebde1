import type { Key } from './keyReaders.ts';

/**
 * Parsers of the forms of keys whose programs a machine may not have. Each accepts only what Latchkey writes, by the rules
 * of the program, and throws for every other line.
 */

type Variables = Readonly<Record<string, string>>;

function variablesIn(text: string, line: RegExp, valueOf: (word: string) => string): Variables {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const lines = text.slice(0, -1).split('\n');
  return Object.fromEntries(
    lines.flatMap((each) => {
      if (each.startsWith('#')) return [];
      const [, name = '', word] = line.exec(each) ?? [];
      if (word === undefined) throw new Error(`not expected: ${each}`);
      return [[name, valueOf(word)]];
    }),
  );
}

const keyIn = (variables: Variables): Key => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, ...others } = variables;
  if (accessKeyId === undefined || secretAccessKey === undefined || Object.keys(others).length > 0)
    throw new Error(`not the variables of a key: ${Object.keys(variables).join(', ')}`);
  return { accessKeyId, secretAccessKey };
};

/** Reads `set -gx` lines. In single quotes, fish knows only the escapes `\'` and `\\`. */
export function readFish(text: string): Key {
  return keyIn(
    variablesIn(text, /^set -gx (\w+) ([\w+/.-]+|'(?:[^'\\]|\\['\\])*')$/, (word) =>
      word.startsWith("'") ? word.slice(1, -1).replaceAll(/\\(.)/g, '$1') : word,
    ),
  );
}

/** Reads `$env:` lines. Any of five characters ends a string of PowerShell, unless there are two of them. */
export function readPowerShell(text: string): Key {
  const mark = String.raw`['\u2018-\u201b]`;
  return keyIn(
    variablesIn(text, new RegExp(`^\\$env:(\\w+) = (${mark}(?:[^'\u2018-\u201b]|${mark}{2})*${mark})$`), (word) =>
      word.slice(1, -1).replaceAll(/(['\u2018-\u201b])['\u2018-\u201b]/g, '$1'),
    ),
  );
}

/**
 * Reads a file for Docker as both of its parsers do: `docker run --env-file` takes all after the first `=` as it is
 * (docker/cli, pkg/kvfile), Docker Compose removes quotes, interpolates `$` and cuts at ` #` (compose-go, dotenv).
 * Throws if the two differ.
 */
export function readDotenv(text: string): Key {
  return keyIn(
    variablesIn(text, /^(\w+)=(.*)$/, (value) => {
      if (value !== value.trim() || /^['"]|[$`\\]|\s#/.test(value)) throw new Error(`Compose reads ${value} otherwise`);
      return value;
    }),
  );
}

/** The settings that `aws configure set` commands write, by profile. The words may be in single quotes of a POSIX shell. */
export function readConfigureCommands(text: string): Readonly<Record<string, Variables>> {
  const word = String.raw`([\w+/.-]+|'[^'\\]*')`;
  const command = new RegExp(`^aws configure set (\\w+) ${word} --profile ${word}$`);
  const profiles: Record<string, Record<string, string>> = {};
  for (const line of text.trimEnd().split('\n')) {
    const [, setting, value, profile] = command.exec(line)?.map((each) => each.replaceAll("'", '')) ?? [];
    if (setting === undefined || value === undefined || profile === undefined) throw new Error(`not expected: ${line}`);
    // An argument that begins with a hyphen is an option of the AWS CLI.
    if (value.startsWith('-') || profile.startsWith('-')) throw new Error(`an option: ${line}`);
    profiles[profile] = { ...profiles[profile], [setting]: value };
  }
  return profiles;
}
