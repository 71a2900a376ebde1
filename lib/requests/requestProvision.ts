import { planOf } from '../blueprints/blueprints.ts';
import { readParameters } from '../blueprints/parameters.ts';
import { blueprintDigest, findBlueprint } from '../blueprints/versions.ts';
import { ProblemError, problems, type Problem } from '../core/errors.ts';
import { withOnboarding } from '../account/toProblem.ts';
import { initialProgress } from './firstRecord.ts';
import { assertTenantCap } from './tenantCap.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { isWorkedOn, type InStatus, type Leased, type Onboarding } from '../record/onboarding.ts';
import { toProvisioning, toRollingBack } from '../record/transitions.ts';
import type { RequestDeps } from './ports.ts';
import { takeSlot } from './slot.ts';
import { assertNotStopped } from './stops.ts';
import { validAccess } from '../access/validAccess.ts';
import type { NewLease } from '../record/lease.ts';
import { beginWork, continueWork, type NewWork } from './workOrHandOver.ts';

/**
 * Starts or continues the provisioning of an onboarding. Callers use it after the tenant has launched the stack, and to
 * retry after a failure. If `isAsynchronous`, a worker does the work. Idempotent: an onboarding that is already
 * provisioned is returned unchanged. Throws 409 if another onboarding holds the slot, or if the onboarding has expired
 * or is offboarded.
 */
export async function requestProvision(
  deps: RequestDeps,
  record: Onboarding,
  isAsynchronous: boolean,
  deadline: number,
): Promise<Onboarding> {
  return withOnboarding(record.id, async () => {
    const execution = { isAsynchronous, deadline };
    if (isWorkedOn(record) && record.status !== 'offboarding') return continueWork(deps, record, execution);
    const work = await newWork(deps, record, deadline);
    if (work === undefined) return record;
    const begun = await beginWork(deps, record, work, execution, 'worker');
    return begun ?? (await deps.store.get(record.id)) ?? record;
  });
}

/** Returns the work to begin, or undefined if there is nothing to do. */
async function newWork(deps: RequestDeps, record: Onboarding, deadline: number): Promise<NewWork | undefined> {
  switch (record.status) {
    case 'awaiting_access':
      await assertNotStopped(deps, record, deadline);
      await assertTenantCap(deps, record.tenantId, deadline);
      return { record: restart(deps, record) };
    case 'failed': {
      await assertNotStopped(deps, record, deadline);
      await assertTenantCap(deps, record.tenantId, deadline);
      // A failed onboarding holds no slot, so the tenant's access may have been retired since.
      const { blueprint } = planOf(deps, record);
      const { assertAccessValid } = await validAccess(deps, record, blueprint, deadline);
      const slot = await takeSlot(deps, record, record, deadline);
      const mayWrite = async () => {
        await assertAccessValid();
        slot.check();
      };
      return { record: restart(deps, record, slot.freedAt), mayWrite };
    }
    case 'needs_attention':
      return { record: rollBackOnRequest(record, deps.clock.now()) };
    case 'expired':
      throw new ProblemError(
        'wrong-state',
        'This onboarding has expired, because its stack was not launched within 7 days. Create a new one.',
      );
    case 'offboarding':
      throw new ProblemError(
        'wrong-state',
        'This onboarding is being offboarded: Latchkey is removing what it created. Create another one when that is complete.',
      );
    case 'offboarded':
      throw new ProblemError(
        'wrong-state',
        'This onboarding is offboarded and cannot be provisioned again. Create a new one.',
      );
    case 'provisioning':
    case 'ready':
    case 'claiming':
    case 'claimed':
    case 'rotating':
    case 'updating':
    case 'rolling_back':
      return undefined;
  }
}

/**
 * Returns the record of an onboarding that needs attention as `rolling_back`, so that it can start again afterwards.
 * Throws a problem if its keys were disclosed: only DELETE removes keys that may be in use.
 */
function rollBackOnRequest(record: InStatus<'needs_attention'>, now: number): (lease: NewLease) => Leased {
  if (disclosedKeyIds(record).some(({ ids }) => ids.length > 0)) {
    throw new ProblemError(
      'wrong-state',
      'The access keys of this onboarding were handed over and may be in use, so Latchkey does not provision it again. Resolve the cause of its problem, then delete the onboarding.',
    );
  }
  const problem = removedOnRequest(record.problem);
  return (lease) => toRollingBack({ ...record, askedAt: now }, lease, problem, now);
}

/**
 * Returns the problem that the onboarding has in `failed`, after everything that it created is removed. The problem
 * with which it stopped no longer applies then.
 */
function removedOnRequest({ slug }: Problem): Problem {
  const { title } = problems[slug];
  return {
    slug,
    detail: `The onboarding stopped with the problem "${title}". Everything that it had created was then removed on request. Provision it once more to start again.`,
  };
}

function restart(
  deps: RequestDeps,
  record: InStatus<'awaiting_access' | 'failed'>,
  namesFreedAt?: number,
): (lease: NewLease) => Leased {
  const version = withDeployedPlan(deps, record);
  const { plan } = planOf(deps, { ...record, ...version, policyNames: undefined });
  const now = deps.clock.now();
  const progress = initialProgress(plan, false, now);
  return (lease) => toProvisioning(record, lease, { ...progress, ...version, namesFreedAt }, now);
}

/**
 * Returns the deployed version of the blueprint of an onboarding that has nothing in the account, with its parameters. If the
 * deployed version does not take the parameters, or is none any more, the onboarding keeps its own.
 */
function withDeployedPlan(
  { catalog, settings }: RequestDeps,
  { blueprint: name, parameters, accountId }: Onboarding,
): Partial<Pick<Onboarding, 'blueprintDigest' | 'parameters'>> {
  const deployed = findBlueprint({ catalog }, name);
  const read = deployed && readParameters(deployed, parameters, { partition: settings.partition, accountId });
  if (deployed === undefined || read === undefined || 'errors' in read) return {};
  return { blueprintDigest: blueprintDigest(deployed), parameters: read.values };
}
