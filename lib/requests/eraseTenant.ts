import { onboardingsOfAccount } from '../access/onboardingsOfAccount.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import { retrying } from '../core/retrying.ts';
import { withDueTimes } from '../record/dueTimes.ts';
import { hasEnded, neededFor, type Ended } from '../record/erasure.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { dropAbandonedSlots } from './abandonedSlots.ts';
import { changeControls, readControls } from './controls.ts';
import { keyRetentionMs } from './idempotency.ts';
import { retireAccesses } from './retireAccesses.ts';
import type { ControlledAction, RequestDeps, StopScope } from './ports.ts';

type EraseDeps = Pick<RequestDeps, 'store' | 'clock' | 'actor' | 'settings' | 'newExternalId'>;

/**
 * Erases everything that is stored about a tenant: its accesses, with their external IDs, its onboardings, with their
 * audit trails, events and slots, and its name in the audit trail of the deployment. Throws 409 while an onboarding of it
 * has not ended, or something of it is awaited or left in an account (unless `acceptsLeftovers`). Nothing is erased then.
 * Does nothing if nothing is stored. A repetition continues an erasure that has stopped in between.
 *
 * Idempotency-Keys name onboardings for 24 hours, so the onboardings must have ended before that.
 */
export async function eraseTenant(
  deps: EraseDeps,
  tenantId: string,
  acceptsLeftovers: boolean,
  deadline: number,
): Promise<void> {
  const { store, clock } = deps;
  const scope: StopScope = `tenant:${tenantId}`;
  const { stops, actions } = await readControls(deps, deadline);
  if (stops.some((stop) => stop.scope === scope)) throw stoppedProblem(scope);
  const ended: Ended[] = [];
  for await (const each of onboardingsOfAccount(deps, { tenantId }, deadline))
    ended.push(endedOf(each, clock.now(), acceptsLeftovers));
  const accounts = await retrying(clock, deadline, () => store.accountsOf(tenantId));
  const archived = await retrying(clock, deadline, () => store.archivedActions());
  const isNamed = [...actions, ...archived].some((each) => each.scope === scope);
  const isStored = ended.length > 0 || accounts.length > 0 || isNamed;
  if (!isStored && (await retrying(clock, deadline, () => store.slotsOf(tenantId))).length === 0) return;
  // The entry names the tenant until the end, so that a repetition finds an erasure that has stopped in between.
  await changeControls(deps, deadline, (before) =>
    before.actions.some(isBegun(scope)) ? undefined : { scope, reason },
  );
  // A retirement refuses if a create has begun meanwhile, and nothing new can begin with an access after it.
  await retireAccesses(deps, tenantId, accounts, deadline);
  for (const each of ended) {
    if (clock.monotonic() >= deadline) throw new OutOfTime();
    // If this process stops, a worker completes the erasure of this record: no caller can find it any more.
    const due = withDueTimes(each, { retention: clock.now() });
    if (!(await retrying(clock, deadline, () => store.erase(due)))) throw changedProblem(each);
  }
  await dropAbandonedSlots(deps, tenantId, deadline);
  await forgetActions(deps, scope, deadline);
}

/**
 * Removes the tenant from the audit trail of the deployment, and adds the entry that an erasure is done.
 *
 * Another process may move entries from the controls to items of their own at any time, also with an older version of
 * the controls. So the entries of the controls are stored as items without the tenant first, which such a process does
 * not replace. The last write succeeds only if the controls have not changed since they were read.
 */
async function forgetActions(deps: EraseDeps, scope: StopScope, deadline: number): Promise<void> {
  while (!(await forgetUnchangedActions(deps, scope, deadline))) {
    if (deps.clock.monotonic() >= deadline) throw new OutOfTime();
  }
}

/** Returns false, and removes nothing from the controls, if another process has changed them meanwhile. */
async function forgetUnchangedActions(deps: EraseDeps, scope: StopScope, deadline: number): Promise<boolean> {
  const { store, clock } = deps;
  const forget = (each: ControlledAction) => (each.scope === scope ? withoutTenant(each) : each);
  const read = await readControls(deps, deadline);
  const archived = await retrying(clock, deadline, () => store.archivedActions());
  const ofTenant = [...archived, ...read.actions].filter((each) => each.scope === scope);
  await retrying(clock, deadline, () => store.replaceActions(ofTenant.map(withoutTenant)));
  let isUnchanged = false;
  await changeControls(deps, deadline, ({ actions, version }) => {
    isUnchanged = version === read.version;
    return isUnchanged ? { actions: actions.map(forget), reason: 'done' } : undefined;
  });
  return isUnchanged;
}

/** The reason in the entry of an erasure that has begun. */
const reason = 'begun';
const isBegun = (scope: StopScope) => (each: ControlledAction) => each.scope === scope && each.reason === reason;

/** Returns an entry without what names the tenant. The reason of a stop can name it. */
function withoutTenant({ scope, ...action }: ControlledAction): ControlledAction {
  if (scope !== undefined && isBegun(scope)({ ...action, scope })) return action;
  const { reason: _, ...rest } = action;
  return rest;
}

/** Returns the onboarding if its record can be erased. Throws 409 with what to do if it cannot. */
function endedOf(record: Onboarding, now: number, acceptsLeftovers: boolean): Ended {
  const { id, status } = record;
  // An earlier erasure has made these checks.
  if (record.isErasing === true && hasEnded(record)) return record;
  const until = record.updatedAt + keyRetentionMs;
  const needed = neededFor(record);
  if (!hasEnded(record) || needed === 'not-ended')
    throw refusal('slot-held', record, `has the status ${status}. Offboard it first: DELETE /v1/onboardings/${id}.`);
  switch (needed) {
    case 'later-look': {
      const seconds = Math.ceil(((record.dueTimes.reconcile ?? now) - now) / 1000) + 60;
      const look =
        'worked in its account a short time ago, and the account has to be checked for calls that AWS carried out late.';
      throw refusal('in-progress', record, look, seconds);
    }
    case 'unchecked':
      if (acceptsLeftovers) break;
      throw refusal(
        'wrong-state',
        record,
        `could not be checked for calls that AWS carried out late. Delete it again when its role works (DELETE /v1/onboardings/${id}), or erase the tenant with leftovers=accept.`,
      );
    case 'undelivered':
      throw refusal('in-progress', record, 'has webhook events that are not delivered yet.', 3600);
    case 'left':
      if (acceptsLeftovers) break;
      throw refusal(
        'wrong-state',
        record,
        'left something in the account, and only its receipt names it. Have it removed and delete the onboarding again, or erase the tenant with leftovers=accept.',
      );
    case undefined:
  }
  if (until <= now) return record;
  const keys = 'ended less than a day ago, and Idempotency-Keys of the last 24 hours may name it.';
  throw refusal('in-progress', record, keys, Math.ceil((until - now) / 1000));
}

function refusal(
  slug: 'slot-held' | 'in-progress' | 'wrong-state',
  { id }: Onboarding,
  why: string,
  retryAfterSeconds?: number,
): ProblemError {
  const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds: Math.max(5, retryAfterSeconds) };
  const again = retryAfterSeconds === undefined ? '' : ' Erase the tenant again after the time in Retry-After.';
  const conflict = slug === 'slot-held' ? { conflictsWith: id } : {};
  const detail = `Nothing was erased: onboarding ${id} ${why}${again}`;
  return new ProblemError(slug, detail, { onboarding: id, ...conflict, ...retry });
}

function stoppedProblem(scope: StopScope): ProblemError {
  return new ProblemError(
    'wrong-state',
    `Nothing was erased: requests of this tenant are stopped, and the stop names the tenant. Allow them first (DELETE /v1/stops/${scope}).`,
  );
}

function changedProblem({ id }: Onboarding): ProblemError {
  return new ProblemError(
    'in-progress',
    `Another request changed onboarding ${id} at the same time. A part of the tenant is erased. Send the same request again.`,
    { onboarding: id, retryAfterSeconds: 5 },
  );
}
