import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import { NotVisibleYet } from '../core/controlFlowErrors.ts';
import { ownerOfPath } from '../core/names.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { IamEntity } from './ports.ts';
import { visibleWithinMs, type RunContext } from './runContext.ts';

/** Who owns a resource name in the account. `other`: another onboarding does, whose ID is in the resource's path. */
export type Ownership =
  | { readonly whose: 'absent' }
  | { readonly whose: 'ours'; readonly entity: IamEntity }
  | { readonly whose: 'other'; readonly entity: IamEntity; readonly onboardingId: string }
  | { readonly whose: 'foreign'; readonly entity: IamEntity };

/** What `checkOwnership` needs. */
export type OwnershipContext = Pick<RunContext, 'deps' | 'account' | 'plan' | 'blueprint'>;

/** Returns who owns the name. The IAM path tells: each onboarding creates its resources under a path of its own. */
export async function checkOwnership(
  run: OwnershipContext,
  resource: Pick<ResourceRecord, 'type' | 'name' | 'arn'>,
): Promise<Ownership> {
  const entity = await get(run, resource);
  if (entity === undefined) return { whose: 'absent' };
  if (entity.path === run.plan.path) return { whose: 'ours', entity: entity };
  const onboardingId = ownerOfPath(entity.path, run.deps.settings.namespace, run.blueprint.name);
  return onboardingId === undefined ? { whose: 'foreign', entity } : { whose: 'other', entity, onboardingId };
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

/** Whether a create of this onboarding may have succeeded although IAM does not show the resource yet. */
export function mayStillBecomeVisible(run: RunContext, resource: ResourceRecord): boolean {
  const record = run.journal.record();
  const sent = run.isRetry || resource.status === 'made' || resource.sentAt !== undefined;
  const startedAt = record.steps.find((step) => step.startedAt !== undefined)?.startedAt ?? record.createdAt;
  return sent && run.deps.clock.now() - (resource.sentAt ?? startedAt) < visibleWithinMs;
}

/**
 * Returns a 409 problem: the name belongs to a resource that this onboarding did not create. The detail names that
 * resource and says how to choose another name.
 */
export function foreignProblem(run: RunContext, resource: ResourceRecord, owner: Ownership): ProblemError {
  const { type, name } = resource;
  const taken =
    owner.whose === 'absent' ? `a ${type} whose name differs from ${name} only in case` : `${type} ${owner.entity.arn}`;
  if (owner.whose === 'other') {
    return new ProblemError(
      'slot-held',
      `The account already has ${taken}, which onboarding ${owner.onboardingId} created. Offboard that onboarding first, or choose another name.`,
      { onboarding: owner.onboardingId },
    );
  }
  const parameter = Object.entries(run.blueprint.parameters).find(
    ([, each]) => (each.kind === 'name' && each.of === type) || (each.kind === 'userNames' && type === 'user'),
  )?.[0];
  const override = parameter === undefined ? '' : `, or send another name as parameters.${parameter}`;
  return new ProblemError(
    'foreign-resource',
    `The account already has ${taken}. Latchkey did not create it and does not change it. Remove or rename it${override}, and try again.`,
    parameter === undefined
      ? {}
      : { errors: [{ pointer: `/parameters/${parameter}`, detail: `${name} is already in use in this account.` }] },
  );
}

/**
 * Throws if the resource under this name is not the one that this onboarding created: 409 `identity-changed`, or
 * NotVisibleYet if it was created so recently that IAM may not show it yet.
 */
export async function assertOurs(context: OwnershipContext, resource: ResourceRecord): Promise<void> {
  const owner = await checkOwnership(context, resource);
  if (owner.whose === 'ours' && (resource.id === undefined || owner.entity.id === resource.id)) return;
  const { type, arn, sentAt } = resource;
  const isRecent = sentAt !== undefined && context.deps.clock.now() - sentAt < visibleWithinMs;
  if (owner.whose === 'absent' && isRecent) throw new NotVisibleYet(arn);
  const change = owner.whose === 'absent' ? 'It was deleted' : `Its name now belongs to ${owner.entity.arn}`;
  throw new ProblemError(
    'identity-changed',
    `The account no longer has the ${type} ${arn} that this onboarding created. ${change}. No key was created. Ask the tenant's administrator who changed it.`,
  );
}

/**
 * Finds the cause of AccessDenied or NoSuchEntity on a change to a resource that this onboarding created. While IAM
 * does not show a resource, it authorizes calls for the name without the path, which the path-scoped role may not
 * change. Throws NotVisibleYet, `aws-error` if the resource was deleted, or the problem of a foreign resource. Returns
 * if the resource exists and is ours: the error then has another cause.
 */
export async function diagnoseMissingOrDenied(run: RunContext, resource: ResourceRecord): Promise<void> {
  const owner = await checkOwnership(run, resource);
  if (owner.whose === 'ours') return;
  if (owner.whose === 'absent' && mayStillBecomeVisible(run, resource))
    throw new NotVisibleYet(`${resource.type} ${resource.name}`);
  if (owner.whose === 'absent') {
    throw new ProblemError(
      'aws-error',
      `Somebody deleted the ${resource.type} ${resource.arn} while Latchkey was working on it. Try again.`,
    );
  }
  throw foreignProblem(run, resource, owner);
}
