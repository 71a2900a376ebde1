import type { LatchkeyClient } from '../../client/index.ts';
import { keyFormats } from '../../lib/http/keyFormats/index.ts';
import type { CliContext } from '../context.ts';
import type { ParameterValue } from '../flags/parameterValues.ts';
import type { KeyDestination } from '../keys/destination.ts';

interface Request {
  readonly tenantId: string;
  readonly accountId: string;
  readonly parameters?: Record<string, ParameterValue>;
  readonly blueprint: string;
}

/**
 * Returns the names of the users that a create will make, by a preview. Undefined for a destination that takes the keys
 * of any users: it needs no such request.
 */
export async function plannedUsers(
  client: Pick<LatchkeyClient, 'preview'>,
  { tenantId, accountId, parameters, blueprint }: Request,
  { interrupted }: Pick<CliContext, 'interrupted'>,
  destination: KeyDestination,
): Promise<readonly string[] | undefined> {
  if (!dependsOnUsers(destination)) return undefined;
  const request = { tenantId, accountId, ...(parameters !== undefined && { parameters }) };
  const { users } = await client.preview(blueprint, request, { signal: interrupted });
  return users.map(({ name }) => name);
}

function dependsOnUsers(destination: KeyDestination): boolean {
  switch (destination.kind) {
    case 'format':
      return !keyFormats[destination.format].holdsManyUsers;
    case 'profile':
      return true;
    case 'csv':
    case 'json':
    case 'shown':
      return false;
  }
}
