import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import type { CallGuard } from '../core/ports.ts';
import { retrying } from '../core/retry.ts';

/** For how long a trust policy that was seen closed is believed to be, in milliseconds. Open is never remembered. */
const closedForMs = 60 * 60_000;

export interface AccountQuestion {
  readonly roleArn: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly onboardingId: string;
  /** Nothing is made behind an open door, but what was made may well be removed through it. */
  readonly isOnlyRemoving?: boolean;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/**
 * Assumes the bootstrap role. Beside it, tries without an external ID and with a wrong one: if either works, anybody
 * who knows the role's ARN is in, and the tenant must hear of it before anything is made. Throws AwsFailure as STS
 * refuses it, or the problem `trust-policy-open`.
 */
export async function openAccount(
  deps: AccountDeps,
  question: AccountQuestion,
  guard: CallGuard,
): Promise<TenantAccount> {
  const { roleArn, externalId, onboardingId, deadline, isOnlyRemoving = false } = question;
  const remembered = `${roleArn} ${externalId}`;
  const now = deps.clock.now();
  const isKnownClosed = (deps.closedTrusts.get(remembered) ?? 0) > now;
  const isProbed = deps.settings.probesTrust && !isOnlyRemoving && !isKnownClosed;
  const assume = (id: string | undefined) =>
    retrying(deps.clock, deadline, () =>
      deps.tenantAccounts.assume({ roleArn, externalId: id, sessionName: onboardingId }, guard),
    );
  const [right, ...probes] = await Promise.allSettled([
    assume(externalId),
    ...(isProbed ? [assume(undefined), assume(wrongExternalId(externalId))] : []),
  ]);
  if (probes.some(({ status }) => status === 'fulfilled')) throw trustPolicyOpenProblem(deps, question);
  if (right.status === 'rejected') throw right.reason;
  for (const probe of probes) {
    // Neither in nor refused: a probe that could not be made proves nothing.
    if (probe.status === 'rejected' && !hasCode(probe.reason, 'AccessDenied')) throw probe.reason;
  }
  if (right.value.accountId !== question.accountId) {
    throw new ProblemError(
      'role-not-usable',
      `The session of ${roleArn} is in account ${right.value.accountId}, but the onboarding is for account ${question.accountId}. Launch the stack in that account.`,
    );
  }
  if (isProbed) deps.closedTrusts.set(remembered, now + closedForMs);
  return right.value;
}

/** The right ID with its last character changed: a random one would not find a wildcard in the trust policy. */
function wrongExternalId(externalId: string): string {
  return `${externalId.slice(0, -1)}${externalId.endsWith('A') ? 'B' : 'A'}`;
}

function trustPolicyOpenProblem(deps: AccountDeps, { roleArn, externalId }: AccountQuestion): ProblemError {
  const { namespace, partition, vendorAccountId } = deps.settings;
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${vendorAccountId}:root` },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'sts:ExternalId': externalId },
      ArnLike: { 'aws:PrincipalArn': `arn:${partition}:iam::${vendorAccountId}:role/${namespace}-*` },
    },
  };
  return new ProblemError(
    'trust-policy-open',
    `${roleArn} can be assumed without the correct external ID, so the role is open to anybody who knows its ARN. Set its trust policy to this one statement, or update the stack, then try again: ${JSON.stringify(statement)}`,
  );
}
