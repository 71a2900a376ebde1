import { stageComment, type KeyFormat } from './keyFormat.ts';

/** `export` lines for a POSIX shell, whose variables hold one key. Throws for the keys of several users. */
export const shell: KeyFormat = {
  mediaType: 'text/x-shellscript',
  holdsManyUsers: false,
  takesProfile: false,
  write: (keys, words) => {
    const [key] = keys;
    if (key === undefined || keys.length > 1) throw new Error('the variables of a shell hold one key');
    return [
      stageComment(words),
      `export AWS_ACCESS_KEY_ID=${quoted(key.accessKeyId)}\n`,
      `export AWS_SECRET_ACCESS_KEY=${quoted(key.secretAccessKey)}\n`,
    ].join('');
  },
};

/** One word for a POSIX shell. AWS's keys are letters, digits, `+` and `/`, which no shell takes for anything else. */
function quoted(text: string): string {
  return /^[\w+/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
