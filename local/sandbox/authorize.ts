import { decide } from './engine.ts';
import { grantsOf, type Grants } from './grants.ts';
import { parseArn } from './iam/arns.ts';
import type { Context, Request, Target } from './operation.ts';
import type { Verdict } from './question.ts';
import { refuse } from './refusal.ts';
import type { Service } from './wire/xml.ts';

const principalTypes = { root: 'Account', user: 'User', session: 'AssumedRole' } as const;

/** The condition keys of every request. Source: IAM User Guide, "AWS global condition context keys". */
function callerContext({ caller, now }: Request, grants: Grants): Context {
  return {
    'aws:PrincipalArn': caller.principalArn,
    'aws:PrincipalAccount': caller.accountId,
    'aws:PrincipalType': principalTypes[caller.type],
    'aws:SecureTransport': 'true',
    'aws:SourceIp': '127.0.0.1',
    'aws:RequestedRegion': 'us-east-1',
    'aws:ViaAWSService': 'false',
    'aws:PrincipalIsAWSService': 'false',
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'aws:userid': caller.userId,
    ...(caller.issuedAt !== undefined && { 'aws:TokenIssueTime': new Date(caller.issuedAt).toISOString() }),
    ...(caller.type === 'user' && { 'aws:username': parseArn(caller.arn)?.name ?? '' }),
    ...(caller.type === 'session' && { 'aws:MultiFactorAuthPresent': 'false' }),
    ...Object.fromEntries(grants.tags.map((tag) => [`aws:PrincipalTag/${tag.Key}`, tag.Value])),
  };
}

/**
 * Decides whether the caller is allowed to perform the action on one target.
 * @param resource the account of the target and, for AssumeRole, the trust policy of the role. The role may be in
 * another account
 */
export async function verdictOn(
  request: Request,
  action: string,
  target: Target,
  resource: { accountId: string; trust?: unknown },
): Promise<Verdict> {
  const { account, authorizing = account, accountId, now } = request;
  const grants = grantsOf({ account: authorizing, accountId, now }, request.caller);
  return decide({
    principalArn: request.caller.arn,
    action,
    resource: target.resource,
    resourceAccountId: resource.accountId,
    context: {
      ...callerContext(request, grants),
      'aws:ResourceAccount': resource.accountId,
      ...target.context,
    },
    identity: grants.identity,
    boundary: grants.boundary,
    session: grants.session,
    trust: resource.trust,
  });
}

/**
 * Throws AccessDenied, with the message of AWS, if the caller is not allowed to perform the operation on one of the
 * targets. The root user is always allowed, because the policies of its own account do not apply to it.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
export async function authorize(
  request: Request,
  service: Service,
  operation: string,
  targets: readonly Target[],
): Promise<void> {
  if (request.caller.type === 'root') return;
  for (const target of targets) {
    const action = target.action ?? `${service}:${operation}`;
    const verdict = await verdictOn(request, action, target, { accountId: request.accountId });
    if (!verdict.allowed) {
      throw refuse(
        'AccessDenied',
        `User: ${request.caller.arn} is not authorized to perform: ${action} on resource: ${target.shown}${verdict.reason}`,
      );
    }
  }
}
