import { FileError } from '../files/fileError.ts';
import type { IssuedKeys } from './destination.ts';

/**
 * Whether all keys consist of characters that IAM's have: what answers may not be Latchkey, and a line feed in a secret
 * would add a setting such as `credential_process` to `~/.aws/credentials`. Source of the user names: IAM User Guide,
 * "IAM and AWS STS quotas"; a comma would end a column of a CSV file, and Latchkey's names have none.
 */
export function areKeysOfAws(keys: IssuedKeys['keys']): boolean {
  return keys.every(
    ({ userName, accessKeyId, secretAccessKey }) =>
      /^[\w+=.@-]{1,64}$/.test(userName) &&
      /^\w{1,128}$/.test(accessKeyId) &&
      /^[\w+/=.-]{1,128}$/.test(secretAccessKey),
  );
}

/** Returns a text of the onboarding that fits on one line of a file. @throws FileError */
export function onLineOfFile(text: string | undefined): string | undefined {
  if (text === undefined || /^[\x20-\x7e]*$/.test(text)) return text;
  throw new FileError('A parameter of the onboarding has characters that do not fit on a line of a file.');
}
