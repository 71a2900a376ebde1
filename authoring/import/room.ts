/** IAM's quota for managed policies (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const mostCharacters = 6144;

/** How many characters a value may be longer than its placeholder: the name of a bucket has up to 63 characters. */
const moreInValue = 50;

/** Returns how many characters documents may have so that those of an onboarding, with values, are within the quota. */
export function roomIn(documents: unknown): number {
  const holes = JSON.stringify(documents).match(/\$\{(?!accountId\}|partition\})\w+\}/g) ?? [];
  return Math.max(mostCharacters / 2, mostCharacters - holes.length * moreInValue);
}
