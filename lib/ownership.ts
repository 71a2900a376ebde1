import { hasCode } from './awsFailure.ts';
import { ProblemError } from './errors.ts';
import { NotVisibleYet } from './interruptions.ts';
import { ownerOfPath } from './names.ts';
import type { ResourceRecord } from './onboarding.ts';
import { appearWithinMs, type Run } from './run.ts';

/** What a look at the account says about a name. `other` names the onboarding whose path it has. */
export type Look =
  | { readonly whose: 'absent' }
  | { readonly whose: 'ours'; readonly view: View }
  | { readonly whose: 'other'; readonly view: View; readonly onboardingId: string }
  | { readonly whose: 'foreign'; readonly view: View };

export interface View {
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly boundaryArn?: string | undefined;
}

/** What a look needs to know. */
export type Place = Pick<Run, 'deps' | 'account' | 'plan' | 'blueprint'>;

/** Whose is it? The path says so: every thing that an onboarding makes has that onboarding's own. */
export async function lookAt(run: Place, resource: Pick<ResourceRecord, 'type' | 'name' | 'arn'>): Promise<Look> {
  const view = await get(run, resource);
  if (view === undefined) return { whose: 'absent' };
  if (view.path === run.plan.path) return { whose: 'ours', view };
  const onboardingId = ownerOfPath(view.path, run.deps.settings.namespace, run.blueprint.name);
  return onboardingId === undefined ? { whose: 'foreign', view } : { whose: 'other', view, onboardingId };
}

async function get(
  run: Place,
  { type, name, arn }: Pick<ResourceRecord, 'type' | 'name' | 'arn'>,
): Promise<View | undefined> {
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
export function mayStillAppear(run: Run, resource: ResourceRecord): boolean {
  const record = run.journal.record();
  const sent = run.isRetry || resource.status === 'made' || resource.sentAt !== undefined;
  const startedAt = record.steps.find((step) => step.startedAt !== undefined)?.startedAt ?? record.createdAt;
  return sent && run.deps.clock.now() - (resource.sentAt ?? startedAt) < appearWithinMs;
}

/** 409: the name belongs to something that Latchkey did not make. Says which, and how to choose another name. */
export function foreignProblem(run: Run, resource: ResourceRecord, look: Look): ProblemError {
  const { type, name } = resource;
  const taken =
    look.whose === 'absent' ? `a ${type} whose name differs from ${name} in case alone` : `${type} ${look.view.arn}`;
  if (look.whose === 'other') {
    return new ProblemError(
      'slot-held',
      `The account has ${taken}, which onboarding ${look.onboardingId} made. Remove that one first, or choose another name.`,
      { onboarding: look.onboardingId },
    );
  }
  const parameter = Object.entries(run.blueprint.parameters).find(
    ([, each]) => (each.kind === 'name' && each.of === type) || (each.kind === 'userNames' && type === 'user'),
  )?.[0];
  const override = parameter === undefined ? '' : `, or send another name as parameters.${parameter}`;
  return new ProblemError(
    'foreign-resource',
    `The account already has ${taken}, which Latchkey did not make and does not touch. Remove or rename it${override}, and try again.`,
    parameter === undefined
      ? {}
      : { errors: [{ pointer: `/parameters/${parameter}`, detail: `${name} is taken in this account.` }] },
  );
}

/**
 * Throws where the thing under this name is not the very one that this onboarding made: 409 `identity-changed`, or
 * NotVisibleYet where it was made so lately that it may still appear.
 */
export async function mustBeOurs(place: Place, resource: ResourceRecord): Promise<void> {
  const look = await lookAt(place, resource);
  if (look.whose === 'ours' && (resource.id === undefined || look.view.id === resource.id)) return;
  const { type, arn, sentAt } = resource;
  const isYoung = sentAt !== undefined && place.deps.clock.now() - sentAt < appearWithinMs;
  if (look.whose === 'absent' && isYoung) throw new NotVisibleYet(arn);
  const now = look.whose === 'absent' ? 'It is gone' : `Its name belongs to ${look.view.arn} now`;
  throw new ProblemError(
    'identity-changed',
    `The account no longer has the ${type} that this onboarding made, ${arn}. ${now}. No key was made.`,
  );
}

/**
 * AccessDenied and NoSuchEntity on a change to a thing that we made are looked into before they are believed: IAM
 * authorizes a call on a name it cannot see by the bare name, which no path-scoped role may touch. Throws what it
 * really is; returns where the thing is there and ours, so that the error means something else.
 */
export async function lookInto(run: Run, resource: ResourceRecord): Promise<void> {
  const look = await lookAt(run, resource);
  if (look.whose === 'ours') return;
  if (look.whose === 'absent' && mayStillAppear(run, resource))
    throw new NotVisibleYet(`${resource.type} ${resource.name}`);
  if (look.whose === 'absent') {
    throw new ProblemError(
      'aws-error',
      `${resource.type} ${resource.arn} was removed while Latchkey was working on it. Try again.`,
    );
  }
  throw foreignProblem(run, resource, look);
}
