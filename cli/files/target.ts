import {
  accessSync,
  constants,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, FileError } from './fileError.ts';

/** A file that can be created or replaced, as far as that can be known before. */
export interface Target {
  /** The path that the user knows. */
  readonly path: string;
  /** The file itself, after all symbolic links. */
  readonly real: string;
  /** Undefined if the file does not exist yet. */
  readonly existing: Stats | undefined;
  /** Whether the directory has to be created. Its parent exists. */
  readonly makesDirectory: boolean;
}

/**
 * Follows the symbolic links of the path and checks that the file can be created or replaced.
 * @param mounts the mount points of the machine, in the format of `/proc/self/mountinfo` (proc_pid_mountinfo(5))
 * @throws FileError
 */
export function findTarget(path: string, mounts = readMounts()): Target {
  const link = lookAt(path);
  if (link === undefined) return newFile(path);
  const real = link.isSymbolicLink() ? followed(path) : path;
  const existing = statSync(real);
  if (existing.isDirectory()) throw new FileError(`${path} is a directory and not a file.`);
  if (!existing.isFile()) throw new FileError(`${path} is a device or pipe and not a file.`);
  const user = process.getuid?.() ?? 0;
  if (user !== 0 && existing.uid !== user)
    throw new FileError(`${named(path, real)} belongs to another user (${String(existing.uid)}).`);
  if (!isWritable(real, existing)) throw new FileError(`${named(path, real)} is read-only for you. Make it writable.`);
  assertDirectory(dirname(real));
  const parent = realpathSync(dirname(real));
  if (isMountPoint(join(parent, basename(real)), mounts))
    throw new FileError(
      `${named(path, real)} is mounted as a single file, for example into a container, so that it cannot be replaced. Mount its directory.`,
    );
  return { path, real: join(parent, basename(real)), existing, makesDirectory: false };
}

function newFile(path: string): Target {
  const directory = dirname(resolve(path));
  if (lookAt(directory) === undefined) {
    assertDirectory(dirname(directory));
    return { path, real: resolve(path), existing: undefined, makesDirectory: true };
  }
  assertDirectory(directory);
  return { path, real: join(realpathSync(directory), basename(path)), existing: undefined, makesDirectory: false };
}

/** Checks that files can be created in the directory. @throws FileError */
export function assertDirectory(directory: string): void {
  const found = lookAt(directory);
  if (found === undefined) throw new FileError(`The directory ${directory} does not exist.`);
  const stats = statSync(found.isSymbolicLink() ? followed(directory) : directory);
  if (!stats.isDirectory()) throw new FileError(`${directory} is not a directory.`);
  if (!isWritable(directory, stats)) throw new FileError(`The directory ${directory} is read-only for you.`);
}

/** A file without any write permission is read-only on purpose, even for root. */
function isWritable(path: string, { mode }: Stats): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return (mode & 0o222) !== 0;
  } catch {
    return false;
  }
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new FileError(`${path} cannot be read (${codeOf(error)}).`);
  }
}

function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const where = `${path} is a symbolic link to ${readlinkSync(path)}`;
    if (codeOf(error) !== 'ENOENT') throw new FileError(`${where}, which cannot be read (${codeOf(error)}).`);
    throw new FileError(`${where}, which does not exist. Create that file, or remove the link.`);
  }
}

const named = (path: string, real: string) => (path === real ? path : `${path} (a link to ${real})`);

/** The fifth field of a line is the mount point, with octal escapes for spaces. */
function isMountPoint(path: string, mounts: string): boolean {
  const points = mounts.split('\n').map((line) => line.split(' ')[4] ?? '');
  return points.some(
    (point) => point.replaceAll(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8))) === path,
  );
}

/** Only Linux can mount single files. */
function readMounts(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}
