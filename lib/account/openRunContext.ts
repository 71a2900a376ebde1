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

/** Where the account is, and what lets us in. Throws AccessRetired where that was given up for good. */
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

/** Whether it is the bootstrap role itself that could not be assumed, or cannot be any more. */
export function isRoleRefused(error: unknown): boolean {
  return error instanceof AccessRetired || (hasCode(error, 'AccessDenied') && error.operation === 'sts:AssumeRole');
}

/** What a refused role means, with what to check. */
export function roleNotUsableProblem(roleArn: string): ProblemError {
  return new ProblemError(
    'role-not-usable',
    `AWS does not allow Latchkey to assume ${roleArn}. Either the CloudFormation stack has not been launched yet, or the role's trust policy does not name the account and the external ID of the launch link. Launch the stack from the link, then provision the onboarding.`,
  );
}

/** The same where something of ours lives in the account: for a person to look at. */
export function accessLostProblem(roleArn: string): ProblemError {
  return new ProblemError(
    'access-lost',
    `AWS no longer allows Latchkey to assume ${roleArn}: the role was deleted, or its trust policy was changed. Restore both. Deleting the onboarding then removes everything that it created.`,
  );
}

/** Work beside the steps, kept so that it can be waited for. */
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

/** All that the steps of a turn need. `boundaryArn` is chosen here where the turn is to create users. */
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

/** The same for a turn that creates no user: a claim, or clearing up. Somebody was here before. */
export function reopenRunContext(
  deps: AccountDeps,
  parts: { journal: Journal; account: TenantAccount; access: Access; deadline: number },
): Promise<RunContext> {
  return openRunContext(deps, { ...parts, isRetry: true, inBackground: () => undefined, needsBoundary: false });
}
