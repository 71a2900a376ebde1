import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import { ownerOfPath } from '../core/names.ts';
import { slotIsFree, type ResourceRecord } from '../record/onboarding.ts';
import { madeOrSentAt, type RunContext } from './runContext.ts';

/** What a look at the account says about a name. `other` names the onboarding whose path it has. */
export type Ownership =
  | { readonly whose: 'absent' }
  | { readonly whose: 'ours'; readonly entity: IamEntity }
  | { readonly whose: 'other'; readonly entity: IamEntity; readonly onboardingId: string }
  | { readonly whose: 'foreign'; readonly entity: IamEntity };

export interface IamEntity {
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly boundaryArn?: string | undefined;
}

/** What a look needs to know. */
export type OwnershipContext = Pick<RunContext, 'deps' | 'account' | 'plan' | 'blueprint'>;

/** Whose is it? The path says so: every thing that an onboarding makes has that onboarding's own. */
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
    // A policy is got by its ARN, path included: ours first, then whatever else has the name.
    return await account.getPolicy(arn);
  } catch (error) {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
    return type === 'policy' ? await account.findPolicy(name) : undefined;
  }
}

/** Whether a create that this onboarding sent may still be on its way to being seen. */
export function mayStillBecomeVisible(run: RunContext, resource: ResourceRecord): boolean {
  return visibleBy(run, resource) > run.deps.clock.now();
}

/** When IAM must show a resource that Latchkey created, or may have created (epoch ms); 0 if it sent no create. */
function visibleBy(run: RunContext, resource: ResourceRecord): number {
  const madeAt = madeOrSentAt(run, resource);
  return madeAt === undefined ? 0 : madeAt + run.deps.settings.entityLagMs;
}

/** IAM does not show a resource yet that Latchkey created a short time ago. `until`: when it must (epoch ms). */
export function notVisible({ type, arn }: ResourceRecord, until: number): WaitingForAws {
  return new WaitingForAws(`IAM does not show the ${type} ${arn} yet, which Latchkey created a short time ago.`, until);
}

/** 409: the name belongs to something that Latchkey did not make. Says which, and how to choose another name. */
export function foreignProblem(run: RunContext, resource: ResourceRecord, look: Ownership): ProblemError {
  const { type, name } = resource;
  const taken =
    look.whose === 'absent' ? `a ${type} whose name differs from ${name} only in case` : `${type} ${look.entity.arn}`;
  if (look.whose === 'other') {
    return new ProblemError(
      'slot-held',
      `The account already has ${taken}, which onboarding ${look.onboardingId} created. Offboard that onboarding first, or choose another name.`,
      { onboarding: look.onboardingId },
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
 * Throws where the thing under this name is not the very one that this onboarding made: 409 `identity-changed`, or
 * WaitingForAws where it was made so lately that it may still appear.
 */
export async function assertOurs(place: OwnershipContext, resource: ResourceRecord): Promise<void> {
  const look = await checkOwnership(place, resource);
  if (look.whose === 'ours' && (resource.id === undefined || look.entity.id === resource.id)) return;
  const { type, arn, sentAt } = resource;
  const until = sentAt === undefined ? 0 : sentAt + place.deps.settings.entityLagMs;
  if (look.whose === 'absent' && place.deps.clock.now() < until) throw notVisible(resource, until);
  const now = look.whose === 'absent' ? 'It was deleted' : `Its name now belongs to ${look.entity.arn}`;
  throw new ProblemError(
    'identity-changed',
    `The account no longer has the ${type} ${arn} that this onboarding created. ${now}. No key was created. Ask the tenant's administrator who changed it.`,
  );
}

/** Throws if the name of a resource that Latchkey created belongs to something else by now. */
export async function assertNotReplaced(run: RunContext, resource: ResourceRecord): Promise<void> {
  const look = await checkOwnership(run, resource);
  if (look.whose === 'other' || look.whose === 'foreign') throw foreignProblem(run, resource, look);
}

/**
 * Throws WaitingForAws if a name that IAM calls taken may be free: IAM may not show what Latchkey created a short time
 * ago, or may still count what an onboarding that has just ended had under this name.
 */
export async function assertNameTaken(run: RunContext, resource: ResourceRecord, look: Ownership): Promise<void> {
  const now = run.deps.clock.now();
  const { entityLagMs } = run.deps.settings;
  if (look.whose === 'absent' && visibleBy(run, resource) > now)
    throw notVisible(resource, visibleBy(run, resource));
  const freedAt = look.whose === 'other' ? await endedAt(run, look.onboardingId) : run.journal.record().namesFreedAt;
  if (freedAt === undefined || look.whose === 'foreign' || freedAt + entityLagMs <= now) return;
  throw new WaitingForAws(
    `IAM still counts the ${resource.type} ${resource.name} of an onboarding that has just ended.`,
    freedAt + entityLagMs,
  );
}

/** When an onboarding gave its names back (epoch ms); undefined while it holds them. */
async function endedAt(run: RunContext, onboardingId: string): Promise<number | undefined> {
  const record = await run.deps.store.get(onboardingId);
  return record !== undefined && slotIsFree(record.status) ? record.updatedAt : undefined;
}
