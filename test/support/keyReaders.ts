import { loadSharedConfigFiles } from '@smithy/core/config';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Parses a file of keys as `aws configure import` does: split at line ends and commas, without quotes, headers compared
 * without case, no empty value (aws-cli, awscli/customizations/configure/importer.py). Returns the keys by user name,
 * which becomes the profile.
 */
export function importCsv(contents: string): Record<string, Key> {
  const [first = '', ...rows] = contents.split(/\r\n|[\n\r\v\f]/);
  // Python's splitlines returns no empty line after the last line end.
  if (rows.at(-1) === '') rows.pop();
  const headers = first.split(',').map((header) => header.toLowerCase().trim());
  const columns = ['user name', 'access key id', 'secret access key'].map((header) => {
    const index = headers.indexOf(header);
    if (index < 0) throw new Error(`expected header "${header}" not found`);
    return index;
  });
  return Object.fromEntries(
    rows.map((row, number) => {
      const values = row.split(',');
      const [userName, accessKeyId, secretAccessKey] = columns.map((column) => values[column]?.trim());
      if (!userName || !accessKeyId || !secretAccessKey)
        throw new Error(`failed to parse entry #${String(number + 1)}`);
      return [userName, { accessKeyId, secretAccessKey }];
    }),
  );
}

/** Returns the keys that the AWS SDK reads from a credentials file, by profile. */
export async function loadIni(contents: string): Promise<Record<string, Key>> {
  return inDirectory(async (directory) => {
    const filepath = join(directory, 'credentials');
    writeFileSync(filepath, contents);
    const { credentialsFile } = await loadSharedConfigFiles({ filepath, configFilepath: join(directory, 'none') });
    return Object.fromEntries(
      Object.entries(credentialsFile).map(([profile, values]) => [
        profile,
        {
          accessKeyId: values['aws_access_key_id'] ?? '',
          secretAccessKey: values['aws_secret_access_key'] ?? '',
        },
      ]),
    );
  });
}

/** Returns the environment variables that a POSIX shell exports after it has run these lines. */
export function runInShell(lines: string): Key {
  const env = { PATH: process.env['PATH'] };
  const printed = execFileSync('sh', ['-eu', '-c', `${lines}\nexec env`], { env, encoding: 'utf8' });
  const valueOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(printed)?.[1] ?? '(not set)';
  return { accessKeyId: valueOf('AWS_ACCESS_KEY_ID'), secretAccessKey: valueOf('AWS_SECRET_ACCESS_KEY') };
}

async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-keys-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
