import { deploymentKeyError } from '../../http/deploymentKeyError.ts';
import { ConfigError } from './configError.ts';

/**
 * Throws ConfigError unless keys can be sealed for the setting LATCHKEY_RECIPIENT_KEY, or it is not set. A deploy and a local
 * start check this, so that the functions do not have to.
 */
export function assertRecipientKey(recipientKey: string | undefined): void {
  const error = recipientKey === undefined ? undefined : deploymentKeyError(recipientKey);
  if (error === undefined) return;
  const expected = `the public key of your back end as a JWK, without the private member d, for example {"kty":"EC","crv":"P-256","x":"…","y":"…"} (${error})`;
  throw new ConfigError('LATCHKEY_RECIPIENT_KEY', expected, recipientKey, 'hidden');
}
