import { stackOutdatedProblem } from '../account/chooseBoundary.ts';
import { openAccountOf, readAccess, reopenRunContext } from '../account/openRunContext.ts';
import type { RunContext } from '../account/runContext.ts';
import { runStep } from '../account/steps.ts';
import { planOf } from '../blueprints/blueprints.ts';
import { partsOnlyIn, type PlanParts } from '../blueprints/planParts.ts';
import { tagChanges } from '../blueprints/tagChanges.ts';
import { hasCode, readAccessDenial } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import { leftBehind } from '../record/leftBehind.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { withStep } from '../record/stepProgress.ts';
import { inPhase } from '../record/transitions.ts';
import { withPlan } from '../record/update.ts';
import { removeParts } from '../removal/removeParts.ts';
import { decideAfterFailure } from './decideAfterFailure.ts';
import { endUpdate, endUnfinished } from './endUpdate.ts';
import type { LifecycleDeps } from './ports.ts';
import { logVendorSide, postpone } from './postpone.ts';
import { restoreTags } from './restoreTags.ts';
import { runGraph } from './runGraph.ts';
import { restoreBoundaries, setBoundaries } from './updateBoundary.ts';
import { changeTags } from './updateTags.ts';
import { updating } from './updating.ts';

/** The maximum number of IAM calls in flight in one account, as for a provisioning. */
const maxCallsInFlight = 10;

/** The context of an attempt at an update. */
interface UpdateRun {
  readonly deps: LifecycleDeps;
  /** With the plan before the update. */
  readonly before: RunContext;
  /** With the other plan. */
  readonly other: RunContext;
}

/**
 * Continues an onboarding in `updating`, from the phase that the record names. What only the new plan has is created and
 * attached first, then the users get their boundary, and then what only the old plan has is removed. So the users always
 * have what both plans have in common, and lose nothing of the old plan before the new one stands. Ends in the status
 * before the update: with the new plan, or with the old one if something could not be added.
 */
export async function continueUpdate(deps: LifecycleDeps, journal: Journal, deadline: number): Promise<Onboarding> {
  let run: UpdateRun | undefined;
  try {
    run = await open(deps, journal, deadline);
    return await runPhases(run);
  } catch (error) {
    return await handleFailure(deps, journal, run, error, deadline);
  }
}

async function open(deps: LifecycleDeps, journal: Journal, deadline: number): Promise<UpdateRun> {
  const record = updating(journal.record());
  const isOnlyRemoving = record.update.phase !== 'adding';
  const access = await readAccess(deps, record);
  const opened = await openAccountOf(deps, record, access, journal, deadline, isOnlyRemoving);
  const before = reopenRunContext(deps, { journal, opened, deadline });
  return { deps, before, other: { ...before, ...planOf(deps, withPlan(record, record.update.other)) } };
}

async function runPhases(run: UpdateRun): Promise<Onboarding> {
  const { deps, before, other } = run;
  const { journal } = before;
  if (updating(journal.record()).update.phase === 'adding') {
    await add(run, partsOnlyIn(other.plan, before.plan));
    await journal.commit((each) => {
      const record = updating(each);
      const { boundaryArn = record.boundaryArn } = record.update;
      return inPhase({ ...record, boundaryArn }, { phase: 'removing' }, deps.clock.now());
    });
  }
  if (updating(journal.record()).update.phase === 'undoing') await restoreBoundaries(before);
  const isNew = updating(journal.record()).update.phase === 'removing';
  if (!isNew) await restoreTags(before, tagChanges(before.plan, other.plan));
  const parts = isNew ? partsOnlyIn(before.plan, other.plan) : partsOnlyIn(other.plan, before.plan);
  const left = leftBehind(updating(journal.record()), [before.plan, other.plan]);
  await removeParts(before, { ...parts, resources: [...parts.resources, ...left] });
  return endUpdate(deps, before, (isNew ? other : before).plan);
}

async function add({ before: { plan }, other }: UpdateRun, { steps }: PlanParts): Promise<void> {
  const { update, boundaryArn: before = '' } = updating(other.journal.record());
  const tags = tagChanges(plan, other.plan);
  // The role may attach policies only to users with a boundary of the stack, or with the policy of AWS that is its boundary.
  const isLater = ({ kind }: { readonly kind: string }) =>
    kind === 'attach-user-policy' && update.boundaryArn !== undefined && before.includes(':iam::aws:policy/');
  const later = steps.filter(isLater);
  await runSteps(
    other,
    steps.filter((step) => !isLater(step)),
  );
  // Policies can depend on the tags of the user, so they change when both plans are attached. Before the boundaries, because
  // the role may not set the old ones again.
  if (later.length === 0) await changeTags(other, tags);
  if (update.boundaryArn !== undefined) await setBoundaries(other, update.boundaryArn);
  await runSteps(other, later);
  if (later.length > 0) await changeTags(other, tags);
}

function runSteps(run: RunContext, steps: PlanParts['steps']): Promise<void> {
  const names = new Set(steps.map(({ name }) => name));
  const nodes = steps.map((step) => ({ ...step, needs: step.needs.filter((need) => names.has(need)) }));
  return runGraph(nodes, {
    concurrency: maxCallsInFlight,
    isLimited: () => true,
    priority: ({ kind }) => (kind.startsWith('create-') ? 0 : 1),
    run: (step) => withStep(run.journal, run.deps.clock, step.name, () => runStep(run, step)),
  });
}

async function handleFailure(
  deps: LifecycleDeps,
  journal: Journal,
  run: UpdateRun | undefined,
  error: unknown,
  deadline: number,
): Promise<Onboarding> {
  const record = journal.record();
  if (record.status !== 'updating') throw error;
  const decision = decideAfterFailure(deps, record, error);
  switch (decision.kind) {
    case 'throw':
      throw error;
    case 'postpone':
      return postpone(deps, journal, error);
    case 'end-update':
      logVendorSide(deps, decision.problem);
      return endUnfinished(deps, journal, decision.problem.problem);
    case 'undo': {
      const { problem } = await causeOf(deps, run, error, decision.problem);
      if (problem.slug === 'internal-error') deps.log.error('an update failed', { reason: String(error) });
      await journal.commit((each) => inPhase(updating(each), { phase: 'undoing', problem }, deps.clock.now()));
      return continueUpdate(deps, journal, deadline);
    }
  }
}

/**
 * Returns why an update could not add something. The role of a stack of an earlier version may not attach every policy that
 * the new plan has, or may not set the boundary of a user: then the stack has to be updated.
 */
async function causeOf(
  deps: LifecycleDeps,
  run: UpdateRun | undefined,
  error: unknown,
  otherwise: ProblemError,
): Promise<ProblemError> {
  if (run === undefined || !hasCode(error, 'AccessDenied') || !error.operation.startsWith('iam:')) return otherwise;
  const { isExplicit, policy } = readAccessDenial(error.message);
  if (isExplicit && policy !== 'identity-based policy') return otherwise;
  if (policy !== undefined && policy !== 'identity-based policy') return otherwise;
  const { other, before } = run;
  const record = updating(before.journal.record());
  const onboarding = withPlan(record, record.update.other);
  return stackOutdatedProblem(
    { deps, blueprint: other.blueprint, onboarding, deadline: other.deadline },
    `The role of the stack may not call ${error.operation}, which this update needs: the stack is of an earlier version of the blueprint or of Latchkey. What the update had added is removed.`,
  );
}
