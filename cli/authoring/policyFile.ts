import { readFile } from 'node:fs/promises';
import type { PolicyFile } from '../../authoring/import/readPolicies.ts';
import type { CliContext } from '../context.ts';
import { exitCodes, Failure } from '../failures.ts';

/** Reads a file of the person, or the standard input for `-`. @throws Failure */
export async function policyFile(context: Pick<CliContext, 'readStdin'>, file: string): Promise<PolicyFile> {
  if (file === '-') return { name: 'standard input', text: await context.readStdin() };
  try {
    return { name: file, text: await readFile(file, 'utf8') };
  } catch (error) {
    throw new Failure(
      exitCodes.refused,
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
