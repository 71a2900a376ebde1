import type { TokenHash } from '../../http/ports.ts';
import { ConfigError } from './configError.ts';

/** Names that the audit trail uses for others than the holders of API tokens. */
const takenNames = ['link', 'worker', 'latchkey', 'anybody'];

/** Where the API tokens are: in the setting itself, or in the SSM parameters whose names begin with the path. */
export interface TokenSource {
  readonly tokens: readonly TokenHash[];
  readonly tokensPath: string | undefined;
}

/** Returns the API tokens, or where they are if the setting is `ssm`. Throws ConfigError. */
export function readTokenSource(value: string | undefined, namespace: string): TokenSource {
  if (value === 'ssm') return { tokens: [], tokensPath: `/${namespace}/api-tokens` };
  return { tokens: readTokens(value), tokensPath: undefined };
}

/** Returns the names, hashes and tenants of the API tokens. Throws ConfigError. */
export function readTokens(value: string | undefined): readonly TokenHash[] {
  const expected =
    'one or more name=sha256 separated by commas, each the hex SHA-256 of a bearer token; after a colon the tenants it may act for, separated by |, where not all; or ssm, if they are in SSM';
  const tokens = (value ?? '').split(',').map((entry): TokenHash => {
    const [, name = '', sha256, , tenants] =
      /^([\w.-]{1,64})=([0-9a-f]{64})(:([\w.-]{1,128}(?:\|[\w.-]{1,128})*))?$/.exec(entry.trim()) ?? [];
    if (sha256 === undefined || takenNames.includes(name))
      throw new ConfigError('LATCHKEY_API_TOKEN_HASHES', `${expected}; no name may be ${takenNames.join(', ')}`, value);
    return { name, sha256, tenants: tenants?.split('|') };
  });
  if (new Set(tokens.map(({ name }) => name)).size < tokens.length)
    throw new ConfigError('LATCHKEY_API_TOKEN_HASHES', `${expected}, no name twice`, value);
  return tokens;
}
