import { formatOfOneKey } from './keyFormat.ts';
import { powerShellString } from './quoting.ts';

/** Lines for PowerShell that set environment variables of its process. */
export const powershell = formatOfOneKey('text/vnd.latchkey.powershell', ({ accessKeyId, secretAccessKey }) => [
  `$env:AWS_ACCESS_KEY_ID = ${powerShellString(accessKeyId)}`,
  `$env:AWS_SECRET_ACCESS_KEY = ${powerShellString(secretAccessKey)}`,
]);
