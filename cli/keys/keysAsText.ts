import { printable } from '../output/printable.ts';
import type { IssuedKeys } from './destination.ts';

/** Returns the keys as a text for a person. */
export function keysAsText({ onboarding, keys }: IssuedKeys): string {
  const parts = keys.map(({ userName, accessKeyId, secretAccessKey }) =>
    [
      `  User name          ${userName}`,
      `  Access key ID      ${accessKeyId}`,
      `  Secret access key  ${secretAccessKey}\n`,
    ].join('\n'),
  );
  return printable(
    `\nAccess keys in account ${onboarding.accountId} (onboarding ${onboarding.id}), shown this once:\n\n${parts.join('\n')}\n`,
  );
}
