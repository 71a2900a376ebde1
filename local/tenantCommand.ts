import { localDefaults } from './defaults.ts';

/** Returns the command that prints the page of a new tenant, with the settings of the stack that are not the default. */
export function tenantCommand({ port, apiToken }: { readonly port: number; readonly apiToken: string }): string {
  return [
    ...(port === localDefaults.port ? [] : [`PORT=${port}`]),
    ...(apiToken === localDefaults.apiToken ? [] : [`LATCHKEY_API_TOKEN=${apiToken}`]),
    'npm run tenant',
  ].join(' ');
}
