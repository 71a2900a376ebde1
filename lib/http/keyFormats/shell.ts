import { formatOfOneKey } from './keyFormat.ts';
import { posixWord } from './quoting.ts';

/** `export` lines for a POSIX shell. */
export const shell = formatOfOneKey('text/x-shellscript', ({ accessKeyId, secretAccessKey }) => [
  `export AWS_ACCESS_KEY_ID=${posixWord(accessKeyId)}`,
  `export AWS_SECRET_ACCESS_KEY=${posixWord(secretAccessKey)}`,
]);
