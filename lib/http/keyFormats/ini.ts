import { stageComment, type Key, type KeyFormat } from './keyFormat.ts';

/** What can name a section of `~/.aws/credentials` for every tool that reads it, and needs no quotes in a shell. */
export const profilePattern = /^[A-Za-z0-9][\w.@+-]{0,63}$/;

/** Sections of `~/.aws/credentials`. With several users, the profile and the user's name together name each section. */
export const ini: KeyFormat = {
  mediaType: 'text/x-ini',
  holdsManyUsers: true,
  takesProfile: true,
  write: (keys, words) =>
    keys
      .map((key) => {
        const name = keys.length === 1 ? words.profile : `${words.profile}-${key.userName}`;
        return `${stageComment(words)}${section(name, key)}`;
      })
      .join('\n'),
};

function section(name: string, { accessKeyId, secretAccessKey }: Key): string {
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
