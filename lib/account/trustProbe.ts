import { trustStatement } from '../access/trustStatement.ts';
import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import type { AssumedRole } from '../access/ports.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import type { CallGuard } from '../core/ports.ts';
import type { RecentChange } from '../core/judgeRetry.ts';
import { retrying } from '../core/retrying.ts';

/**
 * How long the result of a trust probe is used if the trust policy is closed, in milliseconds. Open is never
 * remembered.
 */
const closedForMs = 60 * 60_000;

export interface AccountQuestion {
  readonly roleArn: string;
  readonly accountId: string;
  /** Newest first: there are two while the external ID is being changed. */
  readonly externalIds: readonly [string, ...string[]];
  readonly onboardingId: string;
  /** The session policy, as JSON. */
  readonly policy: string;
  /** The role as Latchkey last assumed it. Undefined if it never has. */
  readonly known: AssumedRole | undefined;
  /** Since when STS has refused the role (epoch ms). Undefined if STS did not refuse it in the last attempt. */
  readonly refusedSince: number | undefined;
  /** An attempt that only removes does not probe: what Latchkey created may be removed through an open role as well. */
  readonly isOnlyRemoving: boolean;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/** A session, and the external ID with which STS returned it. */
export interface AssumedAccount {
  readonly account: TenantAccount;
  readonly externalId: string;
}

/**
 * Assumes the bootstrap role. At the same time it tries to assume the role without an external ID and with a wrong one. If
 * one of these works, the role is open to anybody who knows its ARN. Throws AwsFailure if STS refuses the role,
 * WaitingForAws if the refusal may end, or the problem `trust-policy-open`.
 */
export async function openAccount(
  deps: AccountDeps,
  question: AccountQuestion,
  guard: CallGuard,
): Promise<AssumedAccount> {
  const { roleArn, accountId, known, refusedSince, isOnlyRemoving } = question;
  const { settings, clock } = deps;
  const isProbed = settings.probesTrust && !isOnlyRemoving && !isKnownClosed(deps, question);
  // A role that was never assumed most likely does not exist yet, so its refusal is final at once.
  const mayExist = isOnlyRemoving || known !== undefined;
  const since = refusedSince ?? clock.now();
  const recent = mayExist ? [{ codes: ['AccessDenied'], until: since + settings.lostAccessMs }] : [];
  const [session, probes] = await Promise.allSettled([
    assumeWithAny(deps, question, guard, recent),
    isProbed ? probe(deps, question, guard) : Promise.resolve(),
  ]);
  if (probes.status === 'rejected' && isTrustPolicyOpen(probes.reason)) throw probes.reason;
  if (session.status === 'rejected') throw session.reason;
  if (probes.status === 'rejected') throw probes.reason;
  const { account } = session.value;
  if (account.accountId !== accountId) {
    throw new ProblemError(
      'role-not-usable',
      `The session of ${roleArn} is in account ${account.accountId}, but the onboarding is for account ${accountId}. Launch the stack in that account.`,
    );
  }
  if (isProbed) rememberClosed(deps, question);
  return session.value;
}

/**
 * Repeats the probe before keys are disclosed, if the role was so new that the first probe proved nothing. Throws the
 * problem `trust-policy-open`.
 */
export async function probeAgain(deps: AccountDeps, question: AccountQuestion, guard: CallGuard): Promise<void> {
  if (!deps.settings.probesTrust || isKnownClosed(deps, question)) return;
  await probe(deps, question, guard);
  rememberClosed(deps, question);
}

/**
 * Stores that the trust policy is closed. Stores nothing while the role is new: until AWS has distributed a new trust
 * policy, a refused probe proves nothing.
 */
function rememberClosed({ clock, settings, closedTrusts }: AccountDeps, question: AccountQuestion): void {
  const { known } = question;
  if (known === undefined || clock.now() < known.at + settings.roleLagMs) return;
  closedTrusts.set(keyOf(question), clock.now() + closedForMs);
}

function isKnownClosed({ closedTrusts, clock }: AccountDeps, question: AccountQuestion): boolean {
  return (closedTrusts.get(keyOf(question)) ?? 0) > clock.now();
}

// A role with another ID has another trust policy, even if it has the same ARN.
const keyOf = ({ roleArn, externalIds, known }: AccountQuestion) =>
  `${roleArn} ${String(known?.roleId)} ${externalIds.join(' ')}`;

/** Assumes the role with the first of the external IDs that STS accepts. The same delay can explain that it refuses all. */
function assumeWithAny(
  deps: AccountDeps,
  question: AccountQuestion,
  guard: CallGuard,
  recent: readonly RecentChange[],
): Promise<AssumedAccount> {
  const [newest, ...older] = question.externalIds;
  const tryWith = async (externalId: string) => ({
    account: await assumeOnce(deps, question, guard, externalId),
    externalId,
  });
  const attempt = () =>
    older.reduce(
      (tried, externalId) =>
        tried.catch((error: unknown) => {
          if (!hasCode(error, 'AccessDenied')) throw error;
          return tryWith(externalId);
        }),
      tryWith(newest),
    );
  return retrying(deps.clock, question.deadline, attempt, { recent: () => recent });
}

function assumeOnce(
  { tenantAccounts }: AccountDeps,
  { roleArn, onboardingId, policy }: AccountQuestion,
  guard: CallGuard,
  externalId: string | undefined,
): Promise<TenantAccount> {
  return tenantAccounts.assume({ roleArn, externalId, sessionName: onboardingId, policy }, guard);
}

/** Tries to assume the role without an external ID and with wrong ones. Throws if STS does not refuse all. */
async function probe(deps: AccountDeps, question: AccountQuestion, guard: CallGuard): Promise<void> {
  const wrong = [undefined, ...question.externalIds.map(wrongExternalId)];
  const probes = await Promise.allSettled(
    wrong.map((externalId) =>
      retrying(deps.clock, question.deadline, () => assumeOnce(deps, question, guard, externalId)),
    ),
  );
  if (probes.some(({ status }) => status === 'fulfilled')) throw trustPolicyOpenProblem(deps, question);
  for (const result of probes) {
    if (result.status === 'rejected' && !hasCode(result.reason, 'AccessDenied')) throw result.reason;
  }
}

const isTrustPolicyOpen = (error: unknown) =>
  error instanceof ProblemError && error.problem.slug === 'trust-policy-open';

/**
 * Returns the correct external ID with its last character changed. A random ID would not match a wildcard at the end of
 * the ID in the trust policy.
 */
function wrongExternalId(externalId: string): string {
  return `${externalId.slice(0, -1)}${externalId.endsWith('A') ? 'B' : 'A'}`;
}

function trustPolicyOpenProblem(
  deps: AccountDeps,
  { roleArn, externalIds: [externalId] }: AccountQuestion,
): ProblemError {
  const { namespace, partition, vendorAccountId } = deps.settings;
  const vendor = `arn:${partition}:iam::${vendorAccountId}`;
  const statement = trustStatement({
    vendorRoot: `${vendor}:root`,
    vendorRoles: `${vendor}:role/${namespace}-*`,
    externalId,
  });
  return new ProblemError(
    'trust-policy-open',
    `${roleArn} can be assumed without the correct external ID, so the role is open to anybody who knows its ARN. Set its trust policy to this one statement in IAM, then try again: ${JSON.stringify(statement)}`,
  );
}
