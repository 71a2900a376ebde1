import { stageComment, type KeyFormat } from './keyFormat.ts';

/** `export` lines for a POSIX shell. Environment variables contain one key. Throws for the keys of several users. */
export const shell: KeyFormat = {
  mediaType: 'text/x-shellscript',
  holdsManyUsers: false,
  takesProfile: false,
  write: (keys, words) => {
    const [key] = keys;
    if (key === undefined || keys.length > 1) throw new Error('the shell format can contain only one key');
    return [
      stageComment(words),
      `export AWS_ACCESS_KEY_ID=${quoted(key.accessKeyId)}\n`,
      `export AWS_SECRET_ACCESS_KEY=${quoted(key.secretAccessKey)}\n`,
    ].join('');
  },
};

/**
 * Returns the text as one word of a POSIX shell. AWS's keys consist of letters, digits, `+` and `/`, which have no
 * special meaning in a shell and need no quotes.
 */
function quoted(text: string): string {
  return /^[\w+/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
