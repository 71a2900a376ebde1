import { readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { codeOf, FileError } from './fileError.ts';

/** How long a process waits for another one, which needs only milliseconds, in milliseconds. */
const patienceMs = 10_000;
const pauseMs = 20;

/** Returns the path of the lock of a file: a symbolic link that leads nowhere and whose target names the process. */
export const lockPath = (file: string) => join(dirname(file), `.${basename(file)}.latchkey-lock`);

/**
 * Runs the work while no other process of Latchkey changes the file. The lock is a symbolic link, because creating one is
 * a single step that fails if it exists, and it says from the beginning who holds it. The lock of a process that has died
 * is removed. The work is synchronous, so that no other work of this process and no handler of a signal interrupts it.
 * @throws FileError if another process does not release the lock
 */
export async function withLock<T>(file: string, work: () => T): Promise<T> {
  const path = lockPath(file);
  const started = performance.now();
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder === undefined) continue;
    if (hasDied(holder)) remove(path, holder);
    else if (performance.now() - started > patienceMs)
      throw new FileError(`Another process (${holder}) changes ${file}. If it is not there any more, remove ${path}.`);
    else await setTimeout(pauseMs);
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}

const own = () => `${String(process.pid)}@${hostname()}`;

function take(path: string): boolean {
  try {
    symlinkSync(own(), path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new FileError(`No file can be created in ${dirname(path)} (${codeOf(error)}).`);
  }
}

function holderOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    return 'unknown';
  }
}

/** Whether the holder was a process of this machine that does not exist any more, or an earlier one with the same ID. */
function hasDied(holder: string): boolean {
  const [, id, host] = /^(\d+)@(.*)$/.exec(holder) ?? [];
  if (id === undefined || host !== hostname()) return false;
  if (Number(id) === process.pid) return true;
  try {
    process.kill(Number(id), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

function remove(path: string, holder: string): void {
  if (holderOf(path) === holder) rmSync(path, { force: true });
}
