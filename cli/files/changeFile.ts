import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, FileError } from './fileError.ts';
import { withLock } from './lock.ts';
import type { Target } from './target.ts';
import { temporaryPath } from './temporaryFiles.ts';

/** The calls to the file system that can fail although everything was checked before. */
export interface FileCalls {
  readonly write: (descriptor: number, bytes: Uint8Array, offset: number) => number;
  readonly rename: (from: string, to: string) => void;
}

/** Node's own calls. */
export const nodeFileCalls: FileCalls = {
  write: (descriptor, bytes, offset) => writeSync(descriptor, bytes, offset),
  rename: renameSync,
};

/** Returns the new contents of a file for its old ones, which are empty if there is no file. */
export type Change = (contents: Buffer) => Buffer;

/** How often a file is read again because another program has changed it in the meantime. */
const mostTries = 20;

/**
 * Replaces the contents of a file by what `change` returns for them. A reader sees the old file or the new one, and so
 * does everybody after the process has died. The new file has mode 600 from its creation, and the owner of the old one.
 * If another program changes the file in the meantime, `change` is called again with its new contents. A missing
 * directory is created with mode 700.
 * @throws what `change` throws; FileError if the file cannot be written; then it is as it was
 */
export async function changeFile(target: Target, change: Change, calls: FileCalls = nodeFileCalls): Promise<void> {
  try {
    if (target.makesDirectory) makeDirectory(dirname(target.real));
    await withLock(target.real, () => changeLocked(target, change, calls));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new FileError(`${target.path} cannot be written (${codeOf(error)}).`);
  }
}

/** Does what `changeFile` does, for a caller that holds the file's lock. The directory must exist. */
export function changeLocked({ path, real, existing }: Target, change: Change, calls: FileCalls): void {
  for (let tries = 1; !replace(real, existing, change, calls); tries += 1)
    if (tries === mostTries) throw new FileError(`Other programs keep changing ${path}.`);
}

/** Returns the contents of a file, or nothing if it does not exist. */
export function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** Writes the bytes to a new file with mode 600, and waits until they are on the disk. Removes the file on an error. */
export function writeNewFile(path: string, bytes: Uint8Array, { write }: FileCalls, owner?: Stats): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    fchmodSync(descriptor, 0o600);
    if (owner !== undefined) keepOwner(descriptor, owner);
    for (let offset = 0; offset < bytes.length;) offset += write(descriptor, bytes, offset);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Returns false if another program has changed the file since it was read. */
function replace(real: string, existing: Stats | undefined, change: Change, calls: FileCalls): boolean {
  const before = readIfThere(real);
  const temporary = temporaryPath(real, before.length);
  writeNewFile(temporary, change(before), calls, existing);
  try {
    if (!readIfThere(real).equals(before)) return false;
    calls.rename(temporary, real);
  } finally {
    // After the rename, there is nothing to remove.
    rmSync(temporary, { force: true });
  }
  syncDirectory(dirname(real));
  return true;
}

/** Only root can give a file to another user. The group is not important, because it has no permissions. */
function keepOwner(descriptor: number, { uid, gid }: Stats): void {
  if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Some file systems cannot do this for a directory. Then they write the rename when they like. */
export function syncDirectory(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return;
  }
}
