import { onlyKey, stageComment, type KeyFormat } from './keyFormat.ts';
import { powerShellString } from './quoting.ts';

/** Lines for PowerShell that set environment variables of its process. Throws for the keys of several users. */
export const powershell: KeyFormat = {
  mediaType: 'text/vnd.latchkey.powershell',
  holdsManyUsers: false,
  takesProfile: false,
  write: (keys, words) => {
    const { accessKeyId, secretAccessKey } = onlyKey(keys);
    return [
      stageComment(words),
      `$env:AWS_ACCESS_KEY_ID = ${powerShellString(accessKeyId)}\n`,
      `$env:AWS_SECRET_ACCESS_KEY = ${powerShellString(secretAccessKey)}\n`,
    ].join('');
  },
};
