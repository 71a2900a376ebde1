import { allSettledOrThrow } from '../core/allSettled.ts';
import { planForRemoval } from '../blueprints/blueprints.ts';
import { recentChanges } from '../core/judgeRetry.ts';
import type { InStatus, ResourceRecord, UserKeyIds } from '../record/onboarding.ts';
import { openAccountOf, readAccess } from '../account/openRunContext.ts';
import { assertOurs } from '../account/ownership.ts';
import { classifyKeys } from '../account/unlistedKeys.ts';
import { foreignKeysWith, idsOf } from '../record/disclosedKeyIds.ts';
import type { CallGuard } from '../core/ports.ts';
import type { LifecycleDeps } from './ports.ts';
import { retrying } from '../core/retrying.ts';

/**
 * Assumes the bootstrap role and lists the keys that the users have before this claim creates any. The keys that Latchkey
 * did not create are foreign, and it never changes them. Before its first CreateAccessKey, all keys are foreign. Checks
 * that each user is ours, because IAM identifies keys by the user's name.
 */
export async function listKeysBefore(
  deps: LifecycleDeps,
  ready: InStatus<'ready'>,
  guard: CallGuard,
  deadline: number,
) {
  const opened = await openAccountOf(deps, ready, await readAccess(deps, ready), guard, deadline);
  const { account, assumedAt, sessionSince } = opened;
  const context = { deps, account, ...planForRemoval(deps, ready) };
  const changed = recentChanges(deps.settings);
  const keysOf = async (resource: ResourceRecord): Promise<UserKeyIds> => {
    const recent = () => [
      changed.sessionGiven(sessionSince),
      changed.permissionsChanged(Math.max(assumedAt, ready.askedAt)),
      ...(resource.sentAt === undefined ? [] : [changed.entityMade(resource.sentAt)]),
    ];
    const retry = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt, { recent });
    const [ownership, keys] = await Promise.allSettled([
      retry(() => assertOurs(context, resource)),
      retry(() => account.listAccessKeys(resource.name)),
    ]);
    if (ownership.status === 'rejected') throw ownership.reason;
    if (keys.status === 'rejected') throw keys.reason;
    const userName = resource.name;
    if (ready.foreignKeyIds === undefined) return { userName, ids: keys.value.map(({ id }) => id) };
    const { others } = await retry(() => classifyKeys({ deps, account, record: ready, user: resource }, keys.value));
    return { userName, ids: idsOf(foreignKeysWith(ready, userName, others), userName) };
  };
  const foreignKeyIds = await allSettledOrThrow(ready.resources.filter(({ type }) => type === 'user').map(keysOf));
  return { opened, foreignKeyIds };
}
