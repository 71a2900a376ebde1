import type { KeyFormat } from './keyFormat.ts';
import { sectionName } from '../profileNames.ts';
import { posixWord } from './quoting.ts';

/**
 * Commands of the AWS CLI that write a profile: `aws configure set`. With several users, a profile for each. The words
 * are quoted for a POSIX shell, whose single quotes fish and PowerShell read in the same way, because no profile and no
 * key contains a quote or a backslash.
 */
export const configure: KeyFormat = {
  mediaType: 'text/vnd.latchkey.aws-configure',
  holdsManyUsers: true,
  takesProfile: true,
  write: (keys, { profile, region }) =>
    keys
      .flatMap(({ userName, accessKeyId, secretAccessKey }) => {
        const name = posixWord(sectionName(profile, userName, keys.length));
        const set = (setting: string, value: string) =>
          `aws configure set ${setting} ${posixWord(value)} --profile ${name}\n`;
        return [
          set('aws_access_key_id', accessKeyId),
          set('aws_secret_access_key', secretAccessKey),
          ...(region === undefined ? [] : [set('region', region)]),
        ];
      })
      .join(''),
};
