import type { AccountDeps, Tag } from '../account/ports.ts';
import { withKey, type TagChange } from '../blueprints/tagChanges.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';

type Deps = Pick<AccountDeps, 'clock' | 'settings'>;

/** Throws WaitingForAws if IAM may still show a user or policy as it was before the last update ended. */
export function assertNotLate(
  { clock, settings }: Deps,
  { lastUpdate }: Pick<Onboarding, 'lastUpdate'>,
  { type, arn }: Pick<TagChange, 'type' | 'arn'>,
): void {
  const until = lastUpdate === undefined ? 0 : lastUpdate.endedAt + settings.entityLagMs;
  if (clock.now() < until)
    throw new WaitingForAws(`IAM may still show the tags that the ${type} ${arn} had before the last update.`, until);
}

/**
 * Returns the keys of the tags that an update would add to a user or policy and that are there already, with the same value.
 * An undo leaves them.
 *
 * Throws 409 `not-updatable` if the update would replace a value that Latchkey has not set, or WaitingForAws if IAM may still
 * show a value from before the last update.
 *
 * @param found the tags that IAM shows
 */
export function findTagsOfOthers(
  { clock, settings }: Deps,
  { lastUpdate }: Pick<Onboarding, 'lastUpdate'>,
  { type, arn, set, before }: TagChange,
  found: readonly Tag[],
): readonly string[] {
  const there = set.flatMap(({ key, value }) => {
    const tag = withKey(type, found, key);
    return tag === undefined ? [] : [{ tag, value, old: withKey(type, before, key)?.value }];
  });
  const theirs = there.filter(({ tag, value, old }) => tag.value !== value && tag.value !== old);
  const [first] = theirs;
  if (first === undefined) return there.flatMap(({ tag, old }) => (old === undefined ? [tag.key] : []));
  assertNotLate({ clock, settings }, { lastUpdate }, { type, arn });
  const names = theirs.map(({ tag, value }) => `${tag.key}=${tag.value}, where the new plan has ${tag.key}=${value}`);
  throw new ProblemError(
    'not-updatable',
    `The ${type} ${arn} has tags with values that Latchkey did not set: ${names.join('; ')}. Latchkey does not replace them, so the update was not made. Ask the tenant's administrator who set them, and have them removed. Then send the update again.`,
  );
}
