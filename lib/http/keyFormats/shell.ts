import { onlyKey, stageComment, type KeyFormat } from './keyFormat.ts';
import { posixWord } from './quoting.ts';

/** `export` lines for a POSIX shell. Environment variables contain one key. Throws for the keys of several users. */
export const shell: KeyFormat = {
  mediaType: 'text/x-shellscript',
  holdsManyUsers: false,
  takesProfile: false,
  write: (keys, words) => {
    const { accessKeyId, secretAccessKey } = onlyKey(keys);
    return [
      stageComment(words),
      `export AWS_ACCESS_KEY_ID=${posixWord(accessKeyId)}\n`,
      `export AWS_SECRET_ACCESS_KEY=${posixWord(secretAccessKey)}\n`,
    ].join('');
  },
};
