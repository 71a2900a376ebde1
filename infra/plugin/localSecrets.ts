import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { localWebhookSecrets } from '../../local/webhookSecrets.ts';

const state = z.object({ dataDir: z.string() });

/** How long the sandbox has to answer, in milliseconds. On this machine it takes a few. */
const answerMs = 2000;

/**
 * Returns the file with the webhook secrets for `invoke local`: that of the local stack whose sandbox is at `awsUrl`, or
 * if none runs, that of the next stack with this DATA_DIR. A stack with `:memory:` has its secrets only in its own memory,
 * so the file then has new ones, and is deleted when this process ends.
 */
export async function localSecretsFile(awsUrl: string, dataDir: string): Promise<string> {
  const used = (await runningDataDir(awsUrl)) ?? dataDir;
  const source = localWebhookSecrets(used === ':memory:' ? directoryForThisProcess() : used);
  return 'file' in source ? source.file : '';
}

/** Returns the absolute directory of the sandbox's state, or `:memory:`. Undefined if no sandbox answers. */
async function runningDataDir(awsUrl: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${awsUrl}/_sandbox/data`, { signal: AbortSignal.timeout(answerMs) });
    return state.safeParse(await answer.json()).data?.dataDir;
  } catch {
    return undefined;
  }
}

function directoryForThisProcess(): string {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-secrets-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
