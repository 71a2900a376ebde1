import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { NotVisibleYet } from '../core/controlFlowErrors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, foreignProblem, mayStillBecomeVisible } from './ownership.ts';
import type { IamEntity } from './ports.ts';
import { noteResource, reconcileAfterMs, resourceOf, type RunContext } from './runContext.ts';

/** The resource that a create call created or found. */
export interface Found extends IamEntity {
  /** Whether an earlier call created it. */
  readonly isAdopted: boolean;
}

/**
 * Calls `create`. If the name is taken, returns the existing resource if its path is ours: an earlier call created it,
 * whose answer was lost or which an earlier attempt sent. Throws the problem of a foreign resource otherwise.
 */
export async function createOrAdopt(
  run: RunContext,
  type: ResourceRecord['type'],
  name: string,
  create: () => Promise<IamEntity>,
): Promise<Found> {
  try {
    return { ...(await create()), isAdopted: false };
  } catch (error) {
    const resource = resourceOf(run, type, name);
    if (error instanceof AwsFailure && error.outcome === 'unknown') noteOnItsWay(run, resource);
    if (!hasCode(error, 'EntityAlreadyExists', 'AccessDenied')) throw error;
    const look = await checkOwnership(run, resource);
    if (look.whose === 'ours') return { ...look.entity, isAdopted: true };
    if (look.whose === 'absent' && error.code === 'AccessDenied') throw error;
    // A create compares names without regard to case, but a Get operation finds exact names only. So a name that is
    // taken but cannot be found belongs to a foreign resource, unless this onboarding sent the create before.
    if (look.whose === 'absent' && mayStillBecomeVisible(run, resource)) throw new NotVisibleYet(`${type} ${name}`);
    throw foreignProblem(run, resource, look);
  }
}

/**
 * Notes that AWS may still carry out the create call. It may do so after the attempt, or after the resource was
 * removed, so the account gets a later look.
 */
function noteOnItsWay(run: RunContext, resource: ResourceRecord): void {
  const now = run.deps.clock.now();
  noteResource(run, resource, { sentAt: now });
  run.journal.note((record) => ({ ...record, reconcileAt: now + reconcileAfterMs }));
}

/** Notes that the resource is in the account, and its unique ID. */
export function noteMade(run: RunContext, resource: ResourceRecord, entity: IamEntity): void {
  noteResource(run, resource, { status: 'made', id: entity.id, sentAt: run.deps.clock.now() });
}

/**
 * Returns the tags of a resource. They inform people. Latchkey itself determines the owner of a resource by its path.
 */
export function tagsOf(run: RunContext): Record<string, string> {
  const { id, tenantId, blueprint } = run.journal.record();
  return { 'latchkey:onboarding': id, 'latchkey:tenant': tenantId, 'latchkey:blueprint': blueprint };
}
