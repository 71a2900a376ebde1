import { verdictOn } from './authorize.ts';
import { accessKeyId } from './ids.ts';
import { parseArn } from './iam/arns.ts';
import { find } from './iam/find.ts';
import { documentsOf } from './iam/findPolicy.ts';
import { operation, type Operation, type Request, type Target } from './operation.ts';
import { checkIdentityPolicy } from './policyDocument.ts';
import { refuse } from './refusal.ts';
import { rules } from './rules.ts';
import { sealSession, sessionSecret } from './sessions.ts';
import type { Role } from './state.ts';
import { trustPolicyOf } from './trust.ts';
import { optionalInteger, optionalText, structureList, text } from './wire/input.ts';
import type { QueryStructure } from './wire/query.ts';

/** The limits of DurationSeconds. Source: AWS STS API reference, AssumeRole, DurationSeconds. */
const durationBounds = { min: 900, max: 43_200 } as const;
const defaultSeconds = 3600;
const maxChainedSeconds = 3600;

/**
 * The maximum number of managed session policies, and of characters of all session policies together. Source: AWS STS
 * API reference, AssumeRole, PolicyArns and Policy.
 */
const maxPolicyArns = 10;
const maxSessionPolicySize = 2048;

interface AssumeRole {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly seconds: number | undefined;
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
}

function readAssumeRole(input: QueryStructure): AssumeRole {
  return {
    roleArn: text(input, 'RoleArn', rules.arn),
    sessionName: text(input, 'RoleSessionName', rules.roleSessionName),
    externalId: optionalText(input, 'ExternalId', rules.externalId),
    seconds: optionalInteger(input, 'DurationSeconds', durationBounds),
    policy: optionalText(input, 'Policy', rules.sessionPolicy),
    policyArns: readPolicyArns(input),
  };
}

function readPolicyArns(input: QueryStructure): readonly string[] {
  const arns = structureList(input, 'PolicyArns').map((descriptor) => text(descriptor, 'arn', rules.arn));
  if (arns.length > maxPolicyArns) {
    throw refuse(
      'ValidationError',
      `1 validation error detected: Value '[${arns.join(', ')}]' at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${String(maxPolicyArns)}`,
    );
  }
  return arns;
}

/**
 * Returns how much of the allowed size the session policies use, in percent, or undefined if there are none. AWS packs
 * them into a format that is not documented. Here it is the percentage of the allowed characters.
 * @throws PackedPolicyTooLarge
 */
function packedSize({ policy, policyArns }: AssumeRole): number | undefined {
  if (policy === undefined && policyArns.length === 0) return undefined;
  const percent = Math.ceil(([policy ?? '', ...policyArns].join('').length / maxSessionPolicySize) * 100);
  if (percent > 100) {
    throw refuse(
      'PackedPolicyTooLarge',
      `Packed policy consumes ${String(percent)}% of allotted space, please use smaller policy.`,
    );
  }
  return percent;
}

function denied(request: Request, roleArn: string, reason: string): Error {
  return refuse(
    'AccessDenied',
    `User: ${request.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}${reason}`,
  );
}

/**
 * Returns the role if the caller may assume it. Both the caller's own policies and the role's trust policy must allow
 * it. A role that does not exist is denied like one that does not trust the caller, so that a caller cannot find out
 * which roles exist.
 * @throws AccessDenied, or ValidationError if the ARN is not that of a role.
 * Source: IAM User Guide, "Cross-account policy evaluation logic"; AWS STS API reference, AssumeRole.
 */
async function authorizeAssumeRole(request: Request, args: AssumeRole): Promise<{ role: Role; accountId: string }> {
  if (request.caller.type === 'root') throw refuse('AccessDenied', 'Roles may not be assumed by root accounts.');
  const parsed = parseArn(args.roleArn);
  if (parsed?.type !== 'role') throw refuse('ValidationError', `${args.roleArn} is invalid`);
  const { accountId, name, path } = parsed;
  const role = find({ account: request.accounts.get(accountId), now: request.now }, 'role', name);
  const known = role?.path === path ? role : undefined;
  const target: Target = {
    resource: args.roleArn,
    shown: args.roleArn,
    context: {
      'sts:RoleSessionName': args.sessionName,
      ...(args.externalId !== undefined && { 'sts:ExternalId': args.externalId }),
      ...Object.fromEntries((known?.tags ?? []).map((tag) => [`iam:ResourceTag/${tag.Key}`, tag.Value])),
    },
  };
  // If the role does not exist, an empty trust policy takes its place, and the caller's policies are evaluated as
  // usual.
  const trust: unknown = known
    ? JSON.parse(trustPolicyOf(known, request.now, request.accounts))
    : { Version: '2012-10-17', Statement: [] };
  const verdict = await verdictOn(request, 'sts:AssumeRole', target, { accountId, trust });
  if (!known || !verdict.allowed) throw denied(request, args.roleArn, verdict.reason);
  return { role: known, accountId };
}

function sessionSeconds(request: Request, args: AssumeRole, role: Role): number {
  const seconds = args.seconds ?? defaultSeconds;
  if (request.caller.type === 'session' && seconds > maxChainedSeconds) {
    throw refuse(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  if (seconds > role.maxSessionSeconds) {
    throw refuse('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return seconds;
}

function sessionPolicies(request: Request, args: AssumeRole, accountId: string): string[] {
  if (args.policy !== undefined) checkIdentityPolicy(args.policy);
  const role = { account: request.accounts.get(accountId), accountId, now: request.now };
  const managed = args.policyArns.flatMap((arn) => {
    const documents = documentsOf(role, arn);
    if (documents.length === 0) throw refuse('InvalidInput', `ARN ${arn} is not valid.`);
    return documents.map(({ document }) => document);
  });
  return [...(args.policy === undefined ? [] : [args.policy]), ...managed];
}

/** All STS operations of the sandbox, by name. */
export const stsOperations: Readonly<Record<string, Operation>> = {
  AssumeRole: operation({
    read: readAssumeRole,
    targets: () => [],
    run: async (args, request) => {
      const { role, accountId } = await authorizeAssumeRole(request, args);
      const seconds = sessionSeconds(request, args, role);
      const policies = sessionPolicies(request, args, accountId);
      const packedPercent = packedSize(args);
      const keyId = accessKeyId('ASIA', accountId);
      request.onSession?.(accountId, keyId);
      const expiresAt = request.now + seconds * 1000;
      const token = sealSession({
        accessKeyId: keyId,
        accountId,
        roleName: role.name,
        roleId: role.id,
        sessionName: args.sessionName,
        issuedAt: request.now,
        expiresAt,
        policies,
      });
      return {
        AssumedRoleUser: {
          AssumedRoleId: `${role.id}:${args.sessionName}`,
          Arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${args.sessionName}`,
        },
        Credentials: {
          AccessKeyId: keyId,
          SecretAccessKey: sessionSecret(keyId),
          SessionToken: token,
          Expiration: new Date(expiresAt),
        },
        PackedPolicySize: packedPercent,
      };
    },
  }),

  /** Requires no permission, and a policy cannot deny it. Source: AWS STS API reference, GetCallerIdentity. */
  GetCallerIdentity: operation({
    read: () => undefined,
    targets: () => [],
    run: (_, { caller }) => ({ Arn: caller.arn, UserId: caller.userId, Account: caller.accountId }),
  }),
};
