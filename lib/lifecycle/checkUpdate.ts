import type { Blueprint } from '../../catalog/blueprint.ts';
import { hasItsDocument } from '../account/boundaryReading.ts';
import {
  boundaryCandidates,
  isPolicyThere,
  stackOutdatedProblem,
  type BoundaryCandidate,
} from '../account/chooseBoundary.ts';
import { readTags } from '../account/holderTags.ts';
import { openAccountOf, readAccess } from '../account/openRunContext.ts';
import { assertOurs, type OwnershipContext } from '../account/ownership.ts';
import type { Access } from '../access/ports.ts';
import { planForRemoval, planOf } from '../blueprints/blueprints.ts';
import { boundaryText, boundaryValues } from '../blueprints/permissionsBoundary.ts';
import { tagChanges } from '../blueprints/tagChanges.ts';
import { blueprintOf } from '../blueprints/versions.ts';
import { isOwnServiceFailure } from '../core/awsFailure.ts';
import { recentChanges } from '../core/judgeRetry.ts';
import { ProblemError } from '../core/errors.ts';
import { retrying } from '../core/retrying.ts';
import { toProblem } from '../account/toProblem.ts';
import { differenceInWords } from '../health/documents.ts';
import { deadlineGuard } from '../record/attempt.ts';
import type { InStatus, PlanChoice, Update } from '../record/onboarding.ts';
import { withPlan } from '../record/update.ts';
import { afterFailedRotation } from './decideAfterFailure.ts';
import type { LifecycleDeps } from './ports.ts';
import { assertNotLate, findTagsOfOthers } from './tagsOfOthers.ts';

/** The longest words about a boundary, in characters: the tenant's administrator has to know what they agree to. */
const maxWords = 2000;

type Updatable = InStatus<'ready' | 'claimed'>;

/** The plan that an update leads to. */
interface Wanted {
  readonly blueprint: Blueprint;
  readonly choice: PlanChoice;
}

/** What an update needs to know about the account. */
export interface Checked {
  /** The ARN of the permissions boundary that the users have to get. Undefined: theirs allows the new plan. */
  readonly boundaryArn: string | undefined;
  /** The tags of the new plan that users and policies have already, although the earlier plan does not have them. */
  readonly tagsOfOthers: NonNullable<Update['tagsOfOthers']>;
}

/**
 * Looks before an update whether it can succeed, and changes nothing. Throws `stack-outdated`, with the difference in words,
 * if the account has no permissions boundary that allows the new plan, `identity-changed` if a user or group is not the one
 * that Latchkey created, and `not-updatable` if a tag has a value that somebody else has set.
 */
export async function checkUpdate(
  deps: LifecycleDeps,
  record: Updatable,
  wanted: Wanted,
  deadline: number,
): Promise<Checked> {
  try {
    return await check(deps, record, wanted, deadline);
  } catch (error) {
    if (error instanceof ProblemError || isOwnServiceFailure(error)) throw error;
    const decision = afterFailedRotation(deps, record, error);
    throw decision.kind === 'keep-status' ? toProblem(error) : decision.problem;
  }
}

async function check(deps: LifecycleDeps, record: Updatable, wanted: Wanted, deadline: number): Promise<Checked> {
  const access = await retrying(deps.clock, deadline, () => readAccess(deps, record));
  const candidates = await coveringBoundaries(deps, record, wanted, access, deadline);
  const opened = await openAccountOf(deps, record, access, deadlineGuard(deps, deadline), deadline);
  const { account, sessionSince, assumedAt } = opened;
  const changed = recentChanges(deps.settings);
  const recent = () => [changed.sessionGiven(sessionSince), changed.permissionsChanged(assumedAt)];
  const call = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt, { recent });
  const context = { deps, account, ...planForRemoval(deps, record) };
  for (const resource of record.resources)
    if (resource.type !== 'policy' && resource.status === 'made') await call(() => assertOurs(context, resource));
  const tagsOfOthers = [];
  for (const change of tagChanges(context.plan, planOf(deps, withPlan(record, wanted.choice)).plan)) {
    const keys = await call(async () => {
      const theirs = findTagsOfOthers(deps, record, change, (await readTags(account, change)) ?? []);
      // The last update may have set them and removed them again.
      if (theirs.length > 0) assertNotLate(deps, record, change);
      return theirs;
    });
    tagsOfOthers.push(...keys.map((key) => ({ arn: change.arn, key })));
  }
  if (candidates.some(({ arn }) => arn === record.boundaryArn)) return { boundaryArn: undefined, tagsOfOthers };
  const boundaryArn = await call(() => firstThere(context, candidates));
  if (boundaryArn === undefined) throw await outdated(deps, record, wanted, access, deadline);
  return { boundaryArn, tagsOfOthers };
}

/** Returns the boundaries that launch links named and that allow the new plan, the newest first. */
async function coveringBoundaries(
  deps: LifecycleDeps,
  record: Updatable,
  { blueprint, choice }: Wanted,
  access: Access,
  deadline: number,
): Promise<readonly BoundaryCandidate[]> {
  const onboarding = withPlan(record, choice);
  // The role may set only the boundary that its stack has now, whichever one worked last.
  const newestFirst = { ...access, proven: {} };
  try {
    return await boundaryCandidates({ deps, access: newestFirst, blueprint, onboarding, deadline });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.slug !== 'stack-outdated') throw error;
    throw await outdated(deps, record, { blueprint, choice }, access, deadline);
  }
}

/** Returns the first boundary that IAM shows with the document that it must have. */
async function firstThere(
  context: Pick<OwnershipContext, 'deps' | 'account'>,
  candidates: readonly BoundaryCandidate[],
): Promise<string | undefined> {
  for (const candidate of candidates) {
    const isThere = (await isPolicyThere(context.account, candidate.arn)) === true;
    if (isThere && (await hasItsDocument(context, candidate))) return candidate.arn;
  }
  return undefined;
}

/** Returns the problem that the tenant has to agree to a wider boundary first, with the difference in words. */
function outdated(
  deps: LifecycleDeps,
  record: Updatable,
  { blueprint, choice }: Wanted,
  access: Access,
  deadline: number,
): Promise<ProblemError> {
  const { accountId } = record;
  const place = { accountId, partition: deps.settings.partition };
  const before = boundaryOf(deps, record, access);
  const after = boundaryTextOf(blueprint, boundaryValues(blueprint, choice.parameters), place);
  const words = before === undefined || after === undefined ? '' : ` ${differenceInWords(before, after, maxWords)}`;
  const cause = `No permissions boundary in account ${accountId} allows everything that the update needs. Nothing was changed: the tenant has to agree to the new boundary first.${words} If the stack was just updated, IAM may not show it yet: then send the update again in a minute.`;
  return stackOutdatedProblem({ deps, blueprint, onboarding: withPlan(record, choice), deadline }, cause);
}

/** Returns the document of the boundary that the users have. Undefined if it is not known. */
function boundaryOf(deps: LifecycleDeps, record: Updatable, access: Access): string | undefined {
  const { boundaryArn = '', accountId } = record;
  const blueprint = blueprintOf(deps, record);
  const given = access.boundaries[record.blueprint]?.find(({ name }) => boundaryArn.endsWith(`/${name}`));
  if (blueprint === undefined || given === undefined) return undefined;
  return boundaryTextOf(blueprint, given.values, { accountId, partition: deps.settings.partition });
}

/** Returns the document of a boundary. Undefined if a policy of AWS is the boundary, which AWS may change. */
function boundaryTextOf(blueprint: Blueprint, ...parts: Tail<Parameters<typeof boundaryText>>): string | undefined {
  return 'managed' in blueprint.permissionsBoundary ? undefined : boundaryText(blueprint, ...parts);
}

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;
