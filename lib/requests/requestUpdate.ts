import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../account/toProblem.ts';
import { checkUpdate, type Checked } from '../lifecycle/checkUpdate.ts';
import type { Onboarding, Update } from '../record/onboarding.ts';
import { toUpdating } from '../record/transitions.ts';
import { mayChangeUntil } from '../record/unknownCalls.ts';
import type { RequestDeps } from './ports.ts';
import { assertNotStopped } from './stops.ts';
import { assertTenantCap } from './tenantCap.ts';
import { assertUpdatable, updateTarget, type Updatable, type UpdateTarget } from './updateTarget.ts';
import { beginWork, continueWork, type Execution } from './workOrHandOver.ts';

/**
 * Brings a ready or claimed onboarding to the deployed version of its blueprint, and to other parameters. Its keys stay as
 * they are. If `isAsynchronous`, a worker does the work. Idempotent: an onboarding that has this plan is returned unchanged.
 * Throws 409 `stack-outdated` before anything is changed if the account has no permissions boundary that allows the new
 * plan, and the problem of an update that was undone.
 */
export async function requestUpdate(
  deps: RequestDeps,
  record: Onboarding,
  given: Readonly<Record<string, unknown>>,
  execution: Execution,
): Promise<Onboarding> {
  return withOnboarding(record.id, async () => {
    if (record.status === 'updating' && record.update.phase !== 'tidying' && isRepeated(deps, record, given))
      return outcomeOf(record, await continueWork(deps, record, execution));
    const updatable = assertUpdatable(record);
    const target = updateTarget(deps, updatable, given);
    if (target.isCurrent) return record;
    await assertNotStopped(deps, record, execution.deadline);
    await assertTenantCap(deps, record.tenantId, execution.deadline);
    assertNothingLate(deps, updatable);
    const checked = await checkUpdate(deps, updatable, target, execution.deadline);
    const begun = await begin(deps, updatable, { target, checked }, execution);
    if (begun === undefined) throw overtaken(record.id);
    return outcomeOf(record, begun);
  });
}

/** Whether the update in progress is the one that the request asks for. */
function isRepeated(deps: RequestDeps, record: Extract<Onboarding, { status: 'updating' }>, given: object): boolean {
  const { other } = record.update;
  const wanted = updateTarget(deps, record, { ...given }).choice;
  return (
    wanted.blueprintDigest === other.blueprintDigest &&
    JSON.stringify(Object.entries(wanted.parameters).toSorted()) ===
      JSON.stringify(Object.entries(other.parameters).toSorted())
  );
}

/** Returns the onboarding after the work. Throws the problem of an update that was undone. */
function outcomeOf(before: Onboarding, after: Onboarding): Onboarding {
  const problem = after.lastUpdate?.problem;
  if (after.status === 'updating' || problem === undefined || after.lastUpdate?.endedAt === before.lastUpdate?.endedAt)
    return after;
  const { slug, detail, ...more } = problem;
  throw new ProblemError(slug, detail, { ...more, onboarding: after.id });
}

function begin(
  deps: RequestDeps,
  record: Updatable,
  { target, checked }: { readonly target: UpdateTarget; readonly checked: Checked },
  execution: Execution,
): Promise<Onboarding | undefined> {
  const now = deps.clock.now();
  const { boundaryArn, tagsOfOthers } = checked;
  const update: Update = {
    phase: 'adding',
    other: target.choice,
    startedAt: now,
    ...(boundaryArn !== undefined && { boundaryArn }),
    ...(tagsOfOthers.length > 0 && { tagsOfOthers }),
  };
  // What an earlier update has removed is not there any more.
  const kept = record.resources.filter(({ status }) => status !== 'removed');
  const planned = target.plan.resources
    .filter(({ arn }) => !kept.some((each) => each.arn === arn))
    .map((resource) => ({ ...resource, status: 'planned' as const }));
  const noted = { ...record, resources: [...kept, ...planned], updates: (record.updates ?? 0) + 1, askedAt: now };
  return beginWork(deps, record, { record: (lease) => toUpdating(noted, lease, update, now) }, execution, 'request');
}

/**
 * Throws 409 while AWS may still carry out a call of an earlier work on the onboarding: it could detach what this update
 * attaches.
 */
function assertNothingLate({ clock }: RequestDeps, record: Updatable): void {
  const now = clock.now();
  const until = mayChangeUntil(record, now);
  if (until === undefined) return;
  throw new ProblemError(
    'check-pending',
    'The answer of AWS to an earlier call of Latchkey was lost, and AWS may still carry that call out. Latchkey checks the account first. Send the update again after that.',
    { retryAfterSeconds: Math.max(5, Math.ceil((until - now) / 1000)) },
  );
}

function overtaken(onboarding: string): ProblemError {
  return new ProblemError(
    'in-progress',
    'Another request or a worker changed the onboarding at the same time. Read it, and send the update again if it is still wanted.',
    { onboarding, retryAfterSeconds: 2 },
  );
}
