import { readTags, removeTags, setTags } from '../account/holderTags.ts';
import type { Tag } from '../account/ports.ts';
import { callAws, resourceOf, type RunContext } from '../account/runContext.ts';
import { withKey, type TagChange } from '../blueprints/tagChanges.ts';
import { tagStepsOf } from '../blueprints/tagSteps.ts';
import type { Journal } from '../record/journal.ts';
import { addedKeys } from './addedKeys.ts';
import { updating } from './updating.ts';

/**
 * Sets tags back to those of the plan that an onboarding keeps, after an update that is undone, or after a call of one that
 * AWS has carried out late. A tag to which somebody else has given another value meanwhile stays.
 */
export async function restoreTags(run: RunContext, changes: readonly TagChange[]): Promise<void> {
  for (const change of changes) await restoreTagsOf(run, change);
}

async function restoreTagsOf(run: RunContext, change: TagChange): Promise<void> {
  const { account, journal } = run;
  const call = <T>(send: () => Promise<T>) => callAws(run, send, { on: [resourceOf(run, change.type, change.name)] });
  const found = await call(() => readTags(account, change));
  if (found === undefined) return;
  const isCertain = showsAll(journal, change);
  const lost = lostTags(change, found, isCertain);
  const keys = addedKeys(updating(journal.record()), change).filter((key) => {
    const there = withKey(change.type, found, key);
    return there === undefined ? !isCertain : there.value === withKey(change.type, change.set, key)?.value;
  });
  if (lost.length > 0) await call(() => setTags(account, change, lost));
  if (keys.length > 0) await call(() => removeTags(account, change, keys));
}

/** Returns the tags of the plan before the update that are not there any more, or may not be. */
function lostTags(
  { type, set, removed, before }: TagChange,
  found: readonly Tag[],
  isCertain: boolean,
): readonly Tag[] {
  return [...set, ...removed].flatMap(({ key }) => {
    const there = withKey(type, found, key)?.value;
    const old = withKey(type, before, key);
    if (old === undefined || (there === old.value && isCertain)) return [];
    const isOurs = there === undefined || there === old.value || there === withKey(type, set, key)?.value;
    return isOurs ? [old] : [];
  });
}

/**
 * Whether IAM shows the tags as they are: the first call that would have changed them was not sent, or AWS refused it, or
 * the update ended long ago. Otherwise IAM may show them as they were before the update, and they are set once more. After
 * a crash, the record may not say that the call was sent. As a rule, IAM shows what it did by the time another process goes
 * on, and a later look follows.
 */
function showsAll(journal: Journal, change: TagChange): boolean {
  const { steps, unknownCalls = [], update } = updating(journal.record());
  const { set, remove } = tagStepsOf(change);
  const { status = 'pending' } = steps.find(({ name }) => name === (set ?? remove)) ?? {};
  const isUnchanged = status === 'pending' || status === 'failed';
  return update.phase === 'tidying' || (isUnchanged && unknownCalls.length === 0);
}
