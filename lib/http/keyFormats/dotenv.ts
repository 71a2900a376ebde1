import { onlyKey, stageComment, type KeyFormat } from './keyFormat.ts';

/**
 * A file for `docker run --env-file`, which does not know quotes, and for `env_file` of Docker Compose, which does. So
 * the values have none: the characters of IAM's keys mean themselves in both. Throws for the keys of several users.
 */
export const dotenv: KeyFormat = {
  mediaType: 'text/vnd.latchkey.env',
  holdsManyUsers: false,
  takesProfile: false,
  write: (keys, words) => {
    const { accessKeyId, secretAccessKey } = onlyKey(keys);
    return `${stageComment(words)}AWS_ACCESS_KEY_ID=${accessKeyId}\nAWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`;
  },
};
