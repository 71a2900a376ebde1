import { ownTags } from '../blueprints/ownTags.ts';
import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import type { Onboarding, ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, refuseForeign } from './ownership.ts';
import type { IamEntity, Tag } from './ports.ts';
import { noteLaterLook, noteResource, resourceOf, type RunContext } from './runContext.ts';

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
  resource: ResourceRecord,
  create: () => Promise<IamEntity>,
): Promise<Found> {
  try {
    return { ...(await create()), isAdopted: false };
  } catch (error) {
    if (error instanceof AwsFailure && error.outcome === 'unknown') noteUnansweredCreate(run, resource);
    if (!hasCode(error, 'EntityAlreadyExists', 'AccessDenied')) throw error;
    const look = await checkOwnership(run, resource);
    if (look.whose === 'ours') return { ...look.entity, isAdopted: true };
    if (look.whose === 'absent' && error.code === 'AccessDenied') throw error;
    return refuseForeign(run, resource, look);
  }
}

/**
 * Notes that AWS may still carry out the create call. AWS may do so after the attempt, or after the removal of the
 * resource, so the account gets a later look.
 */
function noteUnansweredCreate(run: RunContext, resource: ResourceRecord): void {
  noteResource(run, resource, { sentAt: run.deps.clock.now() });
  noteLaterLook(run);
}

/**
 * Notes that the resource is in the account, and its unique ID. A resource that an earlier call created keeps its
 * `sentAt`, so that a new attempt does not extend the time in which IAM may not show the resource.
 */
export function noteMade(run: RunContext, { type, name }: ResourceRecord, { id, isAdopted }: Found): void {
  const { sentAt } = resourceOf(run, type, name);
  const now = run.deps.clock.now();
  noteResource(run, { type, name }, { status: 'made', id, sentAt: isAdopted ? (sentAt ?? now) : now });
}

/**
 * Returns the tags of a user or policy: the caller's, those of the plan, then Latchkey's. They inform people. Latchkey
 * itself determines the owner of a resource by its path.
 *
 * @param planned the tags of the step that creates the resource
 */
export function tagsOf(run: RunContext, planned: readonly Tag[]): readonly Tag[] {
  return allTags(run.journal.record(), planned);
}

/** Returns the tags of a user or policy of an onboarding: those of the create request, of its step and of Latchkey. */
export function allTags(
  record: Pick<Onboarding, 'id' | 'tenantId' | 'blueprint' | 'tags'>,
  planned: readonly Tag[],
): readonly Tag[] {
  return [...(record.tags ?? []), ...planned, ...ownTags(record)];
}
