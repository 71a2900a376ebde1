import { formatOfOneKey } from './keyFormat.ts';
import { fishWord } from './quoting.ts';

/** Lines for fish that set exported variables of the running shell (`set -gx`). */
export const fish = formatOfOneKey('text/vnd.latchkey.fish', ({ accessKeyId, secretAccessKey }) => [
  `set -gx AWS_ACCESS_KEY_ID ${fishWord(accessKeyId)}`,
  `set -gx AWS_SECRET_ACCESS_KEY ${fishWord(secretAccessKey)}`,
]);
