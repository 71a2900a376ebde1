import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import type { CallGuard } from '../core/ports.ts';
import type { RecentChange } from '../core/classifyFailure.ts';
import { retrying } from '../core/retry.ts';

/** For how long a trust policy that was seen closed is believed to be, in milliseconds. Open is never remembered. */
const closedForMs = 60 * 60_000;

export interface AccountQuestion {
  readonly roleArn: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly onboardingId: string;
  /** What the session may do at most, as JSON. */
  readonly policy: string;
  /** Whether this role let Latchkey in before, or Latchkey has something in the account: then a refusal may be a delay. */
  readonly wasLetIn: boolean;
  /** When the role first let Latchkey in (epoch ms); undefined if this is the first time. */
  readonly letInAt: number | undefined;
  /** Since when AWS refuses the role (epoch ms), if it refused it the last time. */
  readonly refusedSince: number | undefined;
  /** An attempt that only removes does not probe: what Latchkey created may be removed through an open role as well. */
  readonly isOnlyRemoving: boolean;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/**
 * Assumes the bootstrap role. At the same time it tries to assume the role without an external ID and with a wrong one. If
 * one of these works, the role is open to anybody who knows its ARN. Throws AwsFailure if STS refuses the role,
 * WaitingForAws if STS may let Latchkey in again, or the problem `trust-policy-open`.
 */
export async function openAccount(
  deps: AccountDeps,
  question: AccountQuestion,
  guard: CallGuard,
): Promise<TenantAccount> {
  const { roleArn, accountId, wasLetIn, refusedSince, isOnlyRemoving } = question;
  const { settings, clock } = deps;
  const isProbed = settings.probesTrust && !isOnlyRemoving && !isKnownClosed(deps, question);
  // A role that let Latchkey in may be refused for a while; one that never did is most likely not there.
  const since = refusedSince ?? clock.now();
  const recent = wasLetIn ? [{ codes: ['AccessDenied'], until: since + settings.lostAccessMs }] : [];
  const [session, probes] = await Promise.allSettled([
    assume(deps, question, guard, question.externalId, recent),
    isProbed ? probe(deps, question, guard) : Promise.resolve(),
  ]);
  if (probes.status === 'rejected' && isTrustPolicyOpen(probes.reason)) throw probes.reason;
  if (session.status === 'rejected') throw session.reason;
  if (probes.status === 'rejected') throw probes.reason;
  if (session.value.accountId !== accountId) {
    throw new ProblemError(
      'role-not-usable',
      `The session of ${roleArn} is in account ${session.value.accountId}, but the onboarding is for account ${accountId}. Launch the stack in that account.`,
    );
  }
  if (isProbed && !isYoung(deps, question)) {
    deps.closedTrusts.set(keyOf(question), clock.now() + closedForMs);
  }
  return session.value;
}

/**
 * Tries the role once more before keys are disclosed, if it let Latchkey in only a short time ago: until AWS has spread a
 * new trust policy, a refused probe proves nothing. Throws the problem `trust-policy-open`.
 */
export async function probeAgainIfYoung(deps: AccountDeps, question: AccountQuestion, guard: CallGuard): Promise<void> {
  if (deps.settings.probesTrust && isYoung(deps, question)) await probe(deps, question, guard);
}

function isYoung({ clock, settings }: AccountDeps, { letInAt }: AccountQuestion): boolean {
  return letInAt === undefined || clock.now() < letInAt + settings.roleLagMs;
}

function isKnownClosed({ closedTrusts, clock }: AccountDeps, question: AccountQuestion): boolean {
  return (closedTrusts.get(keyOf(question)) ?? 0) > clock.now();
}

const keyOf = ({ roleArn, externalId }: AccountQuestion) => `${roleArn} ${externalId}`;

function assume(
  deps: AccountDeps,
  { roleArn, onboardingId, policy, deadline }: AccountQuestion,
  guard: CallGuard,
  externalId: string | undefined,
  recent: readonly RecentChange[] = [],
): Promise<TenantAccount> {
  const assumption = { roleArn, externalId, sessionName: onboardingId, policy };
  return retrying(deps.clock, deadline, () => deps.tenantAccounts.assume(assumption, guard), { recent: () => recent });
}

/** Must be refused without an external ID and with a wrong one. A probe that cannot be made proves nothing: it throws. */
async function probe(deps: AccountDeps, question: AccountQuestion, guard: CallGuard): Promise<void> {
  const probes = await Promise.allSettled([
    assume(deps, question, guard, undefined),
    assume(deps, question, guard, wrongExternalId(question.externalId)),
  ]);
  if (probes.some(({ status }) => status === 'fulfilled')) throw trustPolicyOpenProblem(deps, question);
  for (const result of probes) {
    if (result.status === 'rejected' && !hasCode(result.reason, 'AccessDenied')) throw result.reason;
  }
}

const isTrustPolicyOpen = (error: unknown) =>
  error instanceof ProblemError && error.problem.slug === 'trust-policy-open';

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
