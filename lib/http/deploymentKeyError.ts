import { recipientKeyErrors } from '../sealing/sealing.ts';
import { readDeploymentKey } from './deploymentKey.ts';
import type { RecipientKeyBody } from './request/recipientKeyBody.ts';

/** Returns why keys cannot be sealed for the key in the setting LATCHKEY_RECIPIENT_KEY. Undefined if they can. */
export function deploymentKeyError(text: string): string | undefined {
  let key: RecipientKeyBody;
  try {
    key = readDeploymentKey(text);
  } catch {
    return 'it is not the JSON of a public key';
  }
  const [error] = recipientKeyErrors(key);
  return error && `${error.member === '' ? 'it' : error.member} ${error.detail.replace(/\.$/, '')}`;
}
