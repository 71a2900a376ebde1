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
  return `\nAccess keys in account ${plain(onboarding.accountId)} (onboarding ${plain(onboarding.id)}), shown this once:\n\n${parts.join('\n')}\n`;
}

/** The keys themselves are checked before. */
const plain = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, ' ');
