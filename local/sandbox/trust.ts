import { parseArn } from './iam/arns.ts';
import { find } from './iam/find.ts';
import type { AccountsView } from './lag/view.ts';
import type { Request } from './operation.ts';
import { checkTrustPolicy, listOf, malformed, sizeOf } from './policyDocument.ts';
import { refuse } from './refusal.ts';
import type { Role } from './state.ts';

type Looking = Pick<Request, 'accounts' | 'now'>;

/** Source: IAM User Guide, "IAM and AWS STS quotas": role trust policy length. */
const trustPolicyMost = 2048;

function idOf({ accounts, now }: Looking, arn: string): string | undefined {
  const parsed = parseArn(arn);
  if (parsed?.type !== 'user' && parsed?.type !== 'role') return undefined;
  return find({ account: accounts.get(parsed.accountId), now }, parsed.type, parsed.name)?.id;
}

function namesIdentity(principal: string): boolean {
  return /^arn:aws:iam::\d{12}:(user|role)\//.test(principal);
}

/**
 * Checks a trust policy and looks up who it names: AWS stores the unique ID of a user or role, so that one made anew under
 * the same name is not trusted. Throws MalformedPolicyDocument (also for a principal that does not exist), LimitExceeded.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function readTrustPolicy(request: Looking, document: string): Record<string, string> {
  const { Statement } = checkTrustPolicy(document);
  if (sizeOf(document) > trustPolicyMost)
    throw refuse('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${String(trustPolicyMost)}`);
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

/** The trust policy as AWS shows and enforces it: the ID in place of the ARN of whoever is no longer the one that was meant. */
export function trustPolicyOf(role: Role, now: number, accounts: AccountsView): string {
  return Object.entries(role.trustedIds)
    .filter(([arn, id]) => idOf({ accounts, now }, arn) !== id)
    .reduce((document, [arn, id]) => document.replaceAll(JSON.stringify(arn), JSON.stringify(id)), role.trust);
}
