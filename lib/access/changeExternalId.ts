import { ProblemError } from '../core/errors.ts';
import { retrying } from '../core/retrying.ts';
import { slotIsFree, type Onboarding } from '../record/onboarding.ts';
import type { OnboardingStore } from '../record/ports.ts';
import { isUnchecked } from '../record/unknownCalls.ts';
import { withChangeEnded, withNewExternalId } from './externalIdChange.ts';
import type { Access, AccessDeps, AccessStore } from './ports.ts';
import { onboardingsOfAccount } from './onboardingsOfAccount.ts';
import { assertNotRetiring, waitForOlderRequests } from './validAccess.ts';

export type ChangeDeps = AccessDeps & { readonly store: Pick<OnboardingStore, 'list'> };

/** The access to change, and its external ID that is to be replaced. */
export interface WantedChange {
  readonly tenantId: string;
  readonly accountId: string;
  readonly replaces: string;
}

/**
 * Begins to change the external ID of a tenant's access, or continues a change. Until the new external ID has worked for
 * every role that needs the access, Latchkey tries both. Idempotent: the caller names the external ID that is to be
 * replaced, so a repetition begins no second change. Returns the access as it is stored. Throws 404 if there is no access,
 * 409 if `replaces` is not its external ID, or if it is being retired.
 *
 * The change is stored first, and the roles that need the access are listed after a pause, as in `retireAccess`: a create
 * that read the access before the change has stored its record by then, or is refused. If the process stops in between,
 * the change stays open, both external IDs keep working, and a repetition lists the roles.
 *
 * @param onBegin is called before a change begins
 */
export async function changeExternalId(
  deps: ChangeDeps,
  wanted: WantedChange,
  deadline: number,
  onBegin: () => Promise<void>,
): Promise<Access> {
  const begun = await begin(deps, wanted, deadline, onBegin);
  if (begun.externalIdChange?.isListed === false) await waitForOlderRequests(deps, deadline);
  const needing = new Set<string>();
  for await (const each of onboardingsOfAccount(deps, wanted, deadline)) if (needsRole(each)) needing.add(each.roleArn);
  return listRoles(deps, wanted, needing, deadline);
}

/**
 * Whether something of the onboarding may be in the account, or a process may be creating it. An account that could not
 * be checked may have something. An onboarding that waits for its stack needs no role yet. If its role is assumed later
 * with the previous external ID, the change waits for this role too.
 */
const needsRole = (each: Onboarding) =>
  each.status !== 'awaiting_access' &&
  (!slotIsFree(each.status) || each.dueTimes.reconcile !== undefined || isUnchecked(each));

async function begin(
  deps: ChangeDeps,
  { tenantId, accountId, replaces }: WantedChange,
  deadline: number,
  onBegin: () => Promise<void>,
): Promise<Access> {
  const { store, clock } = deps;
  for (;;) {
    const stored = await readStored(deps, { tenantId, accountId }, deadline);
    assertNotRetiring(stored, clock.now());
    if (stored.externalIdChange?.previous === replaces) return stored;
    if (stored.externalId !== replaces || isWaiting(stored)) throw notReplaceable(stored);
    await onBegin();
    const begun = withNewExternalId(stored, deps.newExternalId(), clock.now());
    const next = { ...begun, version: stored.version + 1 };
    if (await retrying(clock, deadline, () => store.saveAccess(next))) return next;
  }
}

/**
 * Whether a change waits for roles, or does not know them yet. Another change would then end an external ID that a role
 * may still need. If nothing uses the previous external ID any more, a change that no role has confirmed may be followed by
 * another one.
 */
function isWaiting({ externalIdChange: change }: Access): boolean {
  return change !== undefined && (!change.isListed || change.waitingFor.length > 0);
}

/** Returns the stored access. Throws 404 if there is none. */
export async function readStored(
  { store, clock }: Pick<AccessDeps, 'clock'> & { readonly store: Pick<AccessStore, 'getAccess'> },
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
  deadline: number,
): Promise<Access> {
  const stored = await retrying(clock, deadline, () => store.getAccess(tenantId, accountId));
  if (stored !== undefined) return stored;
  throw new ProblemError(
    'not-found',
    `There is no access of this tenant to account ${accountId}. POST /v1/tenants/${tenantId}/access creates it.`,
  );
}

function notReplaceable({ externalIdChange }: Access): ProblemError {
  return new ProblemError(
    'wrong-state',
    externalIdChange === undefined
      ? 'The external ID in /replaces is not the one of this access. It may have been replaced already: read the access to see its external ID.'
      : 'The external ID of this access is being changed already, and the change has not ended. Update the stacks that it waits for: read the access to see them.',
  );
}

/**
 * Stores which roles the change waits for, and ends it if there are none left. A role that was assumed with the previous
 * external ID a moment ago may belong to a create whose record is not listed yet, so it stays for the time of a lease.
 */
async function listRoles(
  deps: ChangeDeps,
  where: WantedChange,
  needing: ReadonlySet<string>,
  deadline: number,
): Promise<Access> {
  const { store, clock, settings } = deps;
  for (;;) {
    const stored = await readStored(deps, where, deadline);
    const { externalIdChange: change } = stored;
    if (change === undefined) return stored;
    const known = change.waitingFor.filter(
      ({ roleArn, at }) => needing.has(roleArn) || at + settings.leaseMs > clock.now(),
    );
    const added = [...needing]
      .filter((roleArn) => !change.changed.includes(roleArn) && known.every((each) => each.roleArn !== roleArn))
      .map((roleArn) => ({ roleArn, at: clock.now() }));
    const listed = { ...change, isListed: true, waitingFor: [...known, ...added] };
    const next = { ...withChangeEnded({ ...stored, externalIdChange: listed }), version: stored.version + 1 };
    if (await retrying(clock, deadline, () => store.saveAccess(next))) return next;
  }
}
