import { existsSync } from 'node:fs';
import { seedMark } from './seed.ts';
import { readSandboxSettings } from './settings.ts';

/**
 * Sets the local stack back to its first state: the one that runs, or else the one that starts next with this DATA_DIR.
 * @returns what was done, as a sentence.
 * @throws SettingError if a setting is wrong, and an error if another program answers at the port.
 */
async function reset(env: NodeJS.ProcessEnv): Promise<string> {
  const { awsPort, dataDir } = readSandboxSettings(env);
  const url = `http://127.0.0.1:${awsPort}`;
  const answer = await fetch(`${url}/_sandbox/reset`, { method: 'POST' }).catch(() => undefined);
  if (answer?.ok === true) return `The local stack at ${url} is back in its first state.`;
  if (answer !== undefined)
    throw new Error(`What listens at ${url} is no local stack: it answered ${answer.status}. Set AWS_PORT.`);
  if (dataDir === ':memory:' || !existsSync(dataDir)) return 'Nothing is stored, so nothing was reset.';
  seedMark(dataDir).resetting();
  return `The next npm start with the data in ${dataDir} begins in its first state.`;
}

try {
  console.log(await reset(process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
