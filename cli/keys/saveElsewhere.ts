import { join } from 'node:path';
import { keyFormats } from '../../lib/http/keyFormats/index.ts';
import type { KeyWords } from '../../lib/http/keyFormats/keyFormat.ts';
import { keyWordsOf } from '../../lib/http/profileNames.ts';
import { nodeFileCalls, writeNewFile } from '../files/changeFile.ts';
import { codeOf, FileError } from '../files/fileError.ts';
import type { Delivery, IssuedKeys, KeyOutput } from './destination.ts';
import { keysAsText } from './keysAsText.ts';
import { areKeysOfAws, onLineOfFile } from './plainKeys.ts';
import { writeText } from './writeText.ts';

/**
 * Returns the texts in a file of keys, apart from the keys. Without `profile`, the API's own default.
 * @throws FileError if one of them is more than one line
 */
export function keyWords({ onboarding }: IssuedKeys, profile?: string): KeyWords {
  const words = keyWordsOf(onboarding, profile);
  onLineOfFile(words.profile);
  onLineOfFile(words.stage);
  return words;
}

/**
 * Writes keys that were just issued. If that fails, the keys are shown on the terminal, else written into a file of the
 * user's. They are never written where other users, or a log, could have them. Texts that are no keys of AWS are written
 * nowhere.
 * @param write writes the keys, and returns lines for the user
 */
export async function writeOrSave(
  issued: IssuedKeys,
  output: KeyOutput,
  write: () => readonly string[] | Promise<readonly string[]>,
): Promise<Delivery> {
  if (!areKeysOfAws(issued.keys)) return { exitCode: 1, lines: [notOfAws] };
  try {
    return { exitCode: 0, lines: await write() };
  } catch (error) {
    const where = (await show(issued, output)) ?? save(issued, output);
    return { exitCode: 1, lines: [`KEYS NOT WRITTEN: ${reasonOf(error)}`, where ?? lost(issued)] };
  }
}

/** The message of an unexpected error could contain what was to be written. */
const reasonOf = (error: unknown) =>
  error instanceof FileError ? error.message : `The write failed (${codeOf(error)}).`;

async function show(issued: IssuedKeys, { stdout, stderr }: KeyOutput): Promise<string | undefined> {
  for (const terminal of [stderr, stdout].filter(({ isTTY }) => isTTY === true)) {
    try {
      await writeText(terminal, keysAsText(issued));
      return 'The keys are shown above instead, this once. Store them now.';
    } catch {
      continue;
    }
  }
  return undefined;
}

/** The home directory can be on the same full disk. The other two are often in memory. */
function save(issued: IssuedKeys, { environment, home, fileCalls = nodeFileCalls }: KeyOutput): string | undefined {
  const csv = Buffer.from(keyFormats.csv.write(issued.keys, { profile: '' }));
  for (const directory of [home, environment['XDG_RUNTIME_DIR'], environment['TMPDIR'] ?? '/tmp']) {
    if (directory === undefined || directory === '') continue;
    const file = join(directory, `latchkey-keys-${issued.onboarding.id.replaceAll(/\W/g, '_')}.csv`);
    try {
      writeNewFile(file, csv, fileCalls);
      return `The keys are in ${file} instead, which only you can read. Move them to where they belong.`;
    } catch {
      continue;
    }
  }
  return undefined;
}

const notOfAws =
  'NOTHING WAS WRITTEN: the answer has characters that no key of AWS has. Is the address right, and is it Latchkey that answers there?';

const lost = ({ onboarding: { id } }: IssuedKeys) =>
  `There is no terminal and no directory for them, so the secrets of ${id} are lost. To replace them: latchkey rotate ${id} --undelivered`;
