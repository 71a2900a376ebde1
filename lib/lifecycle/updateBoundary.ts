import { rememberBoundary } from '../account/chooseBoundary.ts';
import { callAws, resourceOf, type RunContext } from '../account/runContext.ts';
import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { judgeRetry, recentChanges } from '../core/judgeRetry.ts';
import { withStep } from '../record/stepProgress.ts';
import { updating } from './updating.ts';

const stepOf = (user: string) => `set-boundary ${user}`;
const undoStepOf = (user: string) => `restore-boundary ${user}`;

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
  // IAM may not see the boundary yet when it decides whether the role may attach a policy to the user.
  run.journal.note((record) => ({ ...record, askedAt: deps.clock.now() }));
}

/**
 * Undoes an update's changes of boundaries: gives these users their earlier boundary again. The role may set only the
 * boundary of its stack. That is the new one, to which the tenant has agreed, unless the tenant has set the stack back
 * meanwhile. So IAM can refuse the earlier one. The problem of the update then names the users that keep the new boundary.
 */
export async function restoreBoundaries(run: RunContext): Promise<void> {
  const { journal } = run;
  const { update, steps, boundaryArn: before } = updating(journal.record());
  const { boundaryArn } = update;
  if (boundaryArn === undefined) return;
  const statusOf = (step: string) => steps.find(({ name }) => name === step)?.status;
  const kept: string[] = [];
  for (const user of run.plan.userNames) {
    const status = statusOf(stepOf(user));
    if (status === undefined || statusOf(undoStepOf(user)) === 'done') continue;
    const found = await boundaryOf(run, user);
    if (found === undefined) continue;
    // A step that has failed may have set it: its answer can be lost. After one that is done, IAM may show the old one late.
    const isSet = found === boundaryArn || (found === before && status === 'done');
    if (isSet && !(await isSetBack(run, user, before))) kept.push(user);
  }
  if (kept.length === 0) return;
  const sentence = ` ${kept.join(', ')} ${kept.length === 1 ? 'keeps' : 'keep'} the permissions boundary ${boundaryArn}, to which the tenant has agreed: the role may not set the earlier one.`;
  const isAll = kept.length === run.plan.userNames.length;
  journal.note((record) => {
    if (record.status !== 'updating' || record.update.problem?.detail.endsWith(sentence) === true) return record;
    const { problem } = record.update;
    const said = problem && { ...problem, detail: `${problem.detail}${sentence}` };
    // If only some keep it, the health of the onboarding shows that theirs is not the one on record.
    return { ...record, ...(isAll && { boundaryArn }), update: { ...record.update, problem: said } };
  });
}

/** Gives a user the boundary that it had before an update. Returns false if IAM refuses that. */
async function isSetBack(run: RunContext, user: string, before: string | undefined): Promise<boolean> {
  if (before === undefined) return false;
  try {
    await withStep(run.journal, run.deps.clock, undoStepOf(user), () => setBoundary(run, user, before));
    return true;
  } catch (error) {
    if (error instanceof AwsFailure && judgeRetry(error, [], run.deps.clock.now()).kind === 'refused') return false;
    throw error;
  }
}

/** Returns the ARN of the boundary that a user has. Undefined if IAM does not show the user, or not to this role. */
function boundaryOf(run: RunContext, user: string): Promise<string | undefined> {
  const read = () =>
    run.account.getUser(user).then(
      (found) => found.boundaryArn,
      (error: unknown) => {
        if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) return undefined;
        throw error;
      },
    );
  return callAws(run, read, { on: [resourceOf(run, 'user', user)] });
}
