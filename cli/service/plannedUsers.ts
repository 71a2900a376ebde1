import type { LatchkeyClient } from '../../client/index.ts';
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
  { kind }: KeyDestination,
): Promise<readonly string[] | undefined> {
  switch (kind) {
    case 'env':
    case 'profile': {
      const request = { tenantId, accountId, ...(parameters !== undefined && { parameters }) };
      const { users } = await client.preview(blueprint, request, { signal: interrupted });
      return users.map(({ name }) => name);
    }
    case 'csv':
    case 'json':
    case 'shown':
      return undefined;
  }
}
