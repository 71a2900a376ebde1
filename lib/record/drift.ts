/** The words in which a look at an account describes what it found. lib/health/ looks; webhook events have some of them. */

/** What a look compares with the plan. */
export const itemKinds = [
  /** Whether Latchkey can assume the bootstrap role. */
  'role',
  /** Whether the role's trust policy requires the external ID. */
  'trust',
  /** The user exists and is the one that Latchkey created. */
  'user',
  'group',
  /** The groups that a user is in, and the users that are in a group. */
  'membership',
  /** A customer managed policy exists, and its document is the planned one. */
  'policy',
  /** The managed and inline policies of a user or group. */
  'attachments',
  /** Which permissions boundary a user has. */
  'boundary',
  /** The document of that permissions boundary. */
  'boundary-document',
  /** The tags that Latchkey set on a user or policy. */
  'tags',
  /** An access key of a user. */
  'key',
] as const;

export type ItemKind = (typeof itemKinds)[number];

/** How a found thing differs from the planned one. */
export const differenceKinds = ['missing', 'extra', 'changed'] as const;

/**
 * Which request repairs a difference. `rotate` replaces a key. `offboard` removes everything, and another create sets it up
 * again. `none`: a person in the account has to. No value stands for `provision`, because it changes nothing of an
 * onboarding whose keys were handed over.
 */
export const repairs = ['rotate', 'offboard', 'none'] as const;
