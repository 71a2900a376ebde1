import * as z from 'zod';
import { iamAsRoot } from '../cloudformation/iam.ts';
import { accountOfAccessKey } from './ids.ts';
import type { Sandbox } from './types.ts';

const lastUsed = z.object({
  GetAccessKeyLastUsedResponse: z.object({ GetAccessKeyLastUsedResult: z.object({ UserName: z.string() }) }),
});

/**
 * The policies with which AWS restricts a user whose access key was found in a public place, such as a public
 * repository, oldest first.
 */
export const quarantinePolicies = [
  'AWSCompromisedKeyQuarantine',
  'AWSCompromisedKeyQuarantineV2',
  'AWSCompromisedKeyQuarantineV3',
] as const;

/** The user whom AWS restricted, and the policy that it attached. */
export interface Quarantined {
  readonly userName: string;
  readonly policyArn: string;
}

/**
 * Does what AWS does when it finds an access key in a public place: attaches a quarantine policy to the user of the
 * key. The key keeps its status (AWS Managed Policy Reference, "AWSCompromisedKeyQuarantineV3").
 *
 * @throws IamRefusal if there is no such key
 */
export async function quarantine(
  sandbox: Sandbox,
  accessKeyId: string,
  policy: (typeof quarantinePolicies)[number],
): Promise<Quarantined> {
  const iam = iamAsRoot(sandbox, accountOfAccessKey(accessKeyId) ?? '000000000000');
  const found = lastUsed.parse(await iam('GetAccessKeyLastUsed', { AccessKeyId: accessKeyId }));
  const { UserName: userName } = found.GetAccessKeyLastUsedResponse.GetAccessKeyLastUsedResult;
  const policyArn = `arn:aws:iam::aws:policy/${policy}`;
  await iam('AttachUserPolicy', { UserName: userName, PolicyArn: policyArn });
  return { userName, policyArn };
}
