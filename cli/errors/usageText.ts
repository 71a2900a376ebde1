import { ArgumentScannerError, formatMessageForArgumentScannerError } from '@stricli/core';

/** Returns what is wrong with the arguments of a command. */
export function usageText(error: unknown): string {
  if (!(error instanceof ArgumentScannerError)) return `The arguments cannot be read: ${messageOf(error)}`;
  return formatMessageForArgumentScannerError(error, {
    ArgumentParseError: ({ externalFlagNameOrPlaceholder: name, exception }) =>
      `${nameOf(name)} ${messageOf(exception)}.`,
  });
}

/** A flag is written with hyphens, an argument in capitals. */
const nameOf = (name: string) => (/[a-z]/.test(name) ? `--${name.replace(/^--/, '')}` : name);

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
