import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { NotVisibleYet } from '../core/controlFlowErrors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, foreignProblem, mayStillBecomeVisible } from './ownership.ts';
import type { IamEntity } from './ports.ts';
import { noteResource, reconcileAfterMs, resourceOf, type RunContext } from './runContext.ts';

/** What a create made or found. */
export interface Found extends IamEntity {
  /** Whether an earlier try made it. */
  readonly isAdopted: boolean;
}

/** A create whose answer was lost, or that an earlier try sent, finds its own thing there: same path, so it is ours. */
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
    // IAM compares names ignoring case and finds them exactly: unseen, it is another's unless we sent it before.
    if (look.whose === 'absent' && mayStillBecomeVisible(run, resource)) throw new NotVisibleYet(`${type} ${name}`);
    throw foreignProblem(run, resource, look);
  }
}

/** It may land when all of this is over, and be there again after it was removed: somebody has to look, later. */
function noteOnItsWay(run: RunContext, resource: ResourceRecord): void {
  const now = run.deps.clock.now();
  noteResource(run, resource, { sentAt: now });
  run.journal.note((record) => ({ ...record, reconcileAt: now + reconcileAfterMs }));
}

/** Notes that it is in the account, and its unique ID. */
export function noteMade(run: RunContext, resource: ResourceRecord, entity: IamEntity): void {
  noteResource(run, resource, { status: 'made', id: entity.id, sentAt: run.deps.clock.now() });
}

/** What IAM shows of the tags is for people; whose a thing is, its path says. */
export function tagsOf(run: RunContext): Record<string, string> {
  const { id, tenantId, blueprint } = run.journal.record();
  return { 'latchkey:onboarding': id, 'latchkey:tenant': tenantId, 'latchkey:blueprint': blueprint };
}
