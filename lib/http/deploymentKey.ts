import { recipientKeyBody, type RecipientKeyBody } from './request/recipientKeyBody.ts';

/**
 * Returns the key in the setting LATCHKEY_RECIPIENT_KEY. Throws Error if it is no public key as a JWK. Only
 * `deploymentKeyError` finds out whether keys can be sealed for it.
 */
export const readDeploymentKey = (text: string): RecipientKeyBody => recipientKeyBody.parse(JSON.parse(text));
