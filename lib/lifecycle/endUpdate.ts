import { findOldBoundaries } from '../account/oldBoundaries.ts';
import type { RunContext } from '../account/runContext.ts';
import type { Plan } from '../blueprints/plan.ts';
import type { Problem } from '../core/errors.ts';
import { withDueTimes } from '../record/dueTimes.ts';
import { mayExist } from '../record/inAccount.ts';
import { leftBehind } from '../record/leftBehind.ts';
import type { Journal } from '../record/journal.ts';
import type { InStatus, Onboarding, PlanChoice } from '../record/onboarding.ts';
import { toUpdated } from '../record/transitions.ts';
import { planChoiceOf } from '../record/update.ts';
import { withoutExplained } from '../record/unknownCalls.ts';
import type { LifecycleDeps } from './ports.ts';
import { updating } from './updating.ts';

/** After how long an update that could not be finished, or that has left something, is looked at again, in milliseconds. */
const againMs = 24 * 3_600_000;

/** Ends an update whose phase has done everything. `plan`: the one that the onboarding has from now on. */
export async function endUpdate(deps: LifecycleDeps, run: RunContext, plan: Plan): Promise<Onboarding> {
  const { journal } = run;
  const { update } = updating(journal.record());
  const hasOtherBoundary = update.phase === 'removing' && update.boundaryArn !== undefined;
  const oldBoundaries = hasOtherBoundary ? await findOldBoundaries(run) : undefined;
  const names = new Set(['assume-role', ...plan.steps.map(({ name }) => name)]);
  return journal.commit((record) => {
    const now = deps.clock.now();
    const { steps, ...rest } = withAnotherTry(withoutExplained(updating(record), now), plan, now);
    const noted = oldBoundaries === undefined || oldBoundaries.length === 0 ? rest : { ...rest, oldBoundaries };
    const ended = { ...noted, steps };
    return toUpdated(ended, { ...resultOf(ended, now), steps: steps.filter(({ name }) => names.has(name)) });
  });
}

/** Schedules another try if a group or policy is left that belongs to no plan any more. A person may have detached it by then. */
function withAnotherTry(record: InStatus<'updating'>, plan: Plan, now: number): InStatus<'updating'> {
  const { reconcile = Infinity } = record.dueTimes;
  if (leftBehind(record, [plan]).length === 0) return record;
  return withDueTimes(record, { reconcile: Math.min(reconcile > now ? reconcile : Infinity, now + againMs) });
}

/**
 * Ends an update that AWS does not let Latchkey finish. What may be in the account and should not be is left, with the
 * reason, and a later look tries to remove it.
 */
export async function endUnfinished(deps: LifecycleDeps, journal: Journal, cause: Problem): Promise<Onboarding> {
  return journal.commit((each) => {
    const now = deps.clock.now();
    const record = updating(each);
    const { phase, problem = cause } = record.update;
    const isUndone = phase === 'adding' || phase === 'undoing';
    const resources = record.resources.map((resource) =>
      isUndone && resource.status === 'planned' && mayExist(resource)
        ? { ...resource, status: 'left' as const, reason: cause.detail }
        : resource,
    );
    const unfinished = withDueTimes({ ...record, resources }, { reconcile: now + againMs });
    const ended = { ...unfinished, update: { ...unfinished.update, ...(isUndone && { problem }) } };
    deps.log.warn('an update could not be finished', { onboardingId: record.id, phase, reason: cause.detail });
    return toUpdated(ended, { ...resultOf(ended, now), steps: record.steps });
  });
}

/** Returns the plan that an onboarding has after an update, and how the update ended. */
function resultOf(record: InStatus<'updating'>, now: number) {
  const { update, dueTimes, lastUpdate } = record;
  // AWS may bring back what was removed, until the later look.
  const isToBeChecked = (dueTimes.reconcile ?? 0) > now;
  const before = planChoiceOf(record);
  const kept = (other: PlanChoice) => (isToBeChecked ? { other } : {});
  switch (update.phase) {
    case 'removing':
      return {
        ...planChoiceOf(update.other),
        lastUpdate: { endedAt: now, outcome: 'updated' as const, ...kept(before) },
      };
    case 'adding':
    case 'undoing': {
      const { problem, other, tagsOfOthers } = update;
      const tags = isToBeChecked && tagsOfOthers !== undefined && { tagsOfOthers };
      return { ...before, lastUpdate: { endedAt: now, outcome: 'undone' as const, problem, ...kept(other), ...tags } };
    }
    case 'tidying':
      return {
        ...before,
        lastUpdate: lastUpdate && {
          ...lastUpdate,
          other: isToBeChecked ? update.other : undefined,
          tagsOfOthers: isToBeChecked ? update.tagsOfOthers : undefined,
        },
      };
  }
}
