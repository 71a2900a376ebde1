import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 50;

/**
 * Makes a folder with `unpack`, unless it exists. If several processes need it, one makes it and the others wait. The
 * folder gets its name when it is complete: if a process dies before, the next one begins again and removes what it
 * left.
 *
 * @param folder an absolute path
 * @param unpack writes into the folder that it is given
 */
export async function unpackOnce(folder: string, unpack: (into: string) => Promise<void>): Promise<void> {
  while (!existsSync(folder)) {
    const lock = await takeLock(folder);
    if (lock === undefined) {
      await sleep(pauseMs);
      continue;
    }
    try {
      // Another process may have made the folder between the look and the lock.
      if (!existsSync(folder)) await make(folder, unpack);
    } finally {
      lock.close();
      await once(lock, 'close');
    }
  }
}

async function make(folder: string, unpack: (into: string) => Promise<void>): Promise<void> {
  for (const left of globSync(`${folder}.unpacking-*`)) rmSync(left, { recursive: true });
  mkdirSync(dirname(folder), { recursive: true });
  const unpacking = mkdtempSync(`${folder}.unpacking-`);
  try {
    await unpack(unpacking);
    renameSync(unpacking, folder);
  } finally {
    rmSync(unpacking, { recursive: true, force: true });
  }
}

/**
 * Takes the lock of a folder. Undefined: another process has it. The lock is a socket in Linux's abstract namespace
 * (unix(7)): the kernel releases it when the process ends, whatever ends it.
 */
async function takeLock(folder: string): Promise<Server | undefined> {
  const name = createHash('sha256').update(folder).digest('hex');
  const server = createServer().listen(`\0latchkey-${name}`);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw error;
  }
}
