import { createFreshTenant } from './freshTenant.ts';
import { readSettings } from './settings.ts';

try {
  const { port, apiToken } = readSettings(process.env);
  const { tenantId, accountId, url } = await createFreshTenant(`http://127.0.0.1:${port}`, apiToken);
  console.log(`The tenant ${tenantId} has the account ${accountId}. Its page, for an hour:\n\n  ${url}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
