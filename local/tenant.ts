import { LatchkeyConnectionError } from '../client/index.ts';
import { createFreshTenant } from './freshTenant.ts';
import { readSettings } from './settings.ts';
import { startHint } from './startHint.ts';

/** Prints the page of a new tenant of the local stack that runs. */
async function printTenant(env: NodeJS.ProcessEnv): Promise<void> {
  const { port, apiToken } = readSettings(env);
  const { tenantId, accountId, url } = await createFreshTenant(`http://127.0.0.1:${port}`, apiToken);
  console.log(`The tenant ${tenantId} has the account ${accountId}. Its page, for an hour:\n\n  ${url}`);
}

try {
  await printTenant(process.env);
} catch (error) {
  const hint = error instanceof LatchkeyConnectionError ? ` ${startHint(readSettings(process.env).port)}` : '';
  console.error(`${error instanceof Error ? error.message : String(error)}${hint}`);
  process.exit(1);
}
