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

/** Seconds. Source: AWS STS API reference, AssumeRole, DurationSeconds. */
const durationBounds = { min: 900, max: 43_200 } as const;
const usualSeconds = 3600;
const chainedMostSeconds = 3600;

/** Source: AWS STS API reference, AssumeRole, PolicyArns and Policy: managed policies, and characters of all together. */
const policyArnsMost = 10;
const sessionPolicyMost = 2048;

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
  if (arns.length > policyArnsMost) {
    throw refuse(
      'ValidationError',
      `1 validation error detected: Value '[${arns.join(', ')}]' at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${String(policyArnsMost)}`,
    );
  }
  return arns;
}

/**
 * How much of the room for session policies a call takes, in percent. AWS packs them into a format that it does not
 * describe; here it is the share of the characters that they may have together.
 * @returns undefined where there are none. @throws PackedPolicyTooLarge
 */
function packedSize({ policy, policyArns }: AssumeRole): number | undefined {
  if (policy === undefined && policyArns.length === 0) return undefined;
  const percent = Math.ceil(([policy ?? '', ...policyArns].join('').length / sessionPolicyMost) * 100);
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
 * Both sides must agree: the caller's own policies, and the role's trust policy. A role that is not there is denied like
 * one that does not trust the caller, so that nobody learns which roles exist.
 * Source: IAM User Guide, "Cross-account policy evaluation logic"; AWS STS API reference, AssumeRole.
 */
async function demandTrust(request: Request, args: AssumeRole): Promise<{ role: Role; accountId: string }> {
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
  // An empty trust policy stands for the absent role: the caller's side is judged all the same.
  const trust: unknown = known
    ? JSON.parse(trustPolicyOf(known, request.now, request.accounts))
    : { Version: '2012-10-17', Statement: [] };
  const verdict = await verdictOn(request, 'sts:AssumeRole', target, { accountId, trust });
  if (!known || !verdict.allowed) throw denied(request, args.roleArn, verdict.reason);
  return { role: known, accountId };
}

function sessionSeconds(request: Request, args: AssumeRole, role: Role): number {
  const seconds = args.seconds ?? usualSeconds;
  if (request.caller.type === 'session' && seconds > chainedMostSeconds) {
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

export const stsOperations: Readonly<Record<string, Operation>> = {
  AssumeRole: operation({
    read: readAssumeRole,
    targets: () => [],
    run: async (args, request) => {
      const { role, accountId } = await demandTrust(request, args);
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

  /** Needs no permission, and none can be taken away. Source: AWS STS API reference, GetCallerIdentity. */
  GetCallerIdentity: operation({
    read: () => undefined,
    targets: () => [],
    run: (_, { caller }) => ({ Arn: caller.arn, UserId: caller.userId, Account: caller.accountId }),
  }),
};
