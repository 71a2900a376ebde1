import { createLatchkeyClient, LatchkeyConnectionError } from '../client/index.ts';
import { launchStacks } from './launchStacks.ts';
import { readSettings } from './settings.ts';
import { startHint } from './startHint.ts';

/** Launches or updates the stacks of a tenant in the sandbox of the local stack that runs. */
async function launch(env: NodeJS.ProcessEnv, [tenantId, accountId, ...rest]: readonly string[]): Promise<void> {
  if (tenantId === undefined || accountId === undefined || rest.length > 0)
    throw new Error('Name a tenant and its account: npm run launch -- globex 444455556666');
  const { port, apiToken, awsPort } = readSettings(env);
  const client = createLatchkeyClient({ baseUrl: `http://127.0.0.1:${port}`, token: apiToken });
  for (const line of await launchStacks(client, `http://127.0.0.1:${awsPort}`, tenantId, accountId)) console.log(line);
}

try {
  await launch(process.env, process.argv.slice(2));
} catch (error) {
  const hint = error instanceof LatchkeyConnectionError ? ` ${startHint(readSettings(process.env).port)}` : '';
  console.error(`${error instanceof Error ? error.message : String(error)}${hint}`);
  process.exit(1);
}
