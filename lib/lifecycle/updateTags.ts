import { readTags, removeTags, setTags } from '../account/holderTags.ts';
import { callAws, resourceOf, type RunContext } from '../account/runContext.ts';
import { withKey, type TagChange } from '../blueprints/tagChanges.ts';
import { tagStepsOf } from '../blueprints/tagSteps.ts';
import { withStep } from '../record/stepProgress.ts';
import { addedKeys } from './addedKeys.ts';
import { findTagsOfOthers } from './tagsOfOthers.ts';
import { updating } from './updating.ts';

/**
 * Gives users and policies the tags of the new plan, one after the other, and removes those that only the earlier plan
 * has. What has been deleted from the account has no tags, and is left out. A tag to which somebody else has given another
 * value is not removed. Throws `not-updatable` if such a tag would have to be replaced.
 */
export async function changeTags(run: RunContext, changes: readonly TagChange[]): Promise<void> {
  for (const change of changes) await changeTagsOf(run, change);
}

async function changeTagsOf(run: RunContext, change: TagChange): Promise<void> {
  const { deps, journal, account } = run;
  const { type, name, set, removed } = change;
  const call = <T>(send: () => Promise<T>) => callAws(run, send, { on: [resourceOf(run, type, name)] });
  const found = await call(async () => {
    const tags = await readTags(account, change);
    if (tags !== undefined) findTagsOfOthers(deps, journal.record(), change, tags);
    return tags;
  });
  if (found === undefined) return;
  const steps = tagStepsOf(change);
  if (steps.set !== undefined)
    await withStep(journal, deps.clock, steps.set, async () => {
      // These tags are not there, so this removes nothing. It fails if the role may not remove tags, before any is set that an
      // undo could not remove. A tag that is there was set by an earlier attempt, and policies can depend on it.
      const added = addedKeys(updating(journal.record()), change).filter(
        (key) => withKey(type, found, key) === undefined,
      );
      if (added.length > 0) await call(() => removeTags(account, change, added));
      await call(() => setTags(account, change, set));
    });
  if (steps.remove !== undefined)
    await withStep(journal, deps.clock, steps.remove, async () => {
      const keys = removed.flatMap(({ key, value }) =>
        (withKey(type, found, key)?.value ?? value) === value ? [key] : [],
      );
      if (keys.length > 0) await call(() => removeTags(account, change, keys));
    });
}
