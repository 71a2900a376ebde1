/** Thrown for a file that cannot be written. The message says why, and what to do, and contains nothing of the file. */
export class FileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FileError';
  }
}

/** Returns the code of an error of Node's file system calls, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
