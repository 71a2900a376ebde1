import { trustStatement } from '../access/trustStatement.ts';
import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import type { CallGuard } from '../core/ports.ts';
import { retrying } from '../core/retry.ts';

/**
 * How long the result of a trust probe is used if the trust policy is closed, in milliseconds. Open is never
 * remembered.
 */
const closedForMs = 60 * 60_000;

export interface AccountQuestion {
  readonly roleArn: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly onboardingId: string;
  /**
   * Whether the session is used for removals only. It then gets no trust probe: an open role must not be used to create
   * anything, but may be used to remove what was created.
   */
  readonly isOnlyRemoving?: boolean;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/**
 * Assumes the bootstrap role. In parallel, the trust probe tries to assume it without an external ID and with a wrong
 * one. If either succeeds, anybody who knows the role's ARN can assume it, and the tenant must learn this before
 * anything is created. Throws AwsFailure if STS refuses the role, the problem `trust-policy-open`, or the problem
 * `role-not-usable` if the session is in another account.
 */
export async function openAccount(
  deps: AccountDeps,
  question: AccountQuestion,
  guard: CallGuard,
): Promise<TenantAccount> {
  const { roleArn, externalId, onboardingId, deadline, isOnlyRemoving = false } = question;
  const cacheKey = `${roleArn} ${externalId}`;
  const now = deps.clock.now();
  const isKnownClosed = (deps.closedTrusts.get(cacheKey) ?? 0) > now;
  const isProbed = deps.settings.probesTrust && !isOnlyRemoving && !isKnownClosed;
  const assume = (id: string | undefined) =>
    retrying(deps.clock, deadline, () =>
      deps.tenantAccounts.assume({ roleArn, externalId: id, sessionName: onboardingId }, guard),
    );
  const [session, ...probes] = await Promise.allSettled([
    assume(externalId),
    ...(isProbed ? [assume(undefined), assume(wrongExternalId(externalId))] : []),
  ]);
  if (probes.some(({ status }) => status === 'fulfilled')) throw trustPolicyOpenProblem(deps, question);
  if (session.status === 'rejected') throw session.reason;
  for (const probe of probes) {
    // A probe that failed for any reason but a denial does not prove that the trust policy is closed.
    if (probe.status === 'rejected' && !hasCode(probe.reason, 'AccessDenied')) throw probe.reason;
  }
  if (session.value.accountId !== question.accountId) {
    throw new ProblemError(
      'role-not-usable',
      `The session of ${roleArn} is in account ${session.value.accountId}, but the onboarding is for account ${question.accountId}. Launch the stack in that account.`,
    );
  }
  if (isProbed) deps.closedTrusts.set(cacheKey, now + closedForMs);
  return session.value;
}

/**
 * Returns the external ID with another last character. A random ID would not match a wildcard such as `abc*` in the
 * policy.
 */
function wrongExternalId(externalId: string): string {
  return `${externalId.slice(0, -1)}${externalId.endsWith('A') ? 'B' : 'A'}`;
}

function trustPolicyOpenProblem(deps: AccountDeps, { roleArn, externalId }: AccountQuestion): ProblemError {
  const { namespace, partition, vendorAccountId } = deps.settings;
  const vendor = `arn:${partition}:iam::${vendorAccountId}`;
  const statement = trustStatement({
    vendorRoot: `${vendor}:root`,
    vendorRoles: `${vendor}:role/${namespace}-*`,
    externalId,
  });
  return new ProblemError(
    'trust-policy-open',
    `${roleArn} can be assumed without the correct external ID, so the role is open to anybody who knows its ARN. Set its trust policy to this one statement, or update the stack, then try again: ${JSON.stringify(statement)}`,
  );
}
