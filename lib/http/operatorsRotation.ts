import { ProblemError } from '../core/errors.ts';
import { readDeploymentKey } from './deploymentKey.ts';
import type { Settings } from './ports.ts';
import type { ApiRequest } from './request/request.ts';
import type { RecipientKeyBody } from './request/recipientKeyBody.ts';
import type { RotationBody } from './request/rotationBody.ts';

/** What an operator's token may say about a rotation. Everything else changes when the old key ends, or who gets the new one. */
const operatorsMembers = ['replaces', 'userName'];

/**
 * Returns the key for which the new key of a rotation is sealed. That is the recipient key in the request, if there is one. For an
 * operator's token it is always the key of the deployment, so that such a token never gets an access key. Throws 403 if the
 * deployment has no key, or if an operator's token asks for more, and 406 if it asks for a file of keys: the back end, which
 * opens the JWE, expects JSON.
 *
 * @param body the valid body of the rotation
 */
export function recipientOfRotation(
  { caller: { kind }, form }: Pick<ApiRequest, 'caller' | 'form'>,
  body: RotationBody,
  { recipientKey }: Pick<Settings, 'recipientKey'>,
): RecipientKeyBody | undefined {
  switch (kind) {
    case 'vendor':
    case 'signer':
    case 'link':
    case 'anybody':
      return body.recipientKey;
    case 'operator':
      break;
  }
  const [other] = Object.keys(body).filter((member) => !operatorsMembers.includes(member));
  if (other !== undefined)
    throw new ProblemError(
      'operator-may-not',
      `An operator's token may send ${operatorsMembers.join(' and ')}, but not ${other}. Nothing was changed. The new key is sealed for the back end's recipient key. The old one works for 24 hours and longer if something uses it, or ends at once if AWS found it in public. For anything else, rotate with the back end's token.`,
    );
  if (recipientKey === undefined)
    throw new ProblemError(
      'operator-may-not',
      "This deployment has no recipient key of the back end (LATCHKEY_RECIPIENT_KEY), so an operator's token cannot rotate. Nothing was changed. Set it, or rotate with the back end's token.",
    );
  if (form !== 'json')
    throw new ProblemError(
      'not-acceptable',
      'No key was issued. An operator\'s token gets JSON only: the new key is sealed as JSON, which the back end expects. Send "Accept: application/json".',
    );
  return readDeploymentKey(recipientKey);
}
