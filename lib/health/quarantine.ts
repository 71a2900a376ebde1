/**
 * The AWS managed policies that AWS attaches to a user whose key was found in public. There are three of them so far, and
 * AWS has added one every few years (AWS Managed Policy Reference, "AWSCompromisedKeyQuarantine", "…V2", "…V3").
 */
const quarantineArn = /^arn:[\w-]+:iam::aws:policy\/AWSCompromisedKeyQuarantine(V\d+)?$/;

/** Whether a policy is one with which AWS restricts a user whose key was found in public. */
export function isQuarantine(policyArn: string): boolean {
  return quarantineArn.test(policyArn);
}
