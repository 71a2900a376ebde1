import type { TagChange } from './tagChanges.ts';

/** Returns the names of the steps that change the tags of a user or policy. Undefined: there is no such step. */
export function tagStepsOf({ type, name, set, removed }: TagChange): { set?: string; remove?: string } {
  return {
    ...(set.length > 0 && { set: `set-tags ${type} ${name}` }),
    ...(removed.length > 0 && { remove: `remove-tags ${type} ${name}` }),
  };
}
