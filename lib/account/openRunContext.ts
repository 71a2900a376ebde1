import { hasCode } from '../core/awsFailure.ts';
import { planForRemoval, planOf } from '../blueprints/blueprints.ts';
import { chooseBoundary } from './chooseBoundary.ts';
import { ProblemError } from '../core/errors.ts';
import { AccessRetired } from '../core/controlFlowErrors.ts';
import type { Journal } from '../record/journal.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Access } from '../access/ports.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import type { CallGuard } from '../core/ports.ts';
import type { RunContext } from './runContext.ts';
import { openAccount } from './trustProbe.ts';

/** Returns the stored access of the onboarding's tenant and account. Throws AccessRetired if it was retired. */
export async function readAccess(
  deps: AccountDeps,
  { tenantId, accountId }: Pick<Onboarding, 'tenantId' | 'accountId'>,
): Promise<Access> {
  const access = await deps.store.getAccess(tenantId, accountId);
  if (access === undefined) throw new AccessRetired(tenantId, accountId);
  return access;
}

/** Assumes the onboarding's bootstrap role. See `openAccount` for what it throws. */
export async function openAccountOf(
  deps: AccountDeps,
  onboarding: Pick<Onboarding, 'id' | 'roleArn' | 'accountId'>,
  access: Access,
  guard: CallGuard,
  deadline: number,
  isOnlyRemoving = false,
): Promise<TenantAccount> {
  const { roleArn, accountId, id: onboardingId } = onboarding;
  const { externalId } = access;
  return openAccount(deps, { roleArn, accountId, externalId, onboardingId, deadline, isOnlyRemoving }, guard);
}

/**
 * Returns whether the error means that Latchkey cannot assume the bootstrap role: STS denies it, or the access was
 * retired.
 */
export function isRoleRefused(error: unknown): boolean {
  return error instanceof AccessRetired || (hasCode(error, 'AccessDenied') && error.operation === 'sts:AssumeRole');
}

/** Returns the problem for a bootstrap role that STS does not let Latchkey assume. The detail says what to check. */
export function roleNotUsableProblem(roleArn: string): ProblemError {
  return new ProblemError(
    'role-not-usable',
    `AWS does not allow Latchkey to assume ${roleArn}. Either the CloudFormation stack has not been launched yet, or the role's trust policy does not name the account and the external ID of the launch link. Launch the stack from the link, then provision the onboarding.`,
  );
}

/**
 * Returns the problem for a bootstrap role that Latchkey can no longer assume while resources of the onboarding are in
 * the account. A person has to resolve it.
 */
export function accessLostProblem(roleArn: string): ProblemError {
  return new ProblemError(
    'access-lost',
    `AWS no longer allows Latchkey to assume ${roleArn}: the role was deleted, or its trust policy was changed. Restore both. Deleting the onboarding then removes everything that it created.`,
  );
}

/** Work that runs in parallel to the steps. It is collected, so that the attempt can wait for it. */
export interface BackgroundWork {
  inBackground(work: Promise<void>): void;
  waitForAll(): Promise<void>;
}

export function backgroundWork(): BackgroundWork {
  const all: Promise<void>[] = [];
  return {
    inBackground: (work) => {
      all.push(work);
    },
    waitForAll: async () => {
      await Promise.allSettled(all);
    },
  };
}

/** Returns what the steps of an attempt need. Chooses `boundaryArn` if the attempt creates users (`needsBoundary`). */
export async function openRunContext(
  deps: AccountDeps,
  parts: {
    journal: Journal;
    account: TenantAccount;
    access: Access;
    deadline: number;
    isRetry: boolean;
    inBackground: BackgroundWork['inBackground'];
    needsBoundary: boolean;
  },
): Promise<RunContext> {
  const { needsBoundary, ...rest } = parts;
  const onboarding = parts.journal.record();
  const { blueprint, plan } = needsBoundary ? planOf(deps, onboarding) : planForRemoval(deps, onboarding);
  const question = {
    deps,
    account: parts.account,
    access: parts.access,
    blueprint,
    onboarding,
    deadline: parts.deadline,
    refused: [],
  };
  const boundaryArn = needsBoundary ? await chooseBoundary(question) : (onboarding.boundaryArn ?? '');
  return { ...rest, deps, blueprint, plan, boundaryArn };
}

/**
 * Returns the context of an attempt that creates no user: a claim or a removal. An earlier attempt has created them.
 */
export function reopenRunContext(
  deps: AccountDeps,
  parts: { journal: Journal; account: TenantAccount; access: Access; deadline: number },
): Promise<RunContext> {
  return openRunContext(deps, { ...parts, isRetry: true, inBackground: () => undefined, needsBoundary: false });
}
