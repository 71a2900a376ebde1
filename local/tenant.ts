import { LatchkeyConnectionError } from '../client/index.ts';
import { createFreshTenant } from './freshTenant.ts';
import { localDefaults } from './defaults.ts';
import { readSettings } from './settings.ts';

/** Prints the page of a new tenant of the local stack that runs. */
async function printTenant(env: NodeJS.ProcessEnv): Promise<void> {
  const { port, apiToken } = readSettings(env);
  const { tenantId, accountId, url } = await createFreshTenant(`http://127.0.0.1:${port}`, apiToken);
  console.log(`The tenant ${tenantId} has the account ${accountId}. Its page, for an hour:\n\n  ${url}`);
}

/** Says how to start a stack at the port, and which setting names another one. */
function startHint(env: NodeJS.ProcessEnv): string {
  const { port } = readSettings(env);
  const start = port === localDefaults.port ? 'npm start' : `PORT=${port} npm start`;
  return `Start the stack with ${start}, or set PORT to the port of the one that runs.`;
}

try {
  await printTenant(process.env);
} catch (error) {
  const hint = error instanceof LatchkeyConnectionError ? ` ${startHint(process.env)}` : '';
  console.error(`${error instanceof Error ? error.message : String(error)}${hint}`);
  process.exit(1);
}
