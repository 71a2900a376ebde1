import type { Plan } from '../../lib/blueprints/plan.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import type { Account } from '../faults/account.ts';

/**
 * Returns the users of a plan whose tags are other ones than the plan and the create request say. Leaves out the tags of
 * Latchkey itself.
 */
export function otherTags(
  { path, steps }: Plan,
  { tags: ofRequest = [] }: Pick<Onboarding, 'tags'>,
  users: Account['users'],
): readonly string[] {
  return users.flatMap(({ name, path: at, tags }) => {
    if (at !== path) return [];
    const planned = steps.flatMap((step) => (step.kind === 'create-user' && step.user === name ? step.tags : []));
    const found = tags.flatMap(({ Key, Value }) => (Key.startsWith('latchkey:') ? [] : [`${Key}=${Value}`])).toSorted();
    const expected = [...planned, ...ofRequest].map(({ key, value }) => `${key}=${value}`).toSorted();
    return found.join() === expected.join() ? [] : [`the tags ${found.join(', ')} at ${name}`];
  });
}
