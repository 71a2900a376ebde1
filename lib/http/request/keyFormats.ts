import type { IssuedKey } from '../../account/accessKeys.ts';

/** The forms that hold keys and nothing else, and their media types. */
export const keyForms = {
  csv: 'text/csv',
  shell: 'text/x-shellscript',
  ini: 'text/x-ini',
} as const;
export type KeyForm = keyof typeof keyForms;

type Key = Pick<IssuedKey, 'userName' | 'accessKeyId' | 'secretAccessKey'>;

/** What can name a section of `~/.aws/credentials` for every tool that reads it, and needs no quotes in a shell. */
export const profilePattern = /^[A-Za-z0-9][\w.@+-]{0,63}$/;

/** What else the lines of a file may say. */
export interface KeyWords {
  /** Names the section of an INI file, and leads the names of several. */
  readonly profile: string;
  /** Which stage of the product's the keys are for, where it has stages: a comment, for whoever finds the lines later. */
  readonly stage?: string | undefined;
}

/**
 * Keys in one of the forms.
 * Throws for several users in the shell's form: its variables hold one key.
 */
export function formatKeys(form: KeyForm, keys: readonly Key[], { profile, stage }: KeyWords): string {
  switch (form) {
    case 'csv':
      return csv(keys);
    case 'ini':
      return keys
        .map((key) => {
          const name = keys.length === 1 ? profile : `${profile}-${key.userName}`;
          return `${comment(stage)}${section(name, key)}`;
        })
        .join('\n');
    case 'shell': {
      const [key] = keys;
      if (key === undefined || keys.length > 1) throw new Error('the variables of a shell hold one key');
      return `${comment(stage)}${shell(key)}`;
    }
  }
}

/**
 * What the console's download button gives. `aws configure import` splits at commas and knows no quotes, and neither
 * IAM's keys nor our user names have a comma (aws-cli, awscli/customizations/configure/importer.py).
 */
function csv(keys: readonly Key[]): string {
  const rows = keys.map(({ userName, accessKeyId, secretAccessKey }) => [userName, accessKeyId, secretAccessKey]);
  return [['User name', 'Access key ID', 'Secret access key'], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** A line that INI files and shells pass over alike. */
function comment(stage: string | undefined): string {
  return stage === undefined ? '' : `# Stage: ${stage}\n`;
}

function section(name: string, { accessKeyId, secretAccessKey }: Key): string {
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}

function shell({ accessKeyId, secretAccessKey }: Key): string {
  return `export AWS_ACCESS_KEY_ID=${quoted(accessKeyId)}\nexport AWS_SECRET_ACCESS_KEY=${quoted(secretAccessKey)}\n`;
}

/** One word for a POSIX shell. AWS's keys are letters, digits, `+` and `/`, which no shell takes for anything else. */
function quoted(text: string): string {
  return /^[\w+/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
