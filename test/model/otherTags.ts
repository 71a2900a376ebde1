import type { Plan } from '../../lib/blueprints/plan.ts';
import type { Account } from '../faults/account.ts';

/** Returns the users of a plan whose tags are other ones than the plan says. Leaves out the tags of Latchkey itself. */
export function otherTags({ path, steps }: Plan, users: Account['users']): readonly string[] {
  return users.flatMap(({ name, path: at, tags }) => {
    if (at !== path) return [];
    const planned = steps.flatMap((step) => (step.kind === 'create-user' && step.user === name ? step.tags : []));
    const found = tags.flatMap(({ Key, Value }) => (Key.startsWith('latchkey:') ? [] : [`${Key}=${Value}`])).toSorted();
    const expected = planned.map(({ key, value }) => `${key}=${value}`).toSorted();
    return found.join() === expected.join() ? [] : [`the tags ${found.join(', ')} at ${name}`];
  });
}
