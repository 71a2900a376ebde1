import { stageComment, type Key, type KeyFormat } from './keyFormat.ts';
import { sectionName } from '../profileNames.ts';

/** Sections of `~/.aws/credentials`. With several users, the name of each section is `{profile}-{user name}`. */
export const ini: KeyFormat = {
  mediaType: 'text/x-ini',
  holdsManyUsers: true,
  takesProfile: true,
  write: (keys, words) =>
    keys
      .map((key) => {
        const name = sectionName(words.profile, key.userName, keys.length);
        return `${stageComment(words)}${section(name, key)}`;
      })
      .join('\n'),
};

function section(name: string, { accessKeyId, secretAccessKey }: Key): string {
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
