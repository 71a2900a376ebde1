/** The kinds of policies that AWS names when it denies a call. */
export const policyKinds = [
  'identity-based policy',
  'resource-based policy',
  'role trust policy',
  'permissions boundary',
  'session policy',
  'service control policy',
  'resource control policy',
  'VPC endpoint policy',
] as const;

export type PolicyKind = (typeof policyKinds)[number];

/** What AWS says about a denied call. */
export interface AccessDenial {
  /** Whether a statement denies the call. Otherwise no statement allows it, which a delay inside AWS can explain too. */
  readonly isExplicit: boolean;
  /** The kind of policy that decided; undefined where AWS does not say. */
  readonly policy: PolicyKind | undefined;
  /** The principal that AWS denied the call to; undefined where AWS does not say. */
  readonly principalArn: string | undefined;
}

/**
 * Reads AWS's sentence about a denied call: "User: {ARN} is not authorized to perform: {action} on resource: {ARN}
 * because no {policy kind} allows the {action} action", or "… with an explicit deny in a {policy kind}"
 * (IAM User Guide, "Troubleshoot access denied error messages"). Where AWS leaves the end of the sentence out, nothing
 * is explicit and no kind is known.
 */
export function readAccessDenial(message: string): AccessDenial {
  const [, denying] = /with an explicit deny in (?:an?|the) ([^:]+?)(?::|$|\.)/i.exec(message) ?? [];
  const [, allowing] = /because no (.+?) allows the /i.exec(message) ?? [];
  const named = (denying ?? allowing ?? '').toLowerCase();
  return {
    isExplicit: /explicit deny/i.test(message),
    policy: policyKinds.find((kind) => named.startsWith(kind.toLowerCase())),
    principalArn: /User: (arn:\S+) is not authorized/.exec(message)?.[1],
  };
}
