import { onlyKey, stageComment, type KeyFormat } from './keyFormat.ts';
import { fishWord } from './quoting.ts';

/** Lines for fish that set exported variables of the running shell (`set -gx`). Throws for the keys of several users. */
export const fish: KeyFormat = {
  mediaType: 'text/vnd.latchkey.fish',
  holdsManyUsers: false,
  takesProfile: false,
  write: (keys, words) => {
    const { accessKeyId, secretAccessKey } = onlyKey(keys);
    return [
      stageComment(words),
      `set -gx AWS_ACCESS_KEY_ID ${fishWord(accessKeyId)}\n`,
      `set -gx AWS_SECRET_ACCESS_KEY ${fishWord(secretAccessKey)}\n`,
    ].join('');
  },
};
