import { formatOfOneKey } from './keyFormat.ts';

/**
 * A file for `docker run --env-file`, which does not know quotes, and for `env_file` of Docker Compose, which does. So
 * the values have none: the characters of IAM's keys mean themselves in both.
 */
export const dotenv = formatOfOneKey('text/vnd.latchkey.env', ({ accessKeyId, secretAccessKey }) => [
  `AWS_ACCESS_KEY_ID=${accessKeyId}`,
  `AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
]);
