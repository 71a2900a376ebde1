import { parseArn } from './iam/arns.ts';
import { find } from './iam/find.ts';
import type { AccountsView } from './lag/view.ts';
import type { Request } from './operation.ts';
import { checkTrustPolicy, listOf, malformed, sizeOf } from './policyDocument.ts';
import { refuse } from './refusal.ts';
import type { Role } from './state.ts';

type Lookup = Pick<Request, 'accounts' | 'now'>;

/** The maximum size of a trust policy. Source: IAM User Guide, "IAM and AWS STS quotas": role trust policy length. */
const maxTrustPolicySize = 2048;

function idOf({ accounts, now }: Lookup, arn: string): string | undefined {
  const parsed = parseArn(arn);
  if (parsed?.type !== 'user' && parsed?.type !== 'role') return undefined;
  return find({ account: accounts.get(parsed.accountId), now }, parsed.type, parsed.name)?.id;
}

function namesIdentity(principal: string): boolean {
  return /^arn:aws:iam::\d{12}:(user|role)\//.test(principal);
}

/**
 * Checks a trust policy, and returns the unique IDs of the users and roles that it names, by ARN. AWS stores these IDs,
 * so that a user or role that is created again with the same name is not trusted. Throws MalformedPolicyDocument (also
 * for a principal that does not exist) and LimitExceeded.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function readTrustPolicy(request: Lookup, document: string): Record<string, string> {
  const { Statement } = checkTrustPolicy(document);
  if (sizeOf(document) > maxTrustPolicySize)
    throw refuse('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${String(maxTrustPolicySize)}`);
  const principals = Statement.flatMap(({ Principal, NotPrincipal }) =>
    [Principal, NotPrincipal].flatMap((principal) => (typeof principal === 'object' ? listOf(principal.AWS) : [])),
  );
  const trusted = principals.filter(namesIdentity).map((arn): [string, string] => {
    const id = idOf(request, arn);
    if (id === undefined) throw malformed(`Invalid principal in policy: "AWS":"${arn}"`);
    return [arn, id];
  });
  return Object.fromEntries(trusted);
}

/**
 * Returns the trust policy as AWS returns and enforces it: if the user or role with an ARN was deleted or created
 * again, the policy has the stored ID instead of the ARN.
 */
export function trustPolicyOf(role: Role, now: number, accounts: AccountsView): string {
  return Object.entries(role.trustedIds)
    .filter(([arn, id]) => idOf({ accounts, now }, arn) !== id)
    .reduce((document, [arn, id]) => document.replaceAll(JSON.stringify(arn), JSON.stringify(id)), role.trust);
}
