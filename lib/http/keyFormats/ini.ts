import { stageComment, type Key, type KeyFormat } from './keyFormat.ts';

/**
 * The pattern of profile names: section names that every tool that reads `~/.aws/credentials` accepts, and that need no
 * quotes in a shell.
 */
export const profilePattern = /^[A-Za-z0-9][\w.@+-]{0,63}$/;

/** Sections of `~/.aws/credentials`. With several users, the name of each section is `{profile}-{user name}`. */
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
