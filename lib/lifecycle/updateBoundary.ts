import { rememberBoundary } from '../account/chooseBoundary.ts';
import { callAws, resourceOf, type RunContext } from '../account/runContext.ts';
import { hasCode } from '../core/awsFailure.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import type { Journal } from '../record/journal.ts';
import type { InStatus } from '../record/onboarding.ts';
import { withStep } from '../record/stepProgress.ts';

const stepOf = (user: string) => `set-boundary ${user}`;

/**
 * Gives each user the permissions boundary that an update needs, one user after the other: if the role may not, no user has
 * got it. The record keeps the old one until the update can no longer be undone.
 */
export async function setBoundaries(run: RunContext, boundaryArn: string): Promise<void> {
  const { journal, deps } = run;
  for (const user of run.plan.userNames)
    await withStep(journal, deps.clock, stepOf(user), () => setBoundary(run, user, boundaryArn));
  await rememberBoundary(deps, run.access, run.blueprint, boundaryArn);
}

async function setBoundary(run: RunContext, user: string, boundaryArn: string): Promise<void> {
  const { account, assumedAt, deps } = run;
  const recent = [recentChanges(deps.settings).boundaryMade(assumedAt)];
  const set = () => account.setUserBoundary(user, boundaryArn);
  await callAws(run, set, { on: [resourceOf(run, 'user', user)], recent });
  // The role may attach policies to users with this boundary only, and IAM may not see it yet.
  run.journal.note((record) => ({ ...record, askedAt: deps.clock.now() }));
}

/**
 * Gives the users of an update that is undone their old boundary again, as far as the role may: it may set only that of its
 * stack. The problem of the update then says which users keep the new one, to which the tenant has agreed.
 */
export async function restoreBoundaries(run: RunContext): Promise<void> {
  const { journal } = run;
  const { update, boundaryArn: before, steps } = updating(journal);
  const after = update.boundaryArn;
  if (after === undefined) return;
  // A step that has failed may have set it: its answer can be lost.
  const begun = run.plan.userNames.filter((user) => steps.some(({ name }) => name === stepOf(user)));
  const kept: string[] = [];
  for (const user of begun) if (!(await restore(run, user, before, after))) kept.push(user);
  if (kept.length === 0) return;
  const isAll = kept.length === run.plan.userNames.length;
  const sentence = ` ${isAll ? 'The users keep' : `${kept.join(', ')} ${kept.length === 1 ? 'keeps' : 'keep'}`} the permissions boundary ${after}, to which the tenant has agreed: the role may not set the one before.`;
  journal.note((record) => {
    if (record.status !== 'updating' || record.update.problem?.detail.endsWith(sentence) === true) return record;
    const { problem } = record.update;
    const said = problem && { ...problem, detail: `${problem.detail}${sentence}` };
    // If they differ, the health of the onboarding names the users whose boundary is another one.
    return { ...record, ...(isAll && { boundaryArn: after }), update: { ...record.update, problem: said } };
  });
}

/** Returns whether a user has the boundary that it had before the update. */
async function restore(run: RunContext, user: string, before: string | undefined, after: string): Promise<boolean> {
  const found = await callAws(run, () => run.account.getUser(user), { on: [resourceOf(run, 'user', user)] });
  if (found.boundaryArn !== after) return true;
  if (before === undefined || before === after) return false;
  const set = () =>
    run.account.setUserBoundary(user, before).then(
      () => true,
      (error: unknown) => {
        // A denial is the rule here: it is not worth waiting for.
        if (hasCode(error, 'AccessDenied', 'NoSuchEntity')) return false;
        throw error;
      },
    );
  return callAws(run, set, { on: [resourceOf(run, 'user', user)] });
}

function updating(journal: Journal): InStatus<'updating'> {
  const record = journal.record();
  if (record.status === 'updating') return record;
  throw new Error(`no update is undone in ${record.status}`);
}
