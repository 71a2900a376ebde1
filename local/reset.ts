import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { portUsing } from './aws/dataDirectory.ts';
import { localDefaults } from './defaults.ts';
import { seedMark } from './seed.ts';
import { readSandboxSettings } from './settings.ts';
import { tenantCommand } from './tenantCommand.ts';

/**
 * Sets the local stack back to its first state: the one that runs, or else the one that starts next with this DATA_DIR.
 * @returns what was done, as a sentence.
 * @throws SettingError if a setting is wrong, and an error if another program answers at the port, or if the stack with
 * this DATA_DIR runs at another port.
 */
async function reset(env: NodeJS.ProcessEnv): Promise<string> {
  const { awsPort, dataDir } = readSandboxSettings(env);
  const url = `http://127.0.0.1:${awsPort}`;
  const answer = await fetch(`${url}/_sandbox/reset`, { method: 'POST' }).catch(() => undefined);
  if (answer?.ok === true)
    return `The local stack at ${url} is back in its first state. ${tenantCommandOf(env)} prints the page of a new tenant.`;
  if (answer !== undefined)
    throw new Error(`What listens at ${url} is no local stack: it answered ${answer.status}. Set AWS_PORT.`);
  if (dataDir === ':memory:' || !existsSync(dataDir))
    return `No local stack runs at ${url}, and nothing is stored in DATA_DIR (${dataDir}), so nothing was reset. If one runs at another port, set AWS_PORT.`;
  const other = await portUsing(resolve(dataDir));
  if (other !== undefined)
    throw new Error(
      `Nothing was reset: the local stack with the data in ${dataDir} runs at port ${other}, not ${awsPort}. Run AWS_PORT=${other} npm run reset.`,
    );
  seedMark(dataDir).resetting();
  return `No local stack runs at ${url}. The next npm start with the data in ${dataDir} begins in its first state.`;
}

/** The API can be at another port too. */
function tenantCommandOf(env: NodeJS.ProcessEnv): string {
  const { PORT = localDefaults.port, LATCHKEY_API_TOKEN = localDefaults.apiToken } = env;
  return tenantCommand({ port: Number(PORT), apiToken: LATCHKEY_API_TOKEN });
}

try {
  console.log(await reset(process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
