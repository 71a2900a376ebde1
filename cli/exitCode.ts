import { ExitCode } from '@stricli/core';
import { exitCodes } from './failures.ts';

/**
 * Returns the exit code of the process for an exit code of the library. The library's own are below zero, which a shell
 * shows as 246 to 255.
 */
export function exitCodeOf(code: number): number {
  switch (code) {
    case ExitCode.UnknownCommand:
    case ExitCode.InvalidArgument:
      return exitCodes.usage;
    default:
      return code < 0 ? exitCodes.refused : code;
  }
}
