import type { KeyWords } from './keyFormats/keyFormat.ts';

/**
 * The pattern of profile names: section names that every tool that reads `~/.aws/credentials` accepts, and that need no
 * quotes in a shell.
 */
export const profilePattern = /^[A-Za-z0-9][\w.@+-]{0,63}$/;
export const profileRule = 'must be 1 to 64 letters, digits and _ . @ + -, and begin with a letter or digit.';

/**
 * Returns the texts in a file of keys. The profile is `profile`, or else the onboarding's parameter `profile`, or else the
 * name of the blueprint.
 */
export function keyWordsOf(
  { blueprint, parameters }: { readonly blueprint: string; readonly parameters: Readonly<Record<string, unknown>> },
  profile: string | undefined,
): KeyWords {
  return {
    profile: profile ?? textOf(parameters['profile']) ?? blueprint,
    stage: textOf(parameters['stage']),
    region: textOf(parameters['region']),
  };
}

/** Returns the name of the section with the keys of a user. `users`: how many users the profile has. */
export function sectionName(profile: string, userName: string, users: number): string {
  return users === 1 ? profile : `${profile}-${userName}`;
}

/** Returns the value of a parameter if it is a text. */
export const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
