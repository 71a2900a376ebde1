import { assumedRole, rememberAssumed } from '../access/assumedRoles.ts';
import { externalIdsOf, rememberExternalId } from '../access/externalIdChange.ts';
import type { Access } from '../access/ports.ts';
import { planForRemoval, planOf } from '../blueprints/blueprints.ts';
import { AccessRetired } from '../core/controlFlowErrors.ts';
import { nameOwner, ownPath } from '../core/names.ts';
import type { CallGuard } from '../core/ports.ts';
import type { Journal } from '../record/journal.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { boundaryCandidates } from './chooseBoundary.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import type { RunContext } from './runContext.ts';
import { sessionPolicy } from './sessionPolicy.ts';
import { openAccount, probeAgain } from './trustProbe.ts';

/** Returns the stored access of the onboarding's tenant and account. Throws AccessRetired if it was retired. */
export async function readAccess(
  deps: AccountDeps,
  { tenantId, accountId }: Pick<Onboarding, 'tenantId' | 'accountId'>,
): Promise<Access> {
  const access = await deps.store.getAccess(tenantId, accountId);
  if (access === undefined) throw new AccessRetired(tenantId, accountId);
  return access;
}

/** The fields of an onboarding that AssumeRole depends on. */
type Entering = Pick<Onboarding, 'id' | 'roleArn' | 'tenantId' | 'accountId' | 'blueprint'> &
  Partial<Pick<Onboarding, 'waiting'>>;

/** A session in the tenant's account, and the access as it is stored now. */
export interface OpenedAccount {
  readonly account: TenantAccount;
  readonly access: Access;
  /** When Latchkey first assumed the bootstrap role (epoch ms). */
  readonly assumedAt: number;
  /** When STS returned this session (epoch ms). */
  readonly sessionSince: number;
  /**
   * How far AWS's clock is ahead of this process's clock, in ms. The value may be too low by up to the duration of one
   * call.
   */
  readonly awsAheadMs: number;
  /** Throws the problem `trust-policy-open` if the role is open. Calls AWS once, and only if the role is new. */
  readonly assertTrustClosed: () => Promise<void>;
}

/** Assumes the onboarding's bootstrap role. See `openAccount` for what it throws. */
export async function openAccountOf(
  deps: AccountDeps,
  onboarding: Entering,
  access: Access,
  guard: CallGuard,
  deadline: number,
  isOnlyRemoving = false,
): Promise<OpenedAccount> {
  const { roleArn, tenantId, accountId, id: onboardingId, blueprint, waiting } = onboarding;
  const path = ownPath(nameOwner(deps.settings, tenantId, blueprint), onboardingId);
  const question = {
    roleArn,
    accountId,
    externalIds: externalIdsOf(access),
    onboardingId,
    policy: sessionPolicy(deps.settings.partition, accountId, path),
    known: assumedRole(access, roleArn),
    refusedSince: waiting?.code === 'AccessDenied' ? waiting.since : undefined,
    isOnlyRemoving,
    deadline,
  };
  const { account, externalId } = await openAccount(deps, question, guard);
  const sessionSince = deps.clock.now();
  const noted = await rememberExternalId(deps, access, roleArn, externalId);
  const { role, access: stored } = await rememberAssumed(deps, noted, roleArn, account.roleId);
  let probing: Promise<void> | undefined;
  const assertTrustClosed = () => (probing ??= probeAgain(deps, { ...question, known: role }, guard));
  const awsAheadMs = (account.givenAt ?? sessionSince) - sessionSince;
  return { account, access: stored, assumedAt: role.at, sessionSince, awsAheadMs, assertTrustClosed };
}

/** Work that runs in parallel to the steps. It is collected, so that the attempt can wait for it. */
export interface BackgroundWork {
  inBackground(work: Promise<void>): void;
  waitForAll(): Promise<void>;
}

/** Returns a new collection without work. */
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

/** What the context of an attempt is built from. */
interface RunParts {
  readonly journal: Journal;
  readonly opened: OpenedAccount;
  readonly deadline: number;
}

/** Returns the context of an attempt that creates users. Throws `stack-outdated` if no boundary covers the plan. */
export async function openRunContext(
  deps: AccountDeps,
  parts: RunParts & { readonly isRetry: boolean; readonly inBackground: BackgroundWork['inBackground'] },
): Promise<RunContext> {
  const { journal, opened, deadline, isRetry, inBackground } = parts;
  const onboarding = journal.record();
  const { blueprint, plan } = planOf(deps, onboarding);
  const boundaries = await boundaryCandidates({ deps, access: opened.access, blueprint, onboarding, deadline });
  return { deps, journal, ...opened, deadline, isRetry, inBackground, blueprint, plan, boundaries };
}

/** Returns the context of an attempt that creates no user, such as a claim or a removal. */
export function reopenRunContext(deps: AccountDeps, { journal, opened, deadline }: RunParts): RunContext {
  const { blueprint, plan } = planForRemoval(deps, journal.record());
  const run = { deps, journal, ...opened, deadline, isRetry: true, inBackground: () => undefined };
  return { ...run, blueprint, plan, boundaries: [] };
}
