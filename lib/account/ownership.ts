import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import { nameParameter } from '../blueprints/parameters.ts';
import { isOfOtherTenant, ownerOfPath } from '../core/names.ts';
import { slotIsFree, type ResourceRecord } from '../record/onboarding.ts';
import type { IamEntity } from './ports.ts';
import { madeOrSentAt, type ResourceId, type RunContext } from './runContext.ts';

/** Who owns a resource name in the account. `other`: another onboarding does, whose ID is in the resource's path. */
export type Ownership =
  | { readonly whose: 'absent' }
  | { readonly whose: 'ours'; readonly entity: IamEntity }
  | { readonly whose: 'other'; readonly entity: IamEntity; readonly onboardingId: string }
  | { readonly whose: 'foreign'; readonly entity: IamEntity };

/** What `checkOwnership` needs. */
export type OwnershipContext = Pick<RunContext, 'deps' | 'account' | 'plan' | 'blueprint'>;

/**
 * Returns who owns the name. The IAM path tells: each onboarding creates its resources under a path of its own. Throws
 * WaitingForAws if IAM shows a resource of an onboarding that has just ended: the resource may be removed already.
 */
export async function checkOwnership(
  run: OwnershipContext,
  resource: Pick<ResourceRecord, 'type' | 'name' | 'arn'>,
): Promise<Ownership> {
  const entity = await get(run, resource);
  if (entity === undefined) return { whose: 'absent' };
  if (entity.path === run.plan.path) return { whose: 'ours', entity: entity };
  const onboardingId = ownerOfPath(entity.path, run.deps.settings.namespace);
  if (onboardingId === undefined) return { whose: 'foreign', entity };
  const until = ((await endedAt(run, onboardingId)) ?? -Infinity) + run.deps.settings.entityLagMs;
  if (run.deps.clock.now() < until)
    throw new WaitingForAws(
      `IAM still shows the ${resource.type} ${resource.name}. It belonged to an onboarding that has just ended.`,
      until,
    );
  return { whose: 'other', entity, onboardingId };
}

async function get(
  run: OwnershipContext,
  { type, name, arn }: Pick<ResourceRecord, 'type' | 'name' | 'arn'>,
): Promise<IamEntity | undefined> {
  const { account } = run;
  try {
    if (type === 'user') return await account.getUser(name);
    if (type === 'group') return await account.getGroup(name);
    // GetPolicy takes an ARN with our path. If it finds nothing, a policy under another path may have the name.
    return await account.getPolicy(arn);
  } catch (error) {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
    return type === 'policy' ? await account.findPolicy(name) : undefined;
  }
}

/** Returns whether the entity found under the name is the one that this onboarding created. */
export function isSameEntity(owner: Ownership, { id }: Pick<ResourceRecord, 'id'>): boolean {
  return owner.whose === 'ours' && (id === undefined || owner.entity.id === id);
}

/** Whether a create of this onboarding may have succeeded although IAM does not show the resource yet. */
export function mayStillBecomeVisible(run: RunContext, resource: ResourceId): boolean {
  return visibleBy(run, resource) > run.deps.clock.now();
}

/**
 * Returns when IAM must show a resource that Latchkey created or may have created (epoch ms). Returns 0 if Latchkey
 * sent no create.
 */
function visibleBy(run: RunContext, resource: ResourceId): number {
  const madeAt = madeOrSentAt(run, resource);
  return madeAt === undefined ? 0 : madeAt + run.deps.settings.entityLagMs;
}

/** Returns the error for a resource that IAM does not show yet. `until`: when IAM must show it (epoch ms). */
export function notVisible({ type, arn }: ResourceRecord, until: number): WaitingForAws {
  return new WaitingForAws(
    `Latchkey created the ${type} ${arn} a short time ago, and IAM does not show it yet.`,
    until,
  );
}

/**
 * Returns a 409 problem: the name belongs to a resource that this onboarding did not create. The detail names that
 * resource and says how to choose another name.
 */
async function foreignProblem(run: RunContext, resource: ResourceRecord, owner: Ownership): Promise<ProblemError> {
  const { type, name } = resource;
  const parameter = nameParameter(run.blueprint, type);
  if (owner.whose === 'other') return slotHeldProblem(run, resource, owner, parameter);
  const taken =
    owner.whose === 'absent' ? `a ${type} whose name differs from ${name} only in case` : `${type} ${owner.entity.arn}`;
  return new ProblemError(
    'foreign-resource',
    `The account already has ${taken}. Latchkey did not create it and does not change it. Remove or rename it${orAnother(parameter)}, and try again.`,
    parameter === undefined
      ? {}
      : { errors: [{ pointer: `/parameters/${parameter}`, detail: `${name} is already in use in this account.` }] },
  );
}

const orAnother = (parameter: string | undefined) =>
  parameter === undefined ? '' : `, or send another name in parameters.${parameter}`;

/** The problem of a resource of another onboarding. The detail names that onboarding only if it has the same tenant. */
async function slotHeldProblem(
  run: RunContext,
  { type, name }: ResourceRecord,
  { entity, onboardingId }: Extract<Ownership, { whose: 'other' }>,
  parameter: string | undefined,
): Promise<ProblemError> {
  const holder = await run.deps.store.get(onboardingId);
  if (holder?.tenantId !== run.journal.record().tenantId) {
    return new ProblemError(
      'slot-held',
      `The account already has the ${type} ${name}, which another onboarding of ${run.deps.settings.vendorName} created. ${parameter === undefined ? 'It must be offboarded first' : `Send another name in parameters.${parameter}`}.`,
      holder === undefined ? {} : { heldBy: { onboarding: onboardingId } },
    );
  }
  return new ProblemError(
    'slot-held',
    `The account already has ${type} ${entity.arn}, which another onboarding created: ${onboardingId} (blueprint ${holder.blueprint}). Offboard that one first${orAnother(parameter)}.`,
    { conflictsWith: onboardingId },
  );
}

/**
 * Throws if the resource under this name is not the one that this onboarding created: 409 `identity-changed`, or
 * WaitingForAws if the resource is so new that IAM may not show it yet.
 */
export async function assertOurs(context: OwnershipContext, resource: ResourceRecord): Promise<void> {
  const owner = await checkOwnership(context, resource);
  if (isSameEntity(owner, resource)) return;
  const { type, arn, sentAt } = resource;
  const until = sentAt === undefined ? 0 : sentAt + context.deps.settings.entityLagMs;
  if (owner.whose === 'absent' && context.deps.clock.now() < until) throw notVisible(resource, until);
  const { namespace } = context.deps.settings;
  const isTheirs = owner.whose === 'other' && isOfOtherTenant(owner.entity.path, context.plan.path, namespace);
  const holder = isTheirs ? 'another onboarding' : owner.whose === 'absent' ? '' : owner.entity.arn;
  const change = owner.whose === 'absent' ? 'It was deleted' : `Its name now belongs to ${holder}`;
  throw new ProblemError(
    'identity-changed',
    `The account no longer has the ${type} ${arn} that this onboarding created. ${change}. No key was created. Ask the tenant's administrator who changed it.`,
    isTheirs ? { heldBy: { onboarding: owner.onboardingId } } : {},
  );
}

/** Throws a 409 problem if the name of a resource that Latchkey created belongs to another resource by now. */
export async function assertNotReplaced(run: RunContext, resource: ResourceRecord): Promise<void> {
  const look = await checkOwnership(run, resource);
  if (look.whose === 'other' || look.whose === 'foreign') throw await foreignProblem(run, resource, look);
}

/**
 * Refuses the resource that has a name which Latchkey wanted to create, after IAM answered that the name is taken: throws a
 * 409 problem. Throws WaitingForAws instead if a delay inside AWS can explain the answer.
 */
export async function refuseForeign(run: RunContext, resource: ResourceRecord, look: Ownership): Promise<never> {
  // A create compares names without regard to case, but a Get operation finds exact names only. So a name that is
  // taken but cannot be found belongs to a foreign resource, unless IAM is late.
  assertNameTaken(run, resource, look);
  throw await foreignProblem(run, resource, look);
}

/**
 * Checks the answer of IAM that a name is taken. Throws WaitingForAws if a delay inside AWS can explain it: IAM may not
 * show a resource that this onboarding created a short time ago, or the name may have belonged to an onboarding that
 * has just ended.
 */
function assertNameTaken(run: RunContext, resource: ResourceRecord, look: Ownership): void {
  const now = run.deps.clock.now();
  const { entityLagMs } = run.deps.settings;
  if (look.whose === 'absent' && visibleBy(run, resource) > now) throw notVisible(resource, visibleBy(run, resource));
  const freedAt = run.journal.record().namesFreedAt;
  if (look.whose !== 'absent' || freedAt === undefined || freedAt + entityLagMs <= now) return;
  throw new WaitingForAws(
    `IAM answered that the name of the ${resource.type} ${resource.name} is taken. It belonged to an onboarding that has just ended.`,
    freedAt + entityLagMs,
  );
}

/** Returns when an onboarding released its names (epoch ms). Undefined while it holds them. */
async function endedAt(run: OwnershipContext, onboardingId: string): Promise<number | undefined> {
  const record = await run.deps.store.get(onboardingId);
  return record !== undefined && slotIsFree(record.status) ? record.updatedAt : undefined;
}
