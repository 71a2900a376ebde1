import { fstatSync } from 'node:fs';
import { DestinationError, type KeyStream } from './destination.ts';

/**
 * Checks that what is written to the standard output reaches somebody, and cannot be read by other users.
 * @throws DestinationError
 */
export function assertPrivate({ isTTY, fd }: KeyStream): void {
  if (isTTY === true || fd === undefined) return;
  const stats = fstatSync(fd);
  if (stats.isCharacterDevice())
    throw new DestinationError('The standard output is a device that keeps nothing: the keys would be lost.', true);
  if (stats.isFile() && (stats.mode & 0o077) !== 0)
    throw new DestinationError(
      `The standard output is a file that other users can read (mode ${(stats.mode & 0o777).toString(8)}). Run \`umask 077\` first and remove the file, or use --csv with a new file, which only you can read.`,
      true,
    );
}
