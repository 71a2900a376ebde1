import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const portFile = 'aws-port';

/**
 * Writes this process's AWS port to a file in the directory.
 * @throws if the process whose port is in the file still uses the directory, because two processes would overwrite each
 * other's state.
 */
export async function reserveDirectory(directory: string, port: number): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const other = readPort(directory);
  if (other !== undefined && other !== port && (await servesDirectory(other, directory))) {
    throw new Error(
      `DATA_DIR ${directory} is in use by another local stack (its AWS port is ${other}): stop that one, or set DATA_DIR to another directory.`,
    );
  }
  writeFileSync(join(directory, portFile), String(port));
}

/** Removes the file with the port. */
export function releaseDirectory(directory: string): void {
  rmSync(join(directory, portFile), { force: true });
}

/** Returns the AWS port of the process that uses the directory, an absolute path. Undefined: none does. */
export async function portUsing(directory: string): Promise<number | undefined> {
  const port = readPort(directory);
  return port !== undefined && (await servesDirectory(port, directory)) ? port : undefined;
}

function readPort(directory: string): number | undefined {
  try {
    return Number(readFileSync(join(directory, portFile), 'utf8'));
  } catch {
    return undefined;
  }
}

async function servesDirectory(port: number, directory: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/data`, { signal: AbortSignal.timeout(1000) });
    return z.object({ dataDir: z.string() }).parse(await answer.json()).dataDir === directory;
  } catch {
    return false;
  }
}
